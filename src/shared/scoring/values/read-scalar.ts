import type { BaseType, Scalar } from '../../contract/processing/value.ts';

const NOT_FINITE = new Map([
  ['INF', Number.POSITIVE_INFINITY],
  ['-INF', Number.NEGATIVE_INFINITY],
  ['NaN', Number.NaN],
]);

/** A value as JSON writes it: `"INF"`, `"-INF"` and `"NaN"` stand for numbers that JSON has not. */
export const readScalar = (baseType: BaseType, written: Scalar): Scalar =>
  typeof written === 'string' && (baseType === 'float' || baseType === 'duration')
    ? (NOT_FINITE.get(written) ?? written)
    : written;

/** The other way round. */
export const writeScalar = (scalar: Scalar): Scalar => {
  if (typeof scalar !== 'number' || Number.isFinite(scalar)) return scalar;
  return Number.isNaN(scalar) ? 'NaN' : scalar > 0 ? 'INF' : '-INF';
};
