import type { AreaMap, ValueMapping } from '../../contract/processing/declaration.ts';
import type { BaseType, Scalar } from '../../contract/processing/value.ts';
import { sum } from '../../lib/decimal.ts';
import { isInside } from './inside-area.ts';
import { distinct, sameScalar } from './same-scalar.ts';
import type { Values } from './value.ts';

/**
 * QTI's `mapResponse`: each value once, by the first entry that matches it or else the default; the exact sum is clamped
 * to the bounds. NULL gives the default, clamped.
 */
export function mapResponse(mapping: ValueMapping, value: Values | null): number {
  if (value === null) return clamp(mapping, mapping.defaultValue);
  const { baseType } = value;
  const mapped = distinct(baseType, value.items).map((item) => mappedValue(mapping, baseType, item));
  return clamp(mapping, sum(mapped));
}

function mappedValue({ entries, defaultValue }: ValueMapping, baseType: BaseType, item: Scalar): number {
  const found = entries.find(({ key, caseSensitive }) =>
    caseSensitive ? sameScalar(baseType, key, item) : sameScalar(baseType, folded(key), folded(item)),
  );
  return found?.value ?? defaultValue;
}

function folded(scalar: Scalar): Scalar {
  if (typeof scalar === 'string') return scalar.toLowerCase();
  if (!Array.isArray(scalar)) return scalar;
  const [a, b] = scalar;
  return typeof a === 'string' && typeof b === 'string' ? [a.toLowerCase(), b.toLowerCase()] : scalar;
}

/**
 * QTI's `mapResponsePoint`: each area that holds a point counts once, a point that no area holds counts the default.
 */
export function mapResponsePoint(mapping: AreaMap, value: Values | null): number {
  if (value === null) return clamp(mapping, mapping.defaultValue);
  const points = value.items.filter(isPoint);
  const hit = new Set<number>();
  const mapped: number[] = [];
  for (const point of points) {
    const area = mapping.entries.findIndex((entry) => isInside(point, entry));
    if (area < 0) mapped.push(mapping.defaultValue);
    else if (!hit.has(area)) mapped.push(mapping.entries[area]?.value ?? 0);
    if (area >= 0) hit.add(area);
  }
  return clamp(mapping, sum(mapped));
}

const isPoint = (scalar: Scalar): scalar is [number, number] =>
  Array.isArray(scalar) && typeof scalar[0] === 'number' && typeof scalar[1] === 'number';

export const clamp = (
  {
    lowerBound = Number.NEGATIVE_INFINITY,
    upperBound = Number.POSITIVE_INFINITY,
  }: { lowerBound?: number | undefined; upperBound?: number | undefined },
  value: number,
) => Math.min(upperBound, Math.max(lowerBound, value));
