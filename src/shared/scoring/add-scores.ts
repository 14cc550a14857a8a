import type { Score } from '../contract/score.ts';
import { sum } from '../lib/decimal.ts';

/**
 * The exact sum of scores, scorable when all its parts are. What a person must still score is 0 of 0 until then, and so
 * adds neither to what was reached nor to what could be, while the rest of its item counts.
 */
export function addScores(parts: readonly Score[]): Score {
  let actual = 0;
  let min = 0;
  let max = 0;
  let isScorable = true;
  // Whole points add up exactly as they are; most are such, and a server scores a whole district at once.
  let isExact = parts.length < MOST_PARTS;
  for (const part of parts) {
    actual += part.actual;
    min += part.min;
    max += part.max;
    isScorable = isScorable && part.isScorable;
    isExact = isExact && isSmall(part.actual) && isSmall(part.min) && isSmall(part.max);
  }
  if (isExact) return { actual, isScorable, min, max };
  return {
    actual: sum(parts.map((part) => part.actual)),
    isScorable,
    min: sum(parts.map((part) => part.min)),
    max: sum(parts.map((part) => part.max)),
  };
}

/** So many numbers of this size stay below 2^53 together, in whatever order they are added. */
const MOST_PARTS = 1e6;
const isSmall = (value: number) => Number.isInteger(value) && value < 1e9 && value > -1e9;
