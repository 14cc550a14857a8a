import type { Expression, PlainOperator } from '../../../contract/processing/expression.ts';
import { truth, type Value } from '../../values/value.ts';
import { attribute, type Context } from '../context.ts';
import { truthOf } from '../operands.ts';

/* Three truth values: what is neither true nor false for sure is NULL (QTI 3.0 §2.11.4). */

export const LOGIC: Pick<Record<PlainOperator, (of: readonly Value[]) => Value>, 'not' | 'and' | 'or'> = {
  not([value = null]) {
    const known = truthOf(value);
    return known === null ? null : truth(!known);
  },
  and: (of) => decided(of, false),
  or: (of) => decided(of, true),
};

/** One operand of this value decides; without one, a NULL leaves it open. */
function decided(of: readonly Value[], deciding: boolean): Value {
  const known = of.map(truthOf);
  if (known.includes(deciding)) return truth(deciding);
  return known.includes(null) ? null : truth(!deciding);
}

/** At least `min` and at most `max` are true, whatever those that are NULL may be. */
export function anyN({ min, max }: Extract<Expression, { op: 'anyN' }>, of: readonly Value[], context: Context): Value {
  const [least, most] = [attribute(context, min), attribute(context, max)];
  if (least === null || most === null) return null;
  const known = of.map(truthOf);
  const sure = known.filter((one) => one === true).length;
  const possible = sure + known.filter((one) => one === null).length;
  if (sure > most || possible < least) return truth(false);
  return sure >= least && possible <= most ? truth(true) : null;
}
