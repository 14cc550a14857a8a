import type { Expression } from '../../../shared/contract/processing/expression.ts';

export type Operator = Extract<Expression, { of: Expression[] }>['op'];

const ANY = Number.POSITIVE_INFINITY;
const one = [1, 1] as const;
const two = [2, 2] as const;
const some = [1, ANY] as const;
const any = [0, ANY] as const;

/** How many operands an operator takes at least and at most (QTI 3.0 §2.11). */
export const ARITY: Record<Operator, readonly [least: number, most: number]> = {
  multiple: any,
  ordered: any,
  containerSize: one,
  isNull: one,
  contains: two,
  random: one,
  delete: two,
  member: two,
  not: one,
  and: some,
  or: some,
  anyN: some,
  match: two,
  lt: two,
  gt: two,
  lte: two,
  gte: two,
  durationLT: two,
  durationGTE: two,
  equal: two,
  equalRounded: two,
  sum: some,
  product: some,
  subtract: two,
  divide: two,
  power: two,
  integerDivide: two,
  integerModulus: two,
  truncate: one,
  round: one,
  roundTo: one,
  integerToFloat: one,
  min: some,
  max: some,
  gcd: some,
  lcm: some,
  repeat: some,
  index: one,
  fieldValue: one,
  substring: two,
  stringMatch: two,
  patternMatch: one,
  inside: one,
  statsOperator: one,
  mathOperator: [1, 2],
};

/** What is wrong with the number of operands; null when nothing is. */
export function wrongArity(op: Operator, count: number): string | null {
  const [least, most] = ARITY[op];
  if (count >= least && count <= most) return null;
  const wanted = least === most ? `${least}` : most === ANY ? `${least} or more` : `${least} to ${most}`;
  return `${op} takes ${wanted} operand${wanted === '1' ? '' : 's'}, not ${count}`;
}
