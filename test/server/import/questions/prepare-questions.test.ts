/*
 * Every interaction as PUT takes it: what students get of it, what scoring needs, and the scores of a right, a wrong and
 * no answer. The oracle is the answer that the author's JSON says is right, written out by hand beside it.
 */
import { describe, expect, it } from 'vitest';
import type { z } from 'zod/mini';
import { ProblemError } from '../../../../src/server/http/problem.ts';
import { prepareExam } from '../../../../src/server/import/prepare-exam.ts';
import { preparedItems } from '../../../../src/server/import/prepared-item.ts';
import type { authoredQuestion } from '../../../../src/shared/contract/authored/question.ts';
import { authoredExam } from '../../../../src/shared/contract/exam.ts';
import type { Response } from '../../../../src/shared/contract/response.ts';
import { scoreExam } from '../../../../src/shared/scoring/score-exam.ts';
import { PICTURE } from '../../device/school.ts';

type Question = z.input<typeof authoredQuestion>;

const prepare = (question: Question, body = '') =>
  prepareExam(
    authoredExam.parse({
      name: 'x',
      items: [{ id: 'i', body, media: [{ name: 'map.gif', type: 'image/gif', data: PICTURE }], questions: [question] }],
    }),
  ).items;

function issuesOf(question: Question, body = ''): string[] {
  try {
    prepare(question, body);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return (error.issues ?? []).map(({ path, message }) => `${path.slice(2).join('.')}: ${message}`);
  }
  return [];
}

const options = (right: string[]) =>
  ['sky', 'sea', 'sun'].map((id) => ({ id, content: id, isKey: right.includes(id) }));
const plain = ['sky', 'sea', 'sun'].map((id) => ({ id, content: `<p>${id}</p>` }));
const targets = ['up', 'down'].map((id) => ({ id, content: id, matchMax: 0 }));
const picture = { src: 'map.gif', width: 100, height: 100 };
const areas = [
  { id: 'north', shape: 'circle', coords: [50, 10, 10], label: 'the north' },
  { id: 'south', shape: 'rect', coords: [0, 80, 100, 100] },
] as const;
const chosen = (...indexes: number[]): Response => ({ options: indexes.map((index) => ({ index })) });
const pairs = (...list: Array<[number, number]>): Response => ({
  pairs: list.map(([source, target]) => ({ source, target })),
});
const points = (...list: Array<[number, number]>): Response => ({ points: list.map(([x, y]) => ({ x, y })) });

