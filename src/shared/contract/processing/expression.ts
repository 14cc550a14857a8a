import { z } from 'zod/mini';
import { shapeAndCoords } from './declaration.ts';
import { baseType, name, scalar } from './value.ts';

/* The expressions of QTI (2.2 information model §10, 3.0 §2.11), grouped by what they say beside their operands. */

/** Nothing beside their operands, which are as many as QTI says. */
const plainOperator = z.enum([
  ...['multiple', 'ordered', 'containerSize', 'isNull', 'contains', 'random', 'delete', 'member'],
  ...['not', 'and', 'or', 'match', 'lt', 'gt', 'lte', 'gte', 'durationLT', 'durationGTE'],
  ...['sum', 'product', 'subtract', 'divide', 'power', 'integerDivide', 'integerModulus', 'truncate', 'round'],
  ...['integerToFloat', 'min', 'max', 'gcd', 'lcm'],
] as const);
export type PlainOperator = z.infer<typeof plainOperator>;

/** Looks at the declaration, or at the value, of one variable. */
const variableOperator = z.enum(['variable', 'default', 'correct', 'mapResponse', 'mapResponsePoint']);

/** A number, or the variable that holds it. */
const numeric = z.union([z.number(), z.object({ variable: name })]);
export type NumericAttribute = z.infer<typeof numeric>;

export const ROUNDING_MODES = ['decimalPlaces', 'significantFigures'] as const;
export const TOLERANCE_MODES = ['exact', 'absolute', 'relative'] as const;
export const STATISTICS = ['mean', 'sampleVariance', 'sampleSD', 'popVariance', 'popSD'] as const;
export const MATH_FUNCTIONS = [
  ...['sin', 'cos', 'tan', 'sec', 'csc', 'cot', 'asin', 'acos', 'atan', 'atan2', 'asec', 'acsc', 'acot'],
  ...['sinh', 'cosh', 'tanh', 'sech', 'csch', 'coth', 'log', 'ln', 'exp', 'abs', 'signum', 'floor', 'ceil'],
  ...['toDegrees', 'toRadians'],
] as const;

const rounding = { roundingMode: z.enum(ROUNDING_MODES), figures: numeric };

/** Without operands. */
const leaf = z.discriminatedUnion('op', [
  z.object({ op: z.literal('null') }),
  z.object({ op: z.literal('value'), baseType, value: scalar }),
  z.object({ op: variableOperator, identifier: name }),
  z.object({ op: z.literal('randomInteger'), min: numeric, max: numeric, step: numeric }),
  z.object({ op: z.literal('randomFloat'), min: numeric, max: numeric }),
  z.object({ op: z.literal('mathConstant'), name: z.enum(['pi', 'e']) }),
]);

/** With operands, in `of`. */
const operator = {
  plain: z.object({ op: plainOperator }),
  index: z.object({ op: z.literal('index'), n: numeric }),
  fieldValue: z.object({ op: z.literal('fieldValue'), field: name }),
  anyN: z.object({ op: z.literal('anyN'), min: numeric, max: numeric }),
  repeat: z.object({ op: z.literal('repeat'), times: numeric }),
  substring: z.object({ op: z.literal('substring'), caseSensitive: z.boolean() }),
  stringMatch: z.object({ op: z.literal('stringMatch'), caseSensitive: z.boolean(), substring: z.boolean() }),
  patternMatch: z.object({
    op: z.literal('patternMatch'),
    /** A regular expression of XML Schema Part 2 appendix F, or the variable that holds it. */
    pattern: z.union([z.string().check(z.maxLength(1000)), z.object({ variable: name })]),
  }),
  equal: z.object({
    op: z.literal('equal'),
    toleranceMode: z.enum(TOLERANCE_MODES),
    /** Below and above. */
    tolerance: z.optional(z.tuple([numeric, numeric])),
    includeLowerBound: z.boolean(),
    includeUpperBound: z.boolean(),
  }),
  equalRounded: z.object({ op: z.literal('equalRounded'), ...rounding }),
  roundTo: z.object({ op: z.literal('roundTo'), ...rounding }),
  inside: z.object({ op: z.literal('inside'), ...shapeAndCoords }),
  statsOperator: z.object({ op: z.literal('statsOperator'), name: z.enum(STATISTICS) }),
  mathOperator: z.object({ op: z.literal('mathOperator'), name: z.enum(MATH_FUNCTIONS) }),
};
type OperatorName = keyof typeof operator;

type WithOperands<Name extends OperatorName> = Name extends OperatorName
  ? z.infer<(typeof operator)[Name]> & { of: Expression[] }
  : never;
export type Expression = z.infer<typeof leaf> | WithOperands<OperatorName>;

const operands: z.ZodMiniType<Expression[]> = z.lazy(() => z.array(expression).check(z.maxLength(1000)));
const withOperands = <Shape extends z.core.$ZodLooseShape>(schema: z.ZodMiniObject<Shape>) =>
  z.extend(schema, { of: operands });

export const expression: z.ZodMiniType<Expression> = z.discriminatedUnion('op', [
  leaf,
  withOperands(operator.plain),
  withOperands(operator.index),
  withOperands(operator.fieldValue),
  withOperands(operator.anyN),
  withOperands(operator.repeat),
  withOperands(operator.substring),
  withOperands(operator.stringMatch),
  withOperands(operator.patternMatch),
  withOperands(operator.equal),
  withOperands(operator.equalRounded),
  withOperands(operator.roundTo),
  withOperands(operator.inside),
  withOperands(operator.statsOperator),
  withOperands(operator.mathOperator),
]);
