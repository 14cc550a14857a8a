import type { Expression, PlainOperator } from '../../contract/processing/expression.ts';
import { type Value, values } from '../values/value.ts';
import { attribute, type Context, TooManySteps } from './context.ts';
import { ARITHMETIC } from './expressions/arithmetic.ts';
import { randomFloat, randomInteger } from './expressions/chance.ts';
import { COMPARISON, equal, inside } from './expressions/comparison.ts';
import { CONTAINERS, fieldValue, index } from './expressions/containers.ts';
import { anyN, LOGIC } from './expressions/logic.ts';
import { mathConstant, mathOperator } from './expressions/math-functions.ts';
import { equalRounded, ROUNDING, roundTo } from './expressions/rounding.ts';
import { statsOperator } from './expressions/statistics.ts';
import { patternMatch, stringMatch, substring } from './expressions/text.ts';
import { literal, ofVariable } from './expressions/variables.ts';
import { containerOf } from './operands.ts';

const PLAIN: Record<PlainOperator, (of: readonly Value[], context: Context) => Value> = {
  ...CONTAINERS,
  ...LOGIC,
  ...COMPARISON,
  ...ARITHMETIC,
  ...ROUNDING,
};

/**
 * What an expression gives (QTI 3.0 §2.11). Operands of a wrong type give NULL, as NULL itself does.
 * @throws TooManySteps
 */
export function evaluate(expression: Expression, context: Context): Value {
  context.steps -= 1;
  if (context.steps < 0) throw new TooManySteps('the rules take too many steps');
  switch (expression.op) {
    case 'null':
      return null;
    case 'value':
      return literal(expression);
    case 'variable':
    case 'default':
    case 'correct':
    case 'mapResponse':
    case 'mapResponsePoint':
      return ofVariable(expression, context);
    case 'randomInteger':
      return randomInteger(expression, context);
    case 'randomFloat':
      return randomFloat(expression, context);
    case 'mathConstant':
      return mathConstant(expression);
    case 'repeat':
      return repeat(expression, context);
    default:
      return operator(
        expression,
        expression.of.map((operand) => evaluate(operand, context)),
        context,
      );
  }
}

type Operator = Exclude<Extract<Expression, { of: Expression[] }>, { op: 'repeat' }>;

function operator(expression: Operator, of: readonly Value[], context: Context): Value {
  switch (expression.op) {
    case 'index':
      return index(expression, of, context);
    case 'fieldValue':
      return fieldValue(expression, of);
    case 'anyN':
      return anyN(expression, of, context);
    case 'substring':
      return substring(expression, of);
    case 'stringMatch':
      return stringMatch(expression, of);
    case 'patternMatch':
      return patternMatch(expression, of, context);
    case 'equal':
      return equal(expression, of, context);
    case 'equalRounded':
      return equalRounded(expression, of, context);
    case 'roundTo':
      return roundTo(expression, of, context);
    case 'inside':
      return inside(expression, of);
    case 'statsOperator':
      return statsOperator(expression, of);
    case 'mathOperator':
      return mathOperator(expression, of);
    default:
      return PLAIN[expression.op](of, context);
  }
}

/** Evaluates its operands again and again, which gives other values where chance is in them. */
function repeat({ times, of }: Extract<Expression, { op: 'repeat' }>, context: Context): Value {
  const count = attribute(context, times) ?? 0;
  const parts: Value[] = [];
  for (let round = 0; round < count; round++) {
    for (const operand of of) parts.push(evaluate(operand, context));
  }
  const known = parts.flatMap((value) => containerOf(value) ?? []);
  const [first] = known;
  return first
    ? values(
        'ordered',
        first.baseType,
        known.flatMap(({ items }) => items),
      )
    : null;
}
