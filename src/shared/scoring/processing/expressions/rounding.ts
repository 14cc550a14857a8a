import type { Expression } from '../../../contract/processing/expression.ts';
import { decimal, roundHalfAway, toNumber } from '../../../lib/decimal.ts';
import { truth, type Value } from '../../values/value.ts';
import { attribute, type Context } from '../context.ts';
import { numberOf, numeric } from '../operands.ts';

type Rounding = Extract<Expression, { roundingMode: string }>;

export const ROUNDING = {
  /** A half towards positive infinity: n - 0.5 ≤ x < n + 0.5 (QTI 3.0 `round`). */
  round: ([value = null]: readonly Value[]) =>
    whole(value, (number) => Math.floor(number) + (number % 1 === 0 ? 0 : half(number))),
  truncate: ([value = null]: readonly Value[]) => whole(value, Math.trunc),
};

/** 1 where the part after the point is a half or more; exact, as a double minus its floor is. */
const half = (number: number) => (number - Math.floor(number) >= 0.5 ? 1 : 0);

/** Infinity stays as it is. */
function whole(value: Value, compute: (number: number) => number): Value {
  const number = numberOf(value);
  if (number === null) return null;
  return Number.isFinite(number) ? numeric('integer', compute(number) + 0) : numeric('float', number);
}

export function roundTo(expression: Rounding, [value = null]: readonly Value[], context: Context): Value {
  return numeric('float', rounded(expression, numberOf(value), context));
}

export function equalRounded(expression: Rounding, [a = null, b = null]: readonly Value[], context: Context): Value {
  const first = rounded(expression, numberOf(a), context);
  const second = rounded(expression, numberOf(b), context);
  return first === null || second === null ? null : truth(first === second);
}

/** As many figures as no number has. */
const MOST_FIGURES = 400;

function rounded({ roundingMode, figures }: Rounding, number: number | null, context: Context): number | null {
  const count = attribute(context, figures);
  if (number === null || count === null || !Number.isInteger(count) || Math.abs(count) > MOST_FIGURES) return null;
  if (!Number.isFinite(number) || number === 0) return number;
  if (roundingMode === 'decimalPlaces') return toNumber(roundHalfAway(decimal(number), count));
  if (count < 1) return null;
  const exact = decimal(number);
  const digitsBeforePoint = String(exact.units < 0n ? -exact.units : exact.units).length - exact.scale;
  return toNumber(roundHalfAway(exact, count - digitsBeforePoint));
}
