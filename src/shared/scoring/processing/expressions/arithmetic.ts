import { type Decimal, decimal, multiply, quotient, sum, toNumber } from '../../../lib/decimal.ts';
import type { Value } from '../../values/value.ts';
import { integerOf, numberOf, numbersOf, numeric, numericType } from '../operands.ts';

/*
 * Numbers are the decimals that their author wrote, and what can be exact is: 0.1 + 0.2 is 0.3, and 0.3 / 0.1 is 3. An
 * infinite operand is left to IEEE 754.
 */

type Operator = (of: readonly Value[]) => Value;

export const ARITHMETIC = {
  sum: over((numbers) => (areFinite(numbers) ? sum(numbers) : numbers.reduce((a, b) => a + b, 0))),
  product: over((numbers) =>
    areFinite(numbers) ? toNumber(numbers.map(decimal).reduce(multiply, ONE)) : numbers.reduce((a, b) => a * b, 1),
  ),
  min: over((numbers) => (numbers.length > 0 ? Math.min(...numbers) : null)),
  max: over((numbers) => (numbers.length > 0 ? Math.max(...numbers) : null)),
  gcd: overIntegers((numbers) => numbers.reduce(gcd, 0n)),
  lcm: overIntegers((numbers) => numbers.reduce(lcm, 1n)),
  subtract: (of) =>
    numeric(
      numericType(of),
      binary(of, (a, b) => (areFinite([a, b]) ? sum([a, -b]) : a - b)),
    ),
  divide: (of) => numeric('float', binary(of, divide)),
  power: (of) => numeric('float', binary(of, power)),
  integerDivide: (of) =>
    numeric(
      'integer',
      binaryIntegers(of, (a, b) => floorDivide(a, b)),
    ),
  integerModulus: (of) =>
    numeric(
      'integer',
      binaryIntegers(of, (a, b) => a - b * floorDivide(a, b)),
    ),
  integerToFloat: ([value = null]) => numeric('float', numberOf(value)),
} satisfies Record<string, Operator>;

const ONE: Decimal = { units: 1n, scale: 0 };
const areFinite = (numbers: readonly number[]) => numbers.every(Number.isFinite);

/** Over all numbers of all operands, containers included. */
function over(compute: (numbers: number[]) => number | null): Operator {
  return (of) => {
    const numbers = numbersOf(of);
    return numbers === null ? null : numeric(numericType(of), compute(numbers));
  };
}

function overIntegers(compute: (numbers: bigint[]) => bigint): Operator {
  return (of) => {
    const numbers = numbersOf(of);
    if (numbers === null || numbers.length === 0 || !numbers.every(Number.isInteger)) return null;
    return numeric('integer', Number(compute(numbers.map(BigInt))));
  };
}

function binary([a = null, b = null]: readonly Value[], compute: (a: number, b: number) => number | null) {
  const [first, second] = [numberOf(a), numberOf(b)];
  return first === null || second === null ? null : compute(first, second);
}

/** BigInt, because a quotient of large doubles would be rounded before it is cut. */
function binaryIntegers([a = null, b = null]: readonly Value[], compute: (a: bigint, b: bigint) => bigint) {
  const [first, second] = [integerOf(a), integerOf(b)];
  return first === null || second === null || second === 0 ? null : Number(compute(BigInt(first), BigInt(second)));
}

function divide(a: number, b: number): number | null {
  if (b === 0) return null;
  return areFinite([a, b]) ? quotient(decimal(a), decimal(b)) : a / b;
}

const MOST_FACTORS = 64;

function power(base: number, exponent: number): number {
  const isCounted = Number.isInteger(exponent) && exponent >= 0 && exponent <= MOST_FACTORS;
  if (!isCounted || !Number.isFinite(base)) return base ** exponent;
  const factor = decimal(base);
  return toNumber(Array.from({ length: exponent }, () => factor).reduce(multiply, ONE));
}

/** Towards negative infinity, as QTI's `integerDivide` is; BigInt division cuts towards zero. */
function floorDivide(a: bigint, b: bigint): bigint {
  const cut = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? cut - 1n : cut;
}

const absolute = (a: bigint) => (a < 0n ? -a : a);

function gcd(a: bigint, b: bigint): bigint {
  let [greater, rest] = [absolute(a), absolute(b)];
  while (rest !== 0n) [greater, rest] = [rest, greater % rest];
  return greater;
}

const lcm = (a: bigint, b: bigint): bigint => (a === 0n || b === 0n ? 0n : absolute(a * b) / gcd(a, b));
