import { parseScalar } from './parse-scalar.ts';
import type { Field, RecordValue } from './value.ts';

/** A number as a record of its parts, which a text entry with record cardinality gives (QTI 3.0 §3.2.19.2). */
export function recordOf(text: string): RecordValue | null {
  if (text === '') return null;
  const fields = new Map<string, Field>([['stringValue', { baseType: 'string', value: text }]]);
  const number = parseScalar('float', text);
  if (typeof number !== 'number' || !Number.isFinite(number)) return { cardinality: 'record', fields };
  fields.set('floatValue', { baseType: 'float', value: number });
  const integer = (name: string, value: number) => fields.set(name, { baseType: 'integer', value });
  if (Number.isInteger(number)) integer('integerValue', number);
  const [mantissa = '', exponent] = text.trim().toLowerCase().split('e');
  const [left = '', right = ''] = mantissa.replace(/^[+-]/, '').split('.');
  integer('leftDigits', left.length);
  integer('rightDigits', right.length);
  integer('ndp', right.length);
  integer('nsf', (left + right).replace(/^0+/, '').length);
  if (exponent !== undefined) integer('exponent', Number(exponent));
  return { cardinality: 'record', fields };
}
