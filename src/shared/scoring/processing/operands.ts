import type { BaseType } from '../../contract/processing/value.ts';
import { single, type Value, type Values } from '../values/value.ts';

/*
 * What an expression takes of its operands. Null stands for NULL and for a value of another type: an operator that finds
 * either gives NULL (QTI 3.0 §2.11), and rules never end in an error over what a student gave.
 */

/** Real files declare a container for what one text field answers: one value is one value. */
const isOne = (value: Value): value is Values =>
  value !== null && value.cardinality !== 'record' && value.items.length === 1;

export function numberOf(value: Value): number | null {
  const item = isOne(value) ? value.items[0] : undefined;
  return typeof item === 'number' ? item : null;
}

export function integerOf(value: Value): number | null {
  const number = numberOf(value);
  return number !== null && Number.isInteger(number) ? number : null;
}

export function textOf(value: Value): string | null {
  const item = isOne(value) ? value.items[0] : undefined;
  if (typeof item === 'string') return item;
  return typeof item === 'number' ? String(item) : null;
}

export function truthOf(value: Value): boolean | null {
  const item = isOne(value) ? value.items[0] : undefined;
  return typeof item === 'boolean' ? item : null;
}

/** All numbers of all operands, containers included; null as soon as one operand is NULL, or holds something else. */
export function numbersOf(operands: readonly Value[]): number[] | null {
  const numbers: number[] = [];
  for (const value of operands) {
    if (value === null || value.cardinality === 'record') return null;
    for (const item of value.items) {
      if (typeof item !== 'number') return null;
      numbers.push(item);
    }
  }
  return numbers;
}

/** Integer where every operand is; float otherwise. */
export const numericType = (operands: readonly Value[]): BaseType =>
  operands.every((value) => value !== null && value.cardinality !== 'record' && value.baseType === 'integer')
    ? 'integer'
    : 'float';

/** A number as a value; what is not a number is NULL. */
export const numeric = (baseType: BaseType, number: number | null): Value =>
  number === null || Number.isNaN(number) ? null : single(baseType, number);

export const containerOf = (value: Value | undefined): Values | null =>
  value && value.cardinality !== 'record' ? value : null;
