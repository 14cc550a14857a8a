import { describe, expect, test } from 'vitest';
import type { Response } from '../../../src/shared/contract/response.ts';
import { scoreChoice } from '../../../src/shared/scoring/choice.ts';
import { scoreExam } from '../../../src/shared/scoring/score-exam.ts';
import { choiceKey, itemKeyOf, selected } from './keys.ts';

const generous = choiceKey({ maxChoices: 0, mapping: { entries: [], defaultValue: 1 } });

describe('a response that is none of this question scores 0', () => {
  test.each<[string, Response]>([
    ['an index beyond the last option', selected(4)],
    ['a right option together with one that does not exist', selected(2, 99)],
    ['a negative index', selected(-1)],
    ['an index that is not whole', selected(2.5)],
    ['NaN for an index', selected(Number.NaN)],
    ['typed text', { value: '2' }],
    ['a number', { value: 2 }],
    ['pairs', { pairs: [{ source: 2, target: 2 }] }],
    ['a point', { points: [{ x: 2, y: 2 }] }],
    ['a file', { file: { hash: '0'.repeat(64), type: 'text/plain', bytes: 2 } }],
  ])('%s', (_, response) => {
    expect(scoreChoice(choiceKey(), response).actual).toBe(0);
    expect(scoreChoice(generous, response).actual).toBe(0);
  });
});

test('naming the right option twice is not choosing two options', () => {
  expect(scoreChoice(choiceKey({ maxChoices: 0, keys: [1, 2] }), selected(1, 1)).actual).toBe(0);
  // QTI match of two containers: one holds the value twice.
  expect(scoreChoice(choiceKey({ maxChoices: 0 }), selected(2, 2)).actual).toBe(0);
});

test('choosing everything does not earn a multiple-response question', () => {
  expect(scoreChoice(choiceKey({ maxChoices: 0, keys: [0, 1] }), selected(0, 1, 2, 3)).actual).toBe(0);
});

test('a question without a key cannot be got right, by no answer either', () => {
  for (const maxChoices of [0, 1]) {
    for (const response of [null, selected(), selected(0)]) {
      expect(scoreChoice(choiceKey({ keys: [], maxChoices }), response).actual).toBe(0);
    }
  }
});

test('an item or a question called like something that every object inherits finds no answer of its own', () => {
  const names = ['constructor', 'toString', 'hasOwnProperty', 'valueOf'];
  for (const name of names) {
    const keys = [itemKeyOf({ id: name, questions: [choiceKey({ id: name })], alignmentIds: [name] })];
    expect(scoreExam(keys, {}).points.actual).toBe(0);
    expect(scoreExam(keys, { [name]: {} }).points.actual).toBe(0);
    const scored = scoreExam(keys, { [name]: { [name]: selected(2) } });
    expect(scored.points.actual).toBe(1);
    expect(Object.keys(scored.objectives)).toEqual([name]);
    expect(scored.objectives[name]).toMatchObject({ id: name, scores: [{ actual: 1 }] });
  }
});

test('an objective called __proto__ stays a member and changes no prototype', () => {
  const { objectives } = scoreExam([itemKeyOf({ alignmentIds: ['__proto__'] })], {});
  expect(Object.keys(objectives)).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(objectives)).toBe(Object.prototype);
});

test('two items that use the same question id are scored apart', () => {
  const keys = [itemKeyOf({ id: 'a' }), itemKeyOf({ id: 'b' })];
  expect(
    scoreExam(keys, { a: { q: selected(2) }, b: { q: selected(0) } }).items.map(({ score }) => score.actual),
  ).toEqual([1, 0]);
});

test('a thousand questions worth a tenth are worth 100, not 99.9999999999986', () => {
  const keys = Array.from({ length: 1000 }, (_, at) =>
    itemKeyOf({ id: `i${at}`, alignmentIds: ['o'], questions: [choiceKey({ maxScore: 0.1 })] }),
  );
  const responses = Object.fromEntries(keys.map((item) => [item.id, { q: selected(2) }]));
  const { points, objectives } = scoreExam(keys, responses);
  expect(points).toEqual({ actual: 100, isScorable: true, min: 0, max: 100 });
  expect(objectives.o?.score).toEqual(points);
});
