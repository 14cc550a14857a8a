import { describe, expect, test } from 'vitest';
import type { ItemKey } from '../../src/shared/contract/item-key.ts';
import { percentage } from '../../src/shared/scoring/percentage.ts';
import { type ResponsesToScore, scoreExam } from '../../src/shared/scoring/score-exam.ts';
import { choiceKey, selected } from '../shared/scoring/keys.ts';
import { type BankQuestion, banks, isChoice, keysOf } from './banks.ts';

const wrongOf = (asked: BankQuestion) => asked.options.findIndex((_, index) => !keysOf(asked).includes(index));

const asItem = (asked: BankQuestion): ItemKey => ({
  id: asked.id,
  alignmentIds: asked.alignment.map(({ scheme, code }) => `${scheme} ${code}`),
  questions: [
    choiceKey({
      keys: keysOf(asked),
      optionCount: asked.options.length,
      maxChoices: asked.cardinality === 'single' ? 1 : 0,
    }),
  ],
});
const answered = (items: BankQuestion[], choose: (asked: BankQuestion) => number[]): ResponsesToScore =>
  Object.fromEntries(items.map((asked) => [asked.id, { q: selected(...choose(asked)) }]));

test('there are banks, and all but the numeric one ask for choices', () => {
  expect(banks.length).toBeGreaterThanOrEqual(14);
  const without = banks.filter(({ items }) => !items.every(isChoice)).map((one) => one.bank);
  expect(without).toEqual(['gsm8k-numeric']);
});

describe.each(banks.filter(({ items }) => items.every(isChoice)))('the bank $bank', ({ count, items }) => {
  const keys = items.map(asItem);

  test('is whole, and every key is one of its options', () => {
    expect(items).toHaveLength(count);
    for (const item of items) expect(keysOf(item)).not.toContain(-1);
  });

  test('gives every point for right answers', () => {
    const { items: scored, points } = scoreExam(keys, answered(items, keysOf));
    expect(scored.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    for (const { score } of scored) expect(score).toEqual({ actual: 1, isScorable: true, min: 0, max: 1 });
    expect(points).toEqual({ actual: count, isScorable: true, min: 0, max: count });
    expect(percentage(points)).toBe(100);
  });

  test('gives none for a wrong answer to each, nor for no answer', () => {
    for (const responses of [answered(items, (item) => [wrongOf(item)]), answered(items, () => []), {}]) {
      const { items: scored, points } = scoreExam(keys, responses);
      expect(scored.every(({ score }) => score.actual === 0 && score.max === 1)).toBe(true);
      expect(percentage(points)).toBe(0);
    }
  });

  test('tells each question apart: every other one right is half, and the objectives agree', () => {
    const isRight = new Set(items.filter((_, at) => at % 2 === 0).map(({ id }) => id));
    const responses = answered(items, (item) => (isRight.has(item.id) ? keysOf(item) : [wrongOf(item)]));
    const { items: scored, points, objectives } = scoreExam(keys, responses);
    for (const { id, score } of scored) expect(score.actual).toBe(isRight.has(id) ? 1 : 0);
    expect(points.actual).toBe(isRight.size);
    for (const { id, score, scores } of Object.values(objectives)) {
      const aligned = keys.filter((item) => item.alignmentIds.includes(id));
      expect(scores).toHaveLength(aligned.length);
      expect(score.actual).toBe(aligned.filter((item) => isRight.has(item.id)).length);
    }
  });
});
