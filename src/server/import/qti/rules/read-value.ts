import type { BaseType, Scalar } from '../../../../shared/contract/processing/value.ts';
import { parseScalar } from '../../../../shared/scoring/values/parse-scalar.ts';
import { writeScalar } from '../../../../shared/scoring/values/read-scalar.ts';
import { safeId } from '../safe-id.ts';

const BASE_TYPES: readonly BaseType[] = [
  ...(['identifier', 'boolean', 'integer', 'float', 'string', 'point', 'pair', 'directedPair'] as const),
  ...(['duration', 'file', 'uri'] as const),
];

export const baseTypeOf = (written: string | undefined): BaseType | undefined =>
  BASE_TYPES.find((type) => type === written?.trim());

/**
 * A value as it stands in a file: without the white space that a pretty printer put around it, and with its identifiers
 * as this product writes them.
 * @param known identifiers of the item, as they are written here, which tell where one with a space in it ends
 * @returns undefined for what is no value of the type
 */
export function readValue(baseType: BaseType, written: string, known: ReadonlySet<string>): Scalar | undefined {
  const text = written.trim();
  if (baseType === 'identifier') return text === '' ? undefined : safeId(text);
  if (baseType === 'pair' || baseType === 'directedPair') return readPair(text, known);
  const scalar = parseScalar(baseType, text);
  return scalar === undefined ? undefined : writeScalar(scalar);
}

function readPair(text: string, known: ReadonlySet<string>): [string, string] | undefined {
  const words = text.split(/\s+/);
  for (let at = 1; at < words.length; at++) {
    const source = safeId(words.slice(0, at).join(' '));
    const target = safeId(words.slice(at).join(' '));
    if (words.length === 2 || (known.has(source) && known.has(target))) return [source, target];
  }
  return undefined;
}
