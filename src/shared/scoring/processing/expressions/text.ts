import type { Expression } from '../../../contract/processing/expression.ts';
import { xsdPattern } from '../../../lib/xsd-pattern.ts';
import { truth, type Value } from '../../values/value.ts';
import { type Context, variable } from '../context.ts';
import { textOf } from '../operands.ts';

type With<Name extends Expression['op']> = Extract<Expression, { op: Name }>;

const cased = (caseSensitive: boolean, text: string) => (caseSensitive ? text : text.toLowerCase());

function compared(
  [a = null, b = null]: readonly Value[],
  caseSensitive: boolean,
  compare: (a: string, b: string) => boolean,
): Value {
  const [first, second] = [textOf(a), textOf(b)];
  if (first === null || second === null) return null;
  return truth(compare(cased(caseSensitive, first), cased(caseSensitive, second)));
}

/** Whether the first stands somewhere in the second. */
export const substring = ({ caseSensitive }: With<'substring'>, of: readonly Value[]): Value =>
  compared(of, caseSensitive, (part, whole) => whole.includes(part));

/** White space counts. With `substring`, which QTI gave up, the second stands somewhere in the first. */
export const stringMatch = ({ caseSensitive, substring: within }: With<'stringMatch'>, of: readonly Value[]): Value =>
  compared(of, caseSensitive, (a, b) => (within ? a.includes(b) : a === b));

/** The whole text matches; a pattern that is none matches nothing. */
export function patternMatch(
  { pattern }: With<'patternMatch'>,
  [value = null]: readonly Value[],
  context: Context,
): Value {
  const text = textOf(value);
  const written = typeof pattern === 'string' ? pattern : textOf(variable(context, pattern.variable));
  if (text === null || written === null) return null;
  const matches = xsdPattern(written);
  return matches ? truth(matches(text)) : null;
}
