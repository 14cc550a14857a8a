import type { BaseType, Cardinality, Scalar } from '../../contract/processing/value.ts';

/** One or more values of one base type; never empty, which is NULL. */
export interface Values {
  cardinality: Exclude<Cardinality, 'record'>;
  baseType: BaseType;
  items: readonly Scalar[];
}

export interface Field {
  baseType: BaseType;
  value: Scalar;
}

export interface RecordValue {
  cardinality: 'record';
  fields: ReadonlyMap<string, Field>;
}

/** What a variable holds and an expression gives (QTI 3.0 §2.11); null is QTI's NULL. */
export type Value = Values | RecordValue | null;

/** NULL for an empty container, and for an empty string (QTI 3.0 §2.11: the two are not told apart). */
export function values(
  cardinality: Values['cardinality'],
  baseType: BaseType,
  items: readonly Scalar[],
): Values | null {
  if (items.length === 0) return null;
  if (cardinality === 'single' && baseType === 'string' && items[0] === '') return null;
  return { cardinality, baseType, items };
}

export const single = (baseType: BaseType, item: Scalar): Values | null => values('single', baseType, [item]);
export const truth = (item: boolean): Values => ({ cardinality: 'single', baseType: 'boolean', items: [item] });
