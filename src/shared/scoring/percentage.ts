import type { Score } from '../contract/score.ts';
import { decimal, multiply, roundedQuotient } from '../lib/decimal.ts';

export const PERCENTAGE_DECIMALS = 4;

/**
 * `100 * max(0, actual) / max`, computed exactly and rounded half up to four decimals: 2 of 3 is 66.6667.
 *
 * @returns null when there is nothing to reach
 */
export function percentage({ actual, max }: Pick<Score, 'actual' | 'max'>): number | null {
  if (max <= 0) return null;
  const reached = multiply(decimal(100), decimal(Math.max(0, actual)));
  return roundedQuotient(reached, decimal(max), PERCENTAGE_DECIMALS);
}
