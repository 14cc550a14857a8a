/*
 * An exam with each question in which things are ordered, paired, filled in or pointed at, one an item, and pictures for
 * those that need one.
 */
import type { AuthoredQuestion } from '../../src/shared/contract/authored/question.ts';
import type { AuthoredExam, AuthoredItem } from '../../src/shared/contract/exam.ts';

const svg = (width: number, height: number, marks: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${marks}</svg>`,
  ).toString('base64');
const media = (name: string, width: number, height: number, marks: string) => ({
  name,
  type: 'image/svg+xml',
  data: svg(width, height, marks),
});

const isle = (x: number, y: number, fill: string) =>
  `<ellipse cx="${x}" cy="${y}" rx="52" ry="34" fill="${fill}" stroke="#33512a" stroke-width="2"/>`;
/** Four islands in the sea, 480 by 320. */
const ISLANDS = media(
  'islands.svg',
  480,
  320,
  `<rect width="480" height="320" fill="#bcdcec"/>${isle(90, 80, '#9cc48a')}${isle(350, 70, '#d8c48a')}${isle(140, 240, '#c4a08a')}${isle(380, 230, '#a8b48a')}<path d="M60 300q20-14 40 0t40 0 40 0" fill="none" stroke="#5a8aa8" stroke-width="3"/>`,
);
/** A leaf with its parts, 480 by 320. */
const LEAF = media(
  'leaf.svg',
  480,
  320,
  '<rect width="480" height="320" fill="#fffefb"/><path d="M60 170C90 20 330 20 420 160 330 300 90 310 60 170z" fill="#8fbc6f" stroke="#33512a" stroke-width="3"/><path d="M20 180L420 160" stroke="#33512a" stroke-width="6"/><path d="M150 172L210 90M230 168L300 86M190 172L250 252M270 166L330 240" stroke="#33512a" stroke-width="3"/>',
);
const BOAT = media(
  'boat.svg',
  60,
  60,
  '<path d="M8 40h44l-8 14H16z" fill="#8a4b2a"/><path d="M30 6v32M30 8l18 26H30z" fill="#1d2433" stroke="#1d2433"/>',
);

const p = (text: string) => `<p>${text}</p>`;
const named = (names: readonly string[]) =>
  names.map((text) => ({ id: text.toLowerCase().replaceAll(' ', '-'), content: p(text) }));
const once = { matchMax: 1, matchMin: 0 };
const picture = (file: { name: string }, alt: string) => ({ src: file.name, alt, width: 480, height: 320 });
const circle = (id: string, x: number, y: number, label: string) => ({
  id,
  shape: 'circle' as const,
  coords: [x, y, 40],
  label,
});
const ISLES = [
  circle('north', 90, 80, 'Green island'),
  circle('east', 350, 70, 'Sand island'),
  circle('west', 140, 240, 'Red island'),
  circle('south', 380, 230, ''),
];

type Question = Extract<AuthoredQuestion, { interactionType: string }>;
const item = (id: string, question: Question, files: AuthoredItem['media'] = []): AuthoredItem => ({
  id,
  name: id,
  body: '',
  media: files,
  alignmentIds: [],
  questions: [question],
});

const order: Question = {
  id: 'q',
  interactionType: 'order',
  prompt: p('Put the days in order. Start with the first day of school.'),
  options: named(['Wednesday', 'Monday', 'Friday', 'Tuesday']),
  correct: ['monday', 'tuesday', 'wednesday', 'friday'],
};
const sentence: Question = {
  id: 'q',
  interactionType: 'order',
  prompt: p('Make a sentence of these words.'),
  orientation: 'horizontal',
  options: named(['barks', 'dog', 'The', 'loudly']),
  correct: ['the', 'dog', 'barks', 'loudly'],
};
const some: Question = {
  id: 'q',
  interactionType: 'order',
  prompt: p('Which two of these come first in the year? Put them in order.'),
  minChoices: 2,
  maxChoices: 2,
  options: named(['May', 'January', 'August', 'March']),
  correct: ['january', 'march'],
};
const sorting: Question = {
  id: 'q',
  interactionType: 'match',
  prompt: p('Which of these animals lay eggs?'),
  minAssociations: 0,
  maxAssociations: 0,
  sources: named(['Duck', 'Cow', 'Turtle', 'A bat that lives in the old barn behind the school']).map((one) => ({
    ...one,
    ...once,
  })),
  targets: named(['Lays eggs', 'Lays no eggs']).map((one, at) => ({
    ...one,
    id: `t${at}`,
    matchMax: 4,
    matchMin: 0,
  })),
  correct: ['duck t0', 'cow t1', 'turtle t0', 'a-bat-that-lives-in-the-old-barn-behind-the-school t1'],
};
const capitals: Question = {
  id: 'q',
  interactionType: 'match',
  prompt: p('Which city is the capital of which country?'),
  minAssociations: 0,
  maxAssociations: 0,
  sources: named(['Paris', 'Rome', 'Oslo', 'Milan']).map((one) => ({ ...one, ...once })),
  targets: named(['Italy', 'France', 'Norway']).map((one) => ({ ...one, ...once })),
  correct: ['paris france', 'rome italy', 'oslo norway'],
};
const rhymes: Question = {
  id: 'q',
  interactionType: 'associate',
  prompt: p('Which words rhyme?'),
  minAssociations: 0,
  maxAssociations: 3,
  options: named(['Cat', 'House', 'Hat', 'Mouse', 'Tree', 'Bee']).map((one) => ({ ...one, ...once })),
  correct: ['cat hat', 'house mouse', 'tree bee'],
};
const gaps: Question = {
  id: 'q',
  interactionType: 'gapMatch',
  prompt: p('Fill in the gaps.'),
  minAssociations: 0,
  maxAssociations: 0,
  body: '<p>In <slot name="g1"></slot> the leaves fall from the trees. In <slot name="g2"></slot> it is often warm, and the days are long.</p>',
  sources: named(['Winter', 'Autumn', 'Summer']).map((one) => ({ ...one, ...once })),
  gaps: [{ id: 'g1' }, { id: 'g2' }],
  correct: ['autumn g1', 'summer g2'],
};
const hotspot: Question = {
  id: 'q',
  interactionType: 'hotspot',
  prompt: p('Which island is green?'),
  minChoices: 0,
  maxChoices: 1,
  picture: picture(ISLANDS, 'Four islands'),
  areas: ISLES.map((area) => ({ ...area, isKey: area.id === 'north' })),
};
const trip: Question = {
  id: 'q',
  interactionType: 'graphicOrder',
  prompt: p('A boat goes from the green island to the sand island, and then to the red one. Show its way.'),
  minChoices: 3,
  maxChoices: 3,
  picture: picture(ISLANDS, 'Four islands'),
  areas: ISLES,
  correct: ['north', 'east', 'west'],
};
const ferries: Question = {
  id: 'q',
  interactionType: 'graphicAssociate',
  prompt: p('Ferries go between the two islands in the north, and between the two in the south. Draw their lines.'),
  minAssociations: 0,
  maxAssociations: 2,
  picture: picture(ISLANDS, 'Four islands'),
  areas: ISLES.map((area) => ({ ...area, ...once })),
  correct: ['north east', 'west south'],
};
const parts: Question = {
  id: 'q',
  interactionType: 'graphicGapMatch',
  prompt: p('Name the parts of the leaf.'),
  minAssociations: 0,
  maxAssociations: 0,
  picture: picture(LEAF, 'A leaf on its stalk'),
  sources: named(['Blade', 'Stalk', 'Root']).map((one) => ({ ...one, ...once })),
  areas: [
    { id: 'a1', shape: 'rect', coords: [12, 150, 92, 210], label: 'where the leaf is held', ...once },
    { id: 'a2', shape: 'ellipse', coords: [300, 130, 60, 34], label: 'the green face', ...once },
  ],
  correct: ['stalk a1', 'blade a2'],
};
const point: Question = {
  id: 'q',
  interactionType: 'selectPoint',
  prompt: p('Point at the red island.'),
  minChoices: 0,
  maxChoices: 1,
  picture: picture(ISLANDS, 'Four islands'),
  areaMapping: { entries: [{ shape: 'circle', coords: [140, 240, 40], mappedValue: 1 }], defaultValue: 0 },
};
const boats: Question = {
  id: 'q',
  interactionType: 'positionObject',
  prompt: p('Put a boat beside the sand island and one beside the green island.'),
  minChoices: 0,
  maxChoices: 2,
  picture: picture(ISLANDS, 'Four islands'),
  object: { src: BOAT.name, alt: 'A boat', width: 60, height: 60 },
  areaMapping: {
    entries: [
      { shape: 'rect', coords: [400, 30, 478, 130], mappedValue: 1 },
      { shape: 'rect', coords: [140, 30, 230, 130], mappedValue: 1 },
    ],
    defaultValue: 0,
  },
};

const exam = (name: string, items: AuthoredItem[]): AuthoredExam => ({ name, objectives: [], items });

export const pairsExam = exam('Orders and pairs', [
  item('days', order),
  item('sentence', sentence),
  item('months', some),
  item('animals', sorting),
  item('capitals', capitals),
  item('rhymes', rhymes),
  item('gaps', gaps),
]);

export const graphicExam = exam('On pictures', [
  item('island', hotspot, [ISLANDS]),
  item('trip', trip, [ISLANDS]),
  item('ferries', ferries, [ISLANDS]),
  item('leaf', parts, [LEAF]),
  item('point', point, [ISLANDS]),
  item('boats', boats, [ISLANDS, BOAT]),
]);
