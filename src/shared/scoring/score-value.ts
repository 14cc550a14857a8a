import type { ValueKey } from '../contract/item-key.ts';
import type { Response } from '../contract/response.ts';
import type { Score } from '../contract/score.ts';
import { sum } from '../lib/decimal.ts';
import { clamp, mapResponse, mapResponsePoint } from './values/map-response.ts';
import { responseValue } from './values/response-value.ts';
import { sameItems, sameScalar } from './values/same-scalar.ts';
import type { Values } from './values/value.ts';

/**
 * Scores one question by the rule of QTI's templates that its key names: `match_correct`, `map_response` or
 * `map_response_point`, each 0 without a response. What a person scores is 0 of 0 until then.
 */
export function scoreValue(key: ValueKey, response: Response | null): Score {
  if (key.scoredBy === 'person') return { actual: 0, isScorable: false, min: 0, max: 0 };
  const value = responseValue(key, key.declaration, response);
  const actual = value === null || value.cardinality === 'record' ? 0 : scoreOf(key, value);
  return { actual, isScorable: true, min: leastOf(key), max: key.maxScore };
}

function scoreOf({ scoredBy, declaration, maxScore }: ValueKey, value: Values): number {
  const { correct, mapping, areaMapping } = declaration;
  if (scoredBy === 'mapping' && mapping) return mapResponse(mapping, value);
  if (scoredBy === 'areaMapping' && areaMapping) return mapResponsePoint(areaMapping, value);
  const right = Array.isArray(correct) ? correct : [];
  const { baseType, items, cardinality } = value;
  const isRight =
    scoredBy === 'any'
      ? items.length === 1 && right.some((one) => items.every((item) => sameScalar(baseType, item, one)))
      : sameItems({ baseType, ordered: cardinality === 'ordered' }, items, right);
  return isRight ? maxScore : 0;
}

/** What the worst response gives: every value that costs something, within the bounds. */
function leastOf({ scoredBy, declaration }: ValueKey): number {
  const mapping = scoredBy === 'areaMapping' ? declaration.areaMapping : declaration.mapping;
  if (mapping === undefined || (scoredBy !== 'mapping' && scoredBy !== 'areaMapping')) return 0;
  const losing = mapping.entries.map(({ value }) => value).filter((value) => value < 0);
  const least = declaration.cardinality === 'single' ? Math.min(0, ...losing) : sum(losing);
  return Math.min(0, clamp(mapping, least), clamp(mapping, mapping.defaultValue));
}
