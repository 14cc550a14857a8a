import type { Expression } from '../../../contract/processing/expression.ts';
import { decimal, multiply, sum, toNumber } from '../../../lib/decimal.ts';
import { isInside } from '../../values/inside-area.ts';
import { truth, type Value } from '../../values/value.ts';
import { attribute, type Context } from '../context.ts';
import { containerOf, numberOf } from '../operands.ts';

type With<Name extends Expression['op']> = Extract<Expression, { op: Name }>;

const ordered =
  (compare: (a: number, b: number) => boolean) =>
  ([a = null, b = null]: readonly Value[]): Value => {
    const [first, second] = [numberOf(a), numberOf(b)];
    return first === null || second === null ? null : truth(compare(first, second));
  };

export const COMPARISON = {
  lt: ordered((a, b) => a < b),
  gt: ordered((a, b) => a > b),
  lte: ordered((a, b) => a <= b),
  gte: ordered((a, b) => a >= b),
  durationLT: ordered((a, b) => a < b),
  durationGTE: ordered((a, b) => a >= b),
};

/** The second number lies within the tolerances around the first: absolute, or in hundredths of it. */
export function equal(expression: With<'equal'>, [a = null, b = null]: readonly Value[], context: Context): Value {
  const [expected, given] = [numberOf(a), numberOf(b)];
  if (expected === null || given === null) return null;
  if (expression.toleranceMode === 'exact') return truth(expected === given);
  const [below, above] = (expression.tolerance ?? [0, 0]).map((one) => attribute(context, one));
  if (below == null || above == null) return null;
  const [lower, upper] = bounds(expression.toleranceMode, expected, [below, above]);
  return truth(
    (expression.includeLowerBound ? given >= lower : given > lower) &&
      (expression.includeUpperBound ? given <= upper : given < upper),
  );
}

function bounds(mode: 'absolute' | 'relative', around: number, [below, above]: [number, number]): [number, number] {
  if (![around, below, above].every(Number.isFinite)) return [around - below, around + above];
  if (mode === 'absolute') return [sum([around, -below]), sum([around, above])];
  const percent = (part: number) => toNumber(multiply(multiply(decimal(around), decimal(part)), decimal(0.01)));
  return [percent(sum([100, -below])), percent(sum([100, above]))];
}

/** One of the points lies in the area. */
export function inside(area: With<'inside'>, [value = null]: readonly Value[]): Value {
  const points = containerOf(value);
  if (points === null) return null;
  return truth(
    points.items.some((point) => {
      const [x, y] = Array.isArray(point) ? point : [];
      return typeof x === 'number' && typeof y === 'number' && isInside([x, y], area);
    }),
  );
}
