import fc from 'fast-check';
import { expect, test } from 'vitest';
import { itemOrder, optionOrder, questionPlaces } from '../../../src/student/session/order.ts';
import { sampleSnapshot } from '../../support/sample-test.ts';

const shuffling = { ...sampleSnapshot, config: { ...sampleSnapshot.config, shuffleItems: true, shuffleOptions: true } };
const ids = (items: Array<{ id: string }>) => items.map(({ id }) => id);

test('without shuffling, items and options stand as authored', () => {
  expect(itemOrder(sampleSnapshot)).toEqual(sampleSnapshot.items);
  expect(optionOrder(sampleSnapshot, 'item-1', { id: 'q', options: [{}, {}, {}] })).toEqual([0, 1, 2]);
});

test('a shuffled test has every item once, in the same order after every restart', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.integer({ min: 1, max: 9 }), (sessionId, attempt) => {
      const order = ids(itemOrder({ ...shuffling, sessionId, attempt }));
      expect([...order].sort()).toEqual(ids(shuffling.items).sort());
      expect(ids(itemOrder({ ...shuffling, sessionId, attempt }))).toEqual(order);
    }),
  );
});

test('another attempt shuffles anew', () => {
  const orders = [1, 2, 3, 4].map((attempt) => ids(itemOrder({ ...shuffling, attempt })).join());
  expect(new Set(orders).size).toBe(4);
});

test('shuffled options are every authored index once, and a fixed one stays where it was authored', () => {
  const options = fc.array(fc.record({ fixed: fc.option(fc.boolean(), { nil: undefined }) }), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(fc.uuid(), options, (sessionId, list) => {
      const order = optionOrder({ ...shuffling, sessionId }, 'item', { id: 'q', options: list });
      expect([...order].sort((a, b) => a - b)).toEqual(list.map((_, index) => index));
      list.forEach((option, index) => {
        if (option.fixed) expect(order[index]).toBe(index);
      });
    }),
  );
});

test('questions are numbered in the order that the student sees, over items with several', () => {
  const places = questionPlaces([
    { id: 'x', questions: ['a'] },
    { id: 'y', questions: ['a', 'b'] },
  ]);
  expect(places).toEqual([
    { itemId: 'x', questionId: 'a', number: 1 },
    { itemId: 'y', questionId: 'a', number: 2 },
    { itemId: 'y', questionId: 'b', number: 3 },
  ]);
});