const QUESTIONS: Array<[name: string, Question, right: Response, wrong: Response]> = [
  ['inlineChoice', { id: 'q', interactionType: 'inlineChoice', options: options(['sea']) }, chosen(1), chosen(0)],
  [
    'hottext',
    {
      id: 'q',
      interactionType: 'hottext',
      maxChoices: 0,
      body: '<p>A <slot name="sky"></slot>, a <slot name="sea"></slot> and a <slot name="sun"></slot>.</p>',
      options: options(['sky', 'sun']),
    },
    chosen(2, 0),
    chosen(0),
  ],
  [
    'order',
    { id: 'q', interactionType: 'order', options: plain, correct: ['sun', 'sky', 'sea'] },
    chosen(2, 0, 1),
    chosen(0, 1, 2),
  ],
  [
    'textEntry',
    { id: 'q', interactionType: 'textEntry', correct: ['York', 'Jorvik'] },
    { value: 'jorvik' },
    { value: 'york ' },
  ],
  [
    'textEntry of text with its case',
    { id: 'q', interactionType: 'textEntry', correct: ['York'], caseSensitive: true },
    { value: 'York' },
    { value: 'york' },
  ],
  [
    'textEntry of a number',
    { id: 'q', interactionType: 'textEntry', baseType: 'float', correct: ['3.5'] },
    { value: '3.50' },
    { value: '3,5' },
  ],
  [
    'slider',
    { id: 'q', interactionType: 'slider', lowerBound: 0, upperBound: 10, correct: [7] },
    { value: 7 },
    { value: 6 },
  ],
  [
    'match',
    { id: 'q', interactionType: 'match', sources: plain, targets, correct: ['sky up', 'sea down'] },
    pairs([1, 1], [0, 0]),
    pairs([1, 0], [0, 0]),
  ],
  [
    'associate, whose pairs have no direction',
    { id: 'q', interactionType: 'associate', options: plain, correct: ['sky sea'] },
    pairs([1, 0]),
    pairs([1, 2]),
  ],
  [
    'gapMatch',
    {
      id: 'q',
      interactionType: 'gapMatch',
      body: '<p><slot name="one"></slot> and <slot name="two"></slot></p>',
      sources: plain,
      gaps: [{ id: 'one' }, { id: 'two' }],
      correct: ['sky one', 'sea two'],
    },
    pairs([0, 0], [1, 1]),
    pairs([1, 0], [0, 1]),
  ],
  [
    'hotspot',
    {
      id: 'q',
      interactionType: 'hotspot',
      picture,
      areas: [
        { ...areas[0], coords: [50, 10, 10], isKey: true },
        { ...areas[1], coords: [0, 80, 100, 100] },
      ],
    },
    chosen(0),
    chosen(1),
  ],
  [
    'graphicOrder',
    {
      id: 'q',
      interactionType: 'graphicOrder',
      picture,
      areas: areas.map((area) => ({ ...area, coords: [...area.coords] })),
      correct: ['south', 'north'],
    },
    chosen(1, 0),
    chosen(0, 1),
  ],
  [
    'graphicAssociate',
    {
      id: 'q',
      interactionType: 'graphicAssociate',
      picture,
      areas: areas.map((area) => ({ ...area, coords: [...area.coords] })),
      correct: ['south north'],
    },
    pairs([0, 1]),
    pairs([0, 0]),
  ],
  [
    'graphicGapMatch',
    {
      id: 'q',
      interactionType: 'graphicGapMatch',
      picture,
      sources: plain,
      areas: areas.map((area) => ({ ...area, coords: [...area.coords] })),
      correct: ['sun south'],
    },
    pairs([2, 1]),
    pairs([2, 0]),
  ],
  [
    'selectPoint',
    {
      id: 'q',
      interactionType: 'selectPoint',
      picture,
      areaMapping: { entries: [{ shape: 'circle', coords: [50, 50, 10], mappedValue: 1 }] },
    },
    points([60, 50]),
    points([61, 50]),
  ],
  [
    'positionObject',
    {
      id: 'q',
      interactionType: 'positionObject',
      picture,
      object: picture,
      maxChoices: 2,
      areaMapping: {
        entries: [
          { shape: 'rect', coords: [0, 0, 10, 10], mappedValue: 0.1 },
          { shape: 'poly', coords: [20, 20, 30, 20, 20, 30], mappedValue: 0.2 },
        ],
      },
    },
    points([5, 5], [21, 21]),
    points([15, 5], [29, 29]),
  ],
];

describe('a question of every kind', () => {
  it.each(QUESTIONS)(
    '%s: gives all for what is right, and nothing for what is wrong or missing',
    (_, question, right, wrong) => {
      const items = prepare(question);
      const keys = items.map(({ key }) => key);
      const score = (response: Response | null) => scoreExam(keys, { i: { q: response } }).points;
      const { max } = score(null);
      expect(max).toBeGreaterThan(0);
      expect(score(right)).toEqual({ actual: max, isScorable: true, min: 0, max });
      expect(score(wrong)).toEqual({ actual: 0, isScorable: true, min: 0, max });
      expect(score(null).actual).toBe(0);
    },
  );

  it.each(QUESTIONS)('%s: reads back as it was written, and tells a student neither keys nor ids', (_, question) => {
    const items = prepare(question);
    expect(preparedItems.parse(JSON.parse(JSON.stringify(items)))).toEqual(items);
    const text = JSON.stringify(items.map(({ student }) => student.questions));
    expect(text).not.toMatch(/isKey|correct|mapping|mappedValue|"one"|"two"|"north"/);
    expect(text.match(/"id"/g)).toHaveLength(1);
  });

  it('that says fewer points than its areas give is refused, which would score above its maximum', () => {
    const asking = (maxScore: number): Question => ({
      id: 'q',
      interactionType: 'selectPoint',
      picture,
      areaMapping: { entries: [{ shape: 'circle', coords: [10, 10, 5], mappedValue: 2 }] },
      maxScore,
    });
    expect(issuesOf(asking(1))).toEqual([
      expect.stringMatching(/maxScore: is less than the 2 that the mapping can give$/),
    ]);
    expect(issuesOf(asking(2))).toEqual([]);
    const mapping = { entries: ['sky sea', 'sea sky'].map((mapKey) => ({ mapKey, mappedValue: 1 })) };
    expect(issuesOf({ id: 'q', interactionType: 'associate', options: plain, mapping, maxScore: 1 })).toEqual([]);
  });

  it('without a key of its own is refused, but for a text that a person scores', () => {
    const message = /so that nothing is right; a maxScore of 0 says that this is meant$/;
    expect(issuesOf({ id: 'q', interactionType: 'textEntry' })).toEqual([expect.stringMatching(message)]);
    expect(issuesOf({ id: 'q', interactionType: 'textEntry', maxScore: 0 })).toEqual([]);
    expect(issuesOf({ id: 'q', interactionType: 'selectPoint', picture })).toEqual([expect.stringMatching(message)]);
    const [item] = prepare({ id: 'q', interactionType: 'extendedText', maxScore: 4 });
    expect(scoreExam(item ? [item.key] : [], { i: { q: { value: 'An essay.' } } }).points).toEqual({
      actual: 0,
      isScorable: false,
      min: 0,
      max: 0,
    });
  });

  it('that takes no answer gives no points', () => {
    const [item] = prepare({
      id: 'q',
      interactionType: 'unsupported',
      name: 'portableCustom',
      prompt: '<p>A graph</p>',
    });
    expect(item?.student.questions).toMatchObject([{ name: 'portableCustom' }]);
    expect(scoreExam(item ? [item.key] : [], {}).points).toEqual({ actual: 0, isScorable: true, min: 0, max: 0 });
  });
});

