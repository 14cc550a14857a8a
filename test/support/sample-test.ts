import type { Content, ContentNode } from '../../src/shared/contract/content.ts';
import type { StudentItem } from '../../src/shared/contract/student/item.ts';
import type { AttemptSnapshot } from '../../src/student/session/ports.ts';

const element = (tagName: string, ...children: Array<ContentNode | string>): ContentNode => ({
  type: 'element',
  tagName,
  properties: {},
  children: children.map((child) => (typeof child === 'string' ? { type: 'text', value: child } : child)),
});
const p = (...children: Array<ContentNode | string>): Content => [element('p', ...children)];
const image = (src: string, alt: string): ContentNode => ({
  type: 'element',
  tagName: 'img',
  properties: { src, alt, width: 320, height: 180 },
  children: [],
});
const file = (name: string) => ({
  name,
  type: 'image/svg+xml',
  hash: 'a'.repeat(64),
  contentHash: name.padEnd(64, '0'),
  bytes: 1000,
});

const stimulus = {
  id: 'allowance',
  title: 'Cole’s allowance',
  body: [
    'Every Friday Cole earns $6.00 for feeding the neighbor’s goats. Some weeks he spends all of it. Other weeks he puts half of it in a jar on the shelf above his bed.',
    'In March the skate park opened. Cole counted the money in his jar and made a list of what he would need, with the price of each thing beside it.',
    '“If I wait until June,” he told his sister, “I can pay for most of it myself.”',
    'His sister laughed. She had said the same thing the summer before, and the summer before that, and she had a bicycle with a bell to show for it.',
    'So Cole drew a line down the middle of a page. On the left he wrote what he wanted. On the right he wrote how many Fridays it would take.',
  ].flatMap((words) => p(words)),
};

const choice = (id: string, prompt: Content, options: Content[], maxChoices = 1) => ({
  id,
  interactionType: 'choice' as const,
  prompt,
  minChoices: 0,
  maxChoices,
  options: options.map((content) => ({ content })),
});

/** Twelve pages: with a passage and without, pictures that are there and missing, one and several answers. */
export const sampleItems: StudentItem[] = Array.from({ length: 12 }, (_, at): StudentItem => {
  const id = `item-${at + 1}`;
  if (at === 6) {
    return {
      id,
      body: [
        element('p', 'The table shows four materials.'),
        element(
          'table',
          element('thead', element('tr', element('th', 'Material'), element('th', 'Floats'))),
          element(
            'tbody',
            element('tr', element('td', 'cork'), element('td', 'yes')),
            element('tr', element('td', 'iron'), element('td', 'no')),
          ),
        ),
      ],
      media: [],
      questions: [
        choice(
          'q',
          p('Which of these materials would a magnet pull?'),
          [p('cork'), p('an iron nail'), p('a steel paper clip'), p('a plastic cup')],
          2,
        ),
      ],
    };
  }
  if (at === 7) {
    return {
      id,
      body: p(image('leaf.svg', 'A leaf with a pointed tip')),
      media: [file('leaf.svg'), file('gone.svg')],
      questions: [
        choice('q', p('Which picture shows the same kind of leaf?'), [
          p(image('leaf.svg', 'A leaf')),
          p(image('gone.svg', 'A round leaf')),
          p('Neither of them'),
        ]),
      ],
    };
  }
  if (at === 8) {
    return {
      id,
      body: p('A week has seven days, and Cole is paid on each Friday.'),
      media: [],
      questions: [
        choice('a', p('How much does Cole earn in two weeks?'), [p('$6.00'), p('$12.00')]),
        choice('b', p('How much is that in four weeks?'), [p('$18.00'), p('$24.00')]),
      ],
    };
  }
  return {
    id,
    body: [],
    stimulus,
    media: [],
    questions: [
      choice('q', p(`Which of these could Cole buy with one week’s allowance? (${at + 1})`), [
        p('a skateboard for $24.99'),
        p('a new jacket for $18.00'),
        p('a cupcake for ', element('b', '$2.50')),
        p('a helmet for $14.75, which is on sale this week and costs one dollar more from Monday on'),
      ]),
    ],
  };
});

export const sampleSnapshot: AttemptSnapshot = {
  partition: 'school/maya',
  run: 'run-1-of-the-sample',
  sessionId: 'session-1',
  attempt: 1,
  examName: 'Saving and spending',
  studentName: 'Maya R.',
  config: {
    shuffleOptions: false,
    shuffleItems: false,
    showScoreOnComplete: true,
    showCorrectAnswersOnComplete: true,
    allowRetakes: false,
    keyRelease: 'submit',
    window: { opensAt: null, closesAt: null },
  },
  package: 'b'.repeat(64),
  items: sampleItems.map((item) => ({ id: item.id, questions: item.questions.map((question) => question.id) })),
  answers: [],
  flagged: [],
  isLocked: false,
  isLeftBehind: false,
  plays: [],
  itemId: null,
  submitted: null,
  problem: null,
};
