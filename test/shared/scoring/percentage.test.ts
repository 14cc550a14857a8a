import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentage } from '../../../src/shared/scoring/percentage.ts';
import { hundredths, points } from './keys.ts';

test.each([
  [0, 3, 0],
  [1, 3, 33.3333],
  [2, 3, 66.6667],
  [3, 3, 100],
  [1, 7, 14.2857],
  [1, 64, 1.5625],
  [0.1, 0.3, 33.3333],
  [-2, 3, 0],
  [4, 3, 133.3333],
])('%d of %d is %d percent', (actual, max, expected) => expect(percentage({ actual, max })).toBe(expected));

test.each([
  // 100 * actual / max ends in a 5 at the fifth decimal.
  [1, 3200, 0.0313],
  [1, 320_000, 0.0003],
  [3, 160_000, 0.0019],
  [33, 160_000, 0.0206],
  // In binary, 100 * 1.00005 / 100 is below the half.
  [1.00005, 100, 1.0001],
  [0.000005, 10, 0.0001],
])('%d of %d, which lies halfway, is rounded up to %d', (actual, max, expected) => {
  expect(percentage({ actual, max })).toBe(expected);
});

test('it equals the percentage of whole hundredths in BigInt', () => {
  fc.assert(
    fc.property(points(-50, 50), points(0, 50), (actual, max) => {
      fc.pre(max > 0);
      const [above, below] = [actual > 0 ? hundredths(actual) * 1_000_000n : 0n, hundredths(max)];
      const rounded = (2n * above + below) / (2n * below);
      expect(percentage({ actual, max })).toBe(Number(`${rounded}e-4`));
    }),
  );
});

test('it equals the percentage of whole points in BigInt, small and large', () => {
  const whole = fc.oneof(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1e9 - 3, max: 1e9 + 3 }));
  fc.assert(
    fc.property(whole, whole, (actual, max) => {
      fc.pre(max > 0);
      const [above, below] = [BigInt(actual) * 1_000_000n, BigInt(max)];
      expect(percentage({ actual, max })).toBe(Number(`${(2n * above + below) / (2n * below)}e-4`));
    }),
  );
});

test('there is none where nothing can be reached', () => {
  expect(percentage({ actual: 0, max: 0 })).toBeNull();
  expect(percentage({ actual: -1, max: 0 })).toBeNull();
});
