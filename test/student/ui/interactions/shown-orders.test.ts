/* Oracle: the contract's words. A question that says `shuffle` has the last word; what has its place is never moved. */
import { expect, test } from 'vitest';
import type { StudentQuestion } from '../../../../src/shared/contract/student/question.ts';
import { shownOrders } from '../../../../src/student/ui/interactions/shown-orders.ts';
import { sampleSnapshot } from '../../../support/sample-test.ts';

const shuffling = { ...sampleSnapshot, config: { ...sampleSnapshot.config, shuffleOptions: true } };
const sixteen = Array.from({ length: 16 }, () => ({ content: [], matchMax: 1, matchMin: 0 }));
const inOrder = sixteen.map((_, index) => index);
const sorted = (order: readonly number[]) => [...order].sort((a, b) => a - b);

const base = { id: 'q', prompt: [] };
const menu = (shuffle?: boolean): StudentQuestion => ({
  ...base,
  interactionType: 'inlineChoice',
  options: sixteen,
  shuffle,
});
const match: StudentQuestion = {
  ...base,
  interactionType: 'match',
  sources: sixteen,
  targets: sixteen,
  minAssociations: 0,
  maxAssociations: 0,
};
const hottext: StudentQuestion = {
  ...base,
  interactionType: 'hottext',
  body: [],
  options: sixteen,
  minChoices: 0,
  maxChoices: 0,
};

test('the config says whether options are shuffled, unless the question does', () => {
  expect(shownOrders(sampleSnapshot, 'i', menu()).order).toEqual(inOrder);
  expect(shownOrders(shuffling, 'i', menu(false)).order).toEqual(inOrder);
  for (const { order } of [shownOrders(shuffling, 'i', menu()), shownOrders(sampleSnapshot, 'i', menu(true))]) {
    expect(order).not.toEqual(inOrder);
    expect(sorted(order)).toEqual(inOrder);
  }
});

test('the two lists of a match are shuffled each for itself', () => {
  const { order, targetOrder } = shownOrders(shuffling, 'i', match);
  expect([sorted(order), sorted(targetOrder)]).toEqual([inOrder, inOrder]);
  expect(order).not.toEqual(targetOrder);
});

test('parts of a text stay where they stand', () => {
  expect(shownOrders(shuffling, 'i', hottext)).toEqual({ order: inOrder, targetOrder: [] });
});
