import type { Expression } from '../../../contract/processing/expression.ts';
import { sum } from '../../../lib/decimal.ts';
import { single, type Value } from '../../values/value.ts';
import { attribute, type Context } from '../context.ts';

type With<Name extends Expression['op']> = Extract<Expression, { op: Name }>;

const MOST = 2 ** 32;

/* Chance is the same each time: the context's numbers follow from the session and the attempt. */

/** One of min, min + step, min + 2 step … up to max. */
export function randomInteger({ min, max, step }: With<'randomInteger'>, context: Context): Value {
  const [least, most, by] = [attribute(context, min), attribute(context, max), attribute(context, step)];
  if (least === null || most === null || by === null || by < 1 || most < least) return null;
  const count = Math.floor((most - least) / by) + 1;
  return count <= MOST ? single('integer', least + by * context.random(count)) : null;
}

export function randomFloat({ min, max }: With<'randomFloat'>, context: Context): Value {
  const [least, most] = [attribute(context, min), attribute(context, max)];
  if (least === null || most === null || most < least) return null;
  return single('float', sum([least, (most - least) * (context.random(MOST) / MOST)]));
}
