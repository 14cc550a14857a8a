import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/shared/lib/seeded-random.ts';
import { shuffledOrder } from '../../../src/shared/lib/shuffle.ts';

const seed = () => fc.array(fc.string(), { minLength: 1, maxLength: 4 });
const ascending = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('an order', () => {
  test('holds every index once', () => {
    fc.assert(
      fc.property(seed(), fc.nat(60), fc.array(fc.integer({ min: -3, max: 70 })), (parts, count, fixed) => {
        expect(shuffledOrder(parts, count, fixed).toSorted((a, b) => a - b)).toEqual(ascending(count));
      }),
    );
  });

  test('is the same for the same session, attempt and question', () => {
    fc.assert(
      fc.property(seed(), fc.nat(60), (parts, count) => {
        expect(shuffledOrder([...parts], count)).toEqual(shuffledOrder([...parts], count));
      }),
    );
  });

  test('leaves fixed options at their places, in whatever order they are named', () => {
    fc.assert(
      fc.property(seed(), fc.uniqueArray(fc.nat(20)), fc.integer({ min: 1, max: 21 }), (parts, fixed, count) => {
        const order = shuffledOrder(parts, count, fixed);
        for (const index of fixed.filter((at) => at < count)) expect(order[index]).toBe(index);
        expect(shuffledOrder(parts, count, [...fixed].reverse())).toEqual(order);
      }),
    );
  });

  test('does not change with the version of the app: these orders are what students have seen', () => {
    expect(shuffledOrder(['session', '1', 'item', 'question'], 6)).toEqual([1, 2, 3, 5, 4, 0]);
    expect(shuffledOrder(['session', '2', 'item', 'question'], 6)).toEqual([4, 3, 5, 2, 1, 0]);
    expect(shuffledOrder(['session', '1', 'items'], 10, [0, 9])).toEqual([0, 1, 3, 7, 5, 6, 2, 4, 8, 9]);
    expect(shuffledOrder(['séance', '1', '😀'], 5)).toEqual([1, 0, 3, 4, 2]);
  });

  test('tells sessions, attempts and questions apart, also where the parts run together', () => {
    const orders = [
      ['s', '1', 'q1'],
      ['s', '2', 'q1'],
      ['t', '1', 'q1'],
      ['s', '1', 'q2'],
      ['s', '11', 'q'],
      ['s1', '1', 'q'],
    ].map((parts) => shuffledOrder(parts, 20).join());
    expect(new Set(orders).size).toBe(orders.length);
  });

  test('is fair: over many sessions each option stands equally often at each place', () => {
    // 24,000 orders of four: each of the 24 is expected 1,000 times, and five standard deviations are 155.
    const seen = new Map<string, number>();
    for (let session = 0; session < 24_000; session++) {
      const order = shuffledOrder([`session-${session}`, '1', 'item', 'question'], 4).join();
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(seen.size).toBe(24);
    for (const times of seen.values()) expect(Math.abs(times - 1000)).toBeLessThan(155);
  });
});

test('seeded numbers stay below their bound and do not favour small ones', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 2 ** 32 }), (text, bound) => {
      const below = seededRandom(text);
      for (let draw = 0; draw < 20; draw++) {
        const drawn = below(bound);
        expect(Number.isInteger(drawn) && drawn >= 0 && drawn < bound).toBe(true);
      }
    }),
  );
  // With a bound of 3 * 2^30 a plain remainder would give the lowest third half of all draws.
  const below = seededRandom('bias');
  const low = Array.from({ length: 9000 }, () => below(3 * 2 ** 30)).filter((drawn) => drawn < 2 ** 30).length;
  expect(Math.abs(low - 3000)).toBeLessThan(225);
});
