import type { BaseType, Scalar } from '../../contract/processing/value.ts';

const INTEGER = /^[+-]?\d+$/;
const FLOAT = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
const NOT_FINITE = new Map([
  ['INF', Number.POSITIVE_INFINITY],
  ['+INF', Number.POSITIVE_INFINITY],
  ['-INF', Number.NEGATIVE_INFINITY],
  ['NaN', Number.NaN],
]);

/**
 * Reads a value as QTI writes it: `"A B"` for a pair, `"x y"` for a point, numbers as XML Schema has them. Text and
 * identifiers stay as they are.
 * @returns undefined for what is no value of the base type
 */
export function parseScalar(baseType: BaseType, text: string): Scalar | undefined {
  switch (baseType) {
    case 'boolean':
      return parseBoolean(text.trim());
    case 'integer':
      return INTEGER.test(text.trim()) ? Number(text) : undefined;
    case 'float':
    case 'duration':
      return parseNumber(text.trim());
    case 'pair':
    case 'directedPair':
      return parsePair(text);
    case 'point':
      return parsePoint(text);
    default:
      return text;
  }
}

function parseBoolean(text: string): boolean | undefined {
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : undefined;
}

const parseNumber = (text: string): number | undefined => (FLOAT.test(text) ? Number(text) : NOT_FINITE.get(text));

const parts = (text: string) => text.trim().split(/\s+/);

function parsePair(text: string): [string, string] | undefined {
  const [source, target, ...more] = parts(text);
  return source && target && more.length === 0 ? [source, target] : undefined;
}

function parsePoint(text: string): [number, number] | undefined {
  const [x, y, ...more] = parts(text).map(parseNumber);
  return x !== undefined && y !== undefined && more.length === 0 ? [x, y] : undefined;
}
