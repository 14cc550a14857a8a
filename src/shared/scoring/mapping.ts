import type { ChoiceKey } from '../contract/item-key.ts';
import type { Score } from '../contract/score.ts';
import { sum } from '../lib/decimal.ts';

type Mapping = NonNullable<ChoiceKey['mapping']>;

/**
 * QTI's `map_response` template: each chosen option adds its mapped value, or the default where it has none, and the
 * sum is clamped to the bounds. No response is 0, without default or bounds: the template tests `isNull` first.
 * `maxChoices` plays no part. Of two entries for one option the first counts.
 */
export function scoreMapping(
  mapping: Mapping,
  { optionCount, maxScore }: Pick<ChoiceKey, 'optionCount' | 'maxScore'>,
  chosen: ReadonlySet<number>,
): Score {
  const values = valuesOfOptions(mapping, optionCount);
  const losing = values.filter((value) => value < 0);
  return {
    actual: chosen.size === 0 ? 0 : clamp(mapping, sum(values.filter((_, index) => chosen.has(index)))),
    isScorable: true,
    min: Math.min(0, clamp(mapping, sum(losing))),
    max: maxScore,
  };
}

function valuesOfOptions({ entries, defaultValue }: Mapping, optionCount: number): number[] {
  const mapped = new Map([...entries].reverse().map(({ index, mappedValue }) => [index, mappedValue]));
  return Array.from({ length: optionCount }, (_, index) => mapped.get(index) ?? defaultValue);
}

const clamp = (
  { lowerBound = Number.NEGATIVE_INFINITY, upperBound = Number.POSITIVE_INFINITY }: Mapping,
  value: number,
) => Math.min(upperBound, Math.max(lowerBound, value));
