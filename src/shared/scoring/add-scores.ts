import type { Score } from '../contract/score.ts';
import { sum } from '../lib/decimal.ts';

/**
 * The exact sum of scores, scorable when all its parts are. What a person must still score is 0 of 0 until then, and so
 * adds neither to what was reached nor to what could be, while the rest of its item counts.
 */
export const addScores = (parts: readonly Score[]): Score => ({
  actual: sum(parts.map(({ actual }) => actual)),
  isScorable: parts.every(({ isScorable }) => isScorable),
  min: sum(parts.map(({ min }) => min)),
  max: sum(parts.map(({ max }) => max)),
});
