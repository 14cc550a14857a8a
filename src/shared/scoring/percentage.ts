import type { Score } from '../contract/score.ts';
import { decimal, multiply, roundedQuotient } from '../lib/decimal.ts';

export const PERCENTAGE_DECIMALS = 4;

/** Of a whole. */
const UNITS = 100 * 10 ** PERCENTAGE_DECIMALS;
const isSmall = (points: number) => Number.isInteger(points) && Math.abs(points) < 1e9;

/**
 * `100 * max(0, actual) / max`, computed exactly and rounded half up to four decimals: 2 of 3 is 66.6667.
 *
 * @returns null when there is nothing to reach
 */
export function percentage({ actual, max }: Pick<Score, 'actual' | 'max'>): number | null {
  if (max <= 0) return null;
  if (isSmall(actual) && isSmall(max)) {
    // Whole points, as most are. All of it stays below 2^53, where a remainder is exact and units / 10^4 is the nearest number.
    const twice = 2 * UNITS * Math.max(0, actual) + max;
    return (twice - (twice % (2 * max))) / (2 * max) / 10 ** PERCENTAGE_DECIMALS;
  }
  const reached = multiply(decimal(100), decimal(Math.max(0, actual)));
  return roundedQuotient(reached, decimal(max), PERCENTAGE_DECIMALS);
}
