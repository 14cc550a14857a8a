import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod/mini';
import { ProblemError } from '../../../src/server/http/problem.ts';
import { prepareExam } from '../../../src/server/import/prepare-exam.ts';
import { preparedItems } from '../../../src/server/import/prepared-item.ts';
import { authoredExam } from '../../../src/shared/contract/exam.ts';
import { scoreExam } from '../../../src/shared/scoring/score-exam.ts';
import { EXAM, PICTURE } from '../device/school.ts';

type Exam = z.input<typeof authoredExam>;
type Item = Exam['items'][number];
type Question = Extract<Item['questions'][number], { interactionType: 'choice' }>;

const prepare = (exam: Exam) => prepareExam(authoredExam.parse(exam));
const question: Question = {
  id: 'q',
  interactionType: 'choice',
  options: [
    { id: 'a', content: 'a', isKey: true },
    { id: 'b', content: 'b' },
    { id: 'c', content: 'c' },
  ],
};
const item: Item = { id: 'i', questions: [question] };
const withItem = (change: Partial<Item>): Exam => ({ name: 'x', items: [{ ...item, ...change }] });
const withQuestion = (change: Partial<Question>): Exam => withItem({ questions: [{ ...question, ...change }] });

/** The issues of a refusal as `path: message`. */
function refusal(exam: Exam): string[] {
  try {
    prepare(exam);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    expect(error.problem).toBe('invalid');
    return (error.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
  }
  return [];
}

it('makes of an exam what students get and what scoring needs', () => {
  const { items, media } = prepare(EXAM);
  expect(items[0]).toMatchObject({
    student: {
      id: 'allowance',
      media: [{ name: 'jar.gif', type: 'image/gif', bytes: 42 }],
      questions: [{ id: 'buys', interactionType: 'choice', minChoices: 0, maxChoices: 1 }],
    },
    key: {
      id: 'allowance',
      alignmentIds: ['saving'],
      questions: [{ id: 'buys', interactionType: 'choice', maxScore: 1, maxChoices: 1, optionCount: 2, keys: [1] }],
    },
  });
  expect(media).toHaveLength(1);
  expect(Buffer.from(media[0]?.bytes ?? []).toString('base64')).toBe(PICTURE);
});

it('is the same for the same exam, and reads back as it was written', () => {
  const { items } = prepare(EXAM);
  expect(prepare(EXAM).items).toEqual(items);
  expect(preparedItems.parse(JSON.parse(JSON.stringify(items)))).toEqual(items);
});

it('leaves nothing of the key in what students get', () => {
  const marked = withQuestion({
    options: [
      { id: 'secret-id-1', content: 'a', isKey: true, fixed: true },
      { id: 'secret-id-2', content: 'b' },
    ],
    mapping: { entries: [{ mapKey: 'secret-id-1', mappedValue: 7.25 }] },
    maxScore: 7.25,
  });
  const [prepared] = prepare(marked).items;
  const [shown] = prepared?.student.questions ?? [];
  const options = shown?.interactionType === 'choice' ? shown.options : [];
  expect(Object.keys(options[0] ?? {}).sort()).toEqual(['content', 'fixed']);
  expect(JSON.stringify(prepared?.student)).not.toMatch(/secret-id|isKey|7\.25|mapping|maxScore/);
});

it('keeps one file once, under all the names that items have for it', () => {
  const file = { type: 'image/gif', data: PICTURE };
  const { items, media } = prepare({
    name: 'x',
    items: ['one', 'two'].map((id) => ({ ...item, id, media: [{ ...file, name: `${id}.gif` }] })),
  });
  expect(media).toHaveLength(1);
  expect(items.map(({ student }) => student.media[0]?.contentHash)).toEqual([
    media[0]?.contentHash,
    media[0]?.contentHash,
  ]);
});

describe('the most that a question gives', () => {
  const entries = [
    { mapKey: 'a', mappedValue: 0.1 },
    { mapKey: 'b', mappedValue: 0.2 },
    { mapKey: 'c', mappedValue: -1 },
  ];
  it.each<[string, Partial<Question>, number]>([
    ['is 1 when nobody says', {}, 1],
    ['is what the author says', { maxScore: 2.5 }, 2.5],
    ['is what the author says, with a mapping too', { maxScore: 5, maxChoices: 0, mapping: { entries } }, 5],
    ['is the exact sum of what a mapping gives', { maxChoices: 0, mapping: { entries } }, 0.3],
    ['counts as many as may be chosen', { maxChoices: 1, mapping: { entries } }, 0.2],
    ['ends at the upper bound', { maxChoices: 0, mapping: { entries, upperBound: 0.25 } }, 0.25],
    ['begins at the lower bound', { maxChoices: 0, mapping: { entries, lowerBound: 3 } }, 3],
    ['counts the default of what is not mapped', { maxChoices: 0, mapping: { entries: [], defaultValue: 2 } }, 6],
    ['is never below nothing', { maxChoices: 0, mapping: { entries: [], defaultValue: -2 } }, 0],
  ])('%s', (_name, change, most) => {
    expect(prepare(withQuestion(change)).items[0]?.key.questions[0]).toMatchObject({ maxScore: most });
  });

  it('is reached by some answer and passed by none', () => {
    const value = fc.integer({ min: -5, max: 5 });
    const bounds = fc
      .tuple(fc.integer({ min: -9, max: 9 }), fc.nat(9))
      .map(([lowerBound, span]) => ({ lowerBound, upperBound: lowerBound + span }));
    const maps = fc.tuple(value, value, value, bounds, fc.integer({ min: 0, max: 3 }));
    fc.assert(
      fc.property(maps, ([a, b, c, bound, maxChoices]) => {
        const mapped = [a, b, c].map((mappedValue, at) => ({ mapKey: 'abc'[at] ?? '', mappedValue }));
        const { items } = prepare(withQuestion({ maxChoices, mapping: { entries: mapped, ...bound } }));
        const keys = items.map(({ key }) => key);
        const reached = [0, 1, 2, 3, 4, 5, 6, 7]
          .map((mask) => [0, 1, 2].filter((index) => mask & (1 << index)))
          .filter((chosen) => maxChoices === 0 || chosen.length <= maxChoices)
          .map((chosen) => {
            const response = { options: chosen.map((index) => ({ index })) };
            return scoreExam(keys, { i: { q: response } }).points.actual;
          });
        expect(keys[0]?.questions[0]).toMatchObject({ maxScore: Math.max(...reached) });
      }),
    );
  });
});

describe('refusals name what is wrong, all of it at once', () => {
  const pair = [
    { mapKey: 'a', mappedValue: 0.1 },
    { mapKey: 'b', mappedValue: 0.2 },
  ];
  it.each<[string, Exam, string[]]>([
    [
      'a picture that is not there',
      withItem({ body: '<img src="a.png">', questions: [{ ...question, prompt: '<img src="b.png">' }] }),
      [
        'items.0.body: the item has no media file "a.png"',
        'items.0.questions.0.prompt: the item has no media file "b.png"',
      ],
    ],
    [
      'a picture of another place',
      withItem({ stimulus: { id: 's', body: '<img src="https://example.com/a.png">' } }),
      ['items.0.stimulus.body: "https://example.com/a.png" is not the name of a media file'],
    ],
    [
      'a file that is no base64, and one that is empty',
      withItem({
        media: [
          { name: 'a.png', type: 'image/png', data: 'AAA' },
          { name: 'b.png', type: 'image/png', data: '' },
        ],
      }),
      [
        'items.0.media.0.data: must be base64 (RFC 4648 §4) with its padding',
        'items.0.media.1.data: must not be empty',
      ],
    ],
    [
      'ids that are there twice',
      {
        name: 'x',
        objectives: [{ id: 'o' }, { id: 'o' }],
        items: [{ ...item, questions: [question, question] }, item],
      },
      ['objectives.1.id: o is there twice', 'items.1.id: i is there twice', 'items.0.questions.1.id: q is there twice'],
    ],
    [
      'an objective that does not exist',
      withItem({ alignmentIds: ['o'] }),
      ['items.0.alignmentIds.0: there is no objective o in this exam'],
    ],
    [
      'a mapping of options that do not exist',
      withQuestion({
        mapping: {
          entries: [
            { mapKey: 'x', mappedValue: 1 },
            { mapKey: 'a', mappedValue: 1 },
            { mapKey: 'a', mappedValue: 2 },
          ],
          lowerBound: 2,
          upperBound: 1,
        },
      }),
      [
        'items.0.questions.0.mapping.entries.0.mapKey: there is no option x in this question',
        'items.0.questions.0.mapping.entries.2.mapKey: a is there twice',
        'items.0.questions.0.mapping.lowerBound: must not be above upperBound',
      ],
    ],
    [
      'a question that nobody can get right',
      withQuestion({ options: [{ id: 'a', content: 'a' }] }),
      [
        'items.0.questions.0.options: has no key (isKey) and no mapping, so that nothing is right; a maxScore of 0 says that this is meant',
      ],
    ],
    [
      'a question that asks for more than may be chosen',
      withQuestion({ minChoices: 2, maxChoices: 1 }),
      ['items.0.questions.0.minChoices: asks for 2 where 1 can be chosen'],
    ],
    [
      'fewer points than a mapping gives',
      withQuestion({ maxScore: 0.2, maxChoices: 0, mapping: { entries: pair } }),
      ['items.0.questions.0.maxScore: is less than the 0.3 that the mapping can give'],
    ],
    ['no fewer than may be chosen', withQuestion({ maxScore: 0.2, maxChoices: 1, mapping: { entries: pair } }), []],
    [
      'two texts under one id',
      {
        name: 'x',
        items: [
          { ...item, stimulus: { id: 's', body: 'a' } },
          { ...item, id: 'j', stimulus: { id: 's', body: 'b' } },
        ],
      },
      ['items.1.stimulus: differs from the stimulus s of an earlier item'],
    ],
    ['HTML that is nested too deeply', withItem({ body: '<div>'.repeat(500) }), ['items.0.body: is nested too deeply']],
  ])('%s', (_name, exam, issues) => {
    expect(refusal(exam)).toEqual(issues);
  });

  it('a file larger than 50 MiB', () => {
    const data = Buffer.alloc(50 * 1024 * 1024 + 1).toString('base64');
    expect(refusal(withItem({ media: [{ name: 'a.mp4', type: 'video/mp4', data }] }))).toEqual([
      'items.0.media.0.data: must not be larger than 50 MiB',
    ]);
    const exactly = Buffer.alloc(50 * 1024 * 1024).toString('base64');
    expect(refusal(withItem({ media: [{ name: 'a.mp4', type: 'video/mp4', data: exactly }] }))).toEqual([]);
  });

  it('nothing of an exam with several keys where one may be chosen, or with no key that gives no points', () => {
    const options = question.options.map((option) => ({ ...option, isKey: true }));
    expect(refusal(withQuestion({ options }))).toEqual([]);
    expect(refusal(withQuestion({ options: [{ id: 'a', content: 'a' }], maxScore: 0 }))).toEqual([]);
    expect(refusal(withQuestion({ options, maxChoices: 2 }))).toHaveLength(1);
  });
});
