import type { Expression, MATH_FUNCTIONS } from '../../../contract/processing/expression.ts';
import type { Value } from '../../values/value.ts';
import { single } from '../../values/value.ts';
import { numberOf, numeric } from '../operands.ts';

type Name = (typeof MATH_FUNCTIONS)[number];

/** QTI 3.0 §2.11.5.27. Outside of its domain a function gives NaN, which is NULL. */
const FUNCTIONS: Record<Exclude<Name, 'atan2'>, (x: number) => number> = {
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  sec: (x) => 1 / Math.cos(x),
  csc: (x) => 1 / Math.sin(x),
  cot: (x) => 1 / Math.tan(x),
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  asec: (x) => Math.acos(1 / x),
  acsc: (x) => Math.asin(1 / x),
  acot: (x) => (x === 0 ? Math.PI / 2 : Math.atan(1 / x)),
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  sech: (x) => 1 / Math.cosh(x),
  csch: (x) => 1 / Math.sinh(x),
  coth: (x) => 1 / Math.tanh(x),
  log: Math.log10,
  ln: Math.log,
  exp: Math.exp,
  abs: Math.abs,
  signum: Math.sign,
  floor: Math.floor,
  ceil: Math.ceil,
  toDegrees: (x) => (x * 180) / Math.PI,
  toRadians: (x) => (x * Math.PI) / 180,
};

/** Those that give integers, as long as what they give is finite. */
const WHOLE: readonly Name[] = ['signum', 'floor', 'ceil'];

export function mathOperator({ name }: Extract<Expression, { op: 'mathOperator' }>, of: readonly Value[]): Value {
  const [x = null, second = null] = of.map(numberOf);
  if (x === null) return null;
  if (name === 'atan2') return second === null ? null : numeric('float', Math.atan2(x, second));
  const result = FUNCTIONS[name](x);
  return numeric(WHOLE.includes(name) && Number.isFinite(result) ? 'integer' : 'float', result);
}

export const mathConstant = ({ name }: Extract<Expression, { op: 'mathConstant' }>): Value =>
  single('float', name === 'pi' ? Math.PI : Math.E);
