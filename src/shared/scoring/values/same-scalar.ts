import type { BaseType, Scalar } from '../../contract/processing/value.ts';

/** Whether two values of a base type are the same: a pair has no direction, a directed pair has one. */
export function sameScalar(baseType: BaseType, a: Scalar, b: Scalar): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  if (a[0] === b[0] && a[1] === b[1]) return true;
  return baseType === 'pair' && a[0] === b[1] && a[1] === b[0];
}

/** Each value once, in the order of their first. */
export const distinct = (baseType: BaseType, items: readonly Scalar[]): Scalar[] =>
  items.filter((item, at) => items.findIndex((other) => sameScalar(baseType, item, other)) === at);

/**
 * Whether two lists hold the same values: as often each, in the same order where they are ordered.
 */
export function sameItems(
  { baseType, ordered }: { baseType: BaseType; ordered: boolean },
  a: readonly Scalar[],
  b: readonly Scalar[],
): boolean {
  if (a.length !== b.length) return false;
  if (ordered) return a.every((item, at) => sameScalar(baseType, item, b[at] ?? ''));
  const left = [...b];
  return a.every((item) => {
    const at = left.findIndex((other) => sameScalar(baseType, item, other));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}
