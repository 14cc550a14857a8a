/* Oracle: the set of the numbers themselves. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seqRanges } from '../../../src/server/session/seq-ranges.ts';

const seqs = fc.array(fc.integer({ min: 1, max: 80 }));
const numbersIn = (ranges: Array<[number, number]>) =>
  ranges.flatMap(([from, through]) => Array.from({ length: through - from + 1 }, (_, n) => from + n));

test('pairs hold the numbers, each once, and do not touch', () => {
  fc.assert(
    fc.property(seqs, (given) => {
      const ranges = seqRanges(given);
      expect(numbersIn(ranges)).toEqual([...new Set(given)].sort((a, b) => a - b));
      ranges.slice(1).forEach(([from], at) => {
        expect(from).toBeGreaterThan((ranges[at]?.[1] ?? 0) + 1);
      });
    }),
  );
});

test('of too many pairs the nearest are joined, and no number is left out', () => {
  expect(seqRanges([1, 2, 5, 7, 20], 2)).toEqual([
    [1, 7],
    [20, 20],
  ]);
  fc.assert(
    fc.property(seqs, fc.integer({ min: 1, max: 5 }), (given, most) => {
      const ranges = seqRanges(given, most);
      expect(ranges.length).toBeLessThanOrEqual(most);
      const held = new Set(numbersIn(ranges));
      for (const seq of given) expect(held.has(seq)).toBe(true);
    }),
  );
});
