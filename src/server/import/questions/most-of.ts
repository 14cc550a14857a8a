import { sum } from '../../../shared/lib/decimal.ts';

interface Bounds {
  lowerBound?: number | undefined;
  upperBound?: number | undefined;
}

interface Mapping extends Bounds {
  entries: readonly { mapKey: string; mappedValue: number }[];
  defaultValue: number;
}

/**
 * The most that a mapping can give: its greatest positive values, as many as may be chosen, within the bounds (QTI 3.0
 * `map_response`). Never below 0, which choosing nothing gives.
 * @param limit 0 means any number
 */
export function mostOf(
  { lowerBound = 0, upperBound = Number.POSITIVE_INFINITY }: Bounds,
  values: readonly number[],
  limit: number,
): number {
  const best = values.filter((value) => value > 0).sort((a, b) => b - a);
  const most = sum(best.slice(0, limit === 0 ? best.length : limit));
  return Math.max(0, Math.min(upperBound, Math.max(lowerBound, most)));
}

/** What each option is worth. Of two entries for one option the first counts. */
export function optionValues(question: {
  options: readonly { id: string }[];
  mapping?: Mapping | undefined;
}): number[] {
  const { entries = [], defaultValue = 0 } = question.mapping ?? {};
  const mapped = new Map([...entries].reverse().map(({ mapKey, mappedValue }) => [mapKey, mappedValue]));
  return question.options.map(({ id }) => mapped.get(id) ?? defaultValue);
}