describe('slots', () => {
  it('put a question where it stands in the body, and a hottext or a gap where it stands in its question', () => {
    const [item] = prepare(
      { id: 'q', interactionType: 'textEntry', correct: ['6'] },
      '<p>Cole earns <slot name="q">?</slot> dollars.</p>',
    );
    expect(item?.student.body).toEqual([
      {
        type: 'element',
        tagName: 'p',
        properties: {},
        children: [
          { type: 'text', value: 'Cole earns ' },
          { type: 'question', id: 'q' },
          { type: 'text', value: ' dollars.' },
        ],
      },
    ]);
    const [, hottext] = QUESTIONS[1] ?? [];
    const [shown] = (hottext && prepare(hottext)) ?? [];
    expect(JSON.stringify(shown?.student.questions)).toContain('{"type":"slot","index":2}');
  });

  it('that name nothing, stand twice or are missing are refused', () => {
    const entry: Question = { id: 'q', interactionType: 'textEntry', correct: ['6'] };
    expect(issuesOf(entry, '<slot name="x"></slot><slot name="q"></slot><slot name="q"></slot>')).toEqual([
      'body: there is nothing called "x" to stand in a slot',
      'body: q stands in two places',
    ]);
    expect(
      issuesOf({ id: 'q', interactionType: 'hottext', body: '<slot name="sky"></slot>', options: options(['sky']) }),
    ).toEqual(['questions.0.body: has no <slot name="sea">', 'questions.0.body: has no <slot name="sun">']);
  });
});

describe('refusals name what is wrong', () => {
  it.each<[string, Question, string[]]>([
    [
      'ids that both sides of a pair have',
      { id: 'q', interactionType: 'match', sources: plain, targets: plain, maxScore: 0 },
      ['sky', 'sea', 'sun'].map((id, at) => `questions.0.targets.${at}.id: ${id} is there twice`),
    ],
    [
      'pairs of options that are not there',
      { id: 'q', interactionType: 'match', sources: plain, targets, correct: ['sky up', 'moon up'] },
      ['questions.0.correct.1: there is no option moon in this question'],
    ],
    [
      'an order that leaves something out',
      { id: 'q', interactionType: 'order', options: plain, correct: ['sun', 'sky'] },
      ['questions.0.correct: has 2 values, where an answer has 3'],
    ],
    [
      'a number that is none',
      { id: 'q', interactionType: 'textEntry', baseType: 'integer', correct: ['six'] },
      ['questions.0.correct.0: six is not a number'],
    ],
    [
      'an area that is none',
      {
        id: 'q',
        interactionType: 'selectPoint',
        picture,
        areaMapping: { entries: [{ shape: 'circle', coords: [1, 2], mappedValue: 1 }] },
      },
      ['questions.0.areaMapping.entries.0.coords: must be 3 numbers for circle'],
    ],
    [
      'a slider that goes nowhere',
      { id: 'q', interactionType: 'slider', lowerBound: 5, upperBound: 5, correct: [5] },
      ['questions.0.lowerBound: must be below upperBound'],
    ],
    [
      'a picture that the item has not',
      { id: 'q', interactionType: 'selectPoint', picture: { src: 'gone.gif' }, maxScore: 0 },
      ['questions.0.picture.src: the item has no media file "gone.gif"'],
    ],
  ])('%s', (_, question, issues) => {
    expect(issuesOf(question)).toEqual(issues);
  });
});
