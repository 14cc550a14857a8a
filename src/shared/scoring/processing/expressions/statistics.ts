import type { Expression } from '../../../contract/processing/expression.ts';
import { add, type Decimal, decimal, multiply, negate, quotient, total } from '../../../lib/decimal.ts';
import type { Value } from '../../values/value.ts';
import { numbersOf, numeric } from '../operands.ts';

type Statistic = Extract<Expression, { op: 'statsOperator' }>;

/** Over the numbers of one container; exact but for the square root of a deviation. */
export function statsOperator({ name }: Statistic, of: readonly Value[]): Value {
  const numbers = numbersOf(of);
  if (numbers === null || numbers.length === 0 || !numbers.every(Number.isFinite)) return null;
  return numeric('float', statistic(name, numbers));
}

function statistic(name: Statistic['name'], numbers: readonly number[]): number | null {
  const count = numbers.length;
  switch (name) {
    case 'mean':
      return quotient(total(numbers), decimal(count));
    case 'popVariance':
      return quotient(spread(numbers), decimal(count * count));
    case 'popSD':
      return Math.sqrt(quotient(spread(numbers), decimal(count * count)));
    case 'sampleVariance':
      return count > 1 ? quotient(spread(numbers), decimal(count * (count - 1))) : null;
    case 'sampleSD':
      return count > 1 ? Math.sqrt(quotient(spread(numbers), decimal(count * (count - 1)))) : null;
    default:
      return name satisfies never;
  }
}

/** n Σx² − (Σx)²: the sum of the squared deviations from the mean, times n. */
function spread(numbers: readonly number[]): Decimal {
  const exact = numbers.map(decimal);
  const squares = exact.map((one) => multiply(one, one)).reduce(add);
  const sum = exact.reduce(add);
  return add(multiply(decimal(numbers.length), squares), negate(multiply(sum, sum)));
}
