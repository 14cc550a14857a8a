import type { OutcomeDeclaration, ResponseDeclaration } from '../../contract/processing/declaration.ts';
import type { NumericAttribute } from '../../contract/processing/expression.ts';
import type { Values as WrittenValues } from '../../contract/processing/value.ts';
import { readScalar } from '../values/read-scalar.ts';
import { single, type Value, values } from '../values/value.ts';
import { numberOf } from './operands.ts';

/** What rules see and change while they are carried out once. */
export interface Context {
  responses: ReadonlyMap<string, { declaration: ResponseDeclaration; value: Value }>;
  declarations: ReadonlyMap<string, OutcomeDeclaration>;
  outcomes: Map<string, Value>;
  /** The next whole number from 0 up to, but not including, `bound`. */
  random: (bound: number) => number;
  /** Counts down with every expression; rules that repeat without bound end here. */
  steps: number;
}

/** Variables that are there without a declaration (QTI 3.0 §2.8); what they hold in the one pass that scores. */
const BUILT_IN_VALUES: ReadonlyArray<[name: string, value: Value]> = [
  ['numAttempts', single('integer', 1)],
  ['duration', single('duration', 0)],
  ['completionStatus', single('identifier', 'unknown')],
];
export const BUILT_IN: readonly string[] = BUILT_IN_VALUES.map(([name]) => name);

/** Thrown when rules take more steps than any sane ones do. */
export class TooManySteps extends Error {
  override name = 'TooManySteps';
}

export function variable({ responses, outcomes }: Context, name: string): Value {
  const response = responses.get(name);
  if (response) return response.value;
  const outcome = outcomes.get(name);
  return outcome === undefined ? (BUILT_IN_VALUES.find(([known]) => known === name)?.[1] ?? null) : outcome;
}

/** The number that an attribute gives, itself or by the variable that it names. */
export const attribute = (context: Context, written: NumericAttribute): number | null =>
  typeof written === 'number' ? written : numberOf(variable(context, written.variable));

/** A value as a declaration writes it. */
export function declared(
  { cardinality, baseType }: Pick<ResponseDeclaration, 'cardinality' | 'baseType'>,
  written: WrittenValues | undefined,
): Value {
  if (written === undefined) return null;
  if (!Array.isArray(written)) {
    const fields = written.fields.map(
      (field) => [field.name, { baseType: field.baseType, value: readScalar(field.baseType, field.value) }] as const,
    );
    return { cardinality: 'record', fields: new Map(fields) };
  }
  if (cardinality === 'record' || baseType === undefined) return null;
  const items = written.map((scalar) => readScalar(baseType, scalar));
  // Real files give several correct values to a single variable: the first is its value.
  return values(cardinality, baseType, cardinality === 'single' ? items.slice(0, 1) : items);
}

/** A numeric outcome without a default starts at 0 (QTI 3.0 §5.101), every other one as NULL. */
export function initialValue(declaration: OutcomeDeclaration): Value {
  const value = declared(declaration, declaration.defaultValue);
  const { cardinality, baseType } = declaration;
  const isNumber = cardinality === 'single' && (baseType === 'integer' || baseType === 'float');
  return value ?? (isNumber ? single(baseType, 0) : null);
}
