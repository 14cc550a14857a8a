/**
 * An exact decimal number, `units * 10^-scale`. A JavaScript number stands for the shortest decimal that reads back as
 * it, which is what its author wrote: 0.1 is a tenth here, and ten of them are 1.
 *
 * There is no comparison: the order of two numbers is the order of their shortest decimals, so `<` is exact already.
 */
export interface Decimal {
  units: bigint;
  /** From 0. */
  scale: number;
}

const DECIMAL = /^(?<sign>-?)(?<whole>\d+)(?:\.(?<fraction>\d+))?(?:e(?<exponent>[+-]\d+))?$/;

/** @throws RangeError when `value` is not finite */
export function decimal(value: number): Decimal {
  const parts = DECIMAL.exec(String(value))?.groups;
  if (!parts) throw new RangeError(`${value} is not a decimal number`);
  const { sign = '', whole = '', fraction = '', exponent = '0' } = parts;
  const units = BigInt(sign + whole + fraction);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { units, scale } : { units: units * power(-scale), scale: 0 };
}

export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: unitsAt(a, scale) + unitsAt(b, scale), scale };
}

export const multiply = (a: Decimal, b: Decimal): Decimal => ({ units: a.units * b.units, scale: a.scale + b.scale });

export const negate = ({ units, scale }: Decimal): Decimal => ({ units: -units, scale });

/** The JavaScript number nearest to the exact value. */
export const toNumber = ({ units, scale }: Decimal): number => Number(`${units}e-${scale}`);

/** The exact sum; 0 of nothing. @throws RangeError when a value is not finite */
export const total = (values: readonly number[]): Decimal => values.map(decimal).reduce(add, { units: 0n, scale: 0 });

/** The number nearest to the exact sum, in whatever order the values come. @throws RangeError when one is not finite */
export const sum = (values: readonly number[]): number => wholeSum(values) ?? toNumber(total(values));

/** Whole numbers add up exactly as they are, as long as they stay safe; most scores are such, and come by the thousand. */
function wholeSum(values: readonly number[]): number | null {
  let whole = 0;
  for (const value of values) {
    whole += value;
    if (!Number.isSafeInteger(value) || !Number.isSafeInteger(whole)) return null;
  }
  return whole;
}

/**
 * `dividend / divisor`, rounded half up (towards positive infinity) to `places` decimals in one exact step.
 *
 * @throws RangeError when the divisor is 0
 */
export function roundedQuotient(dividend: Decimal, divisor: Decimal, places: number): number {
  const scale = Math.max(dividend.scale, divisor.scale);
  const [above, below] = [unitsAt(dividend, scale) * power(places), unitsAt(divisor, scale)];
  const [numerator, denominator] = below < 0n ? [-above, -below] : [above, below];
  // floor(x + 1/2), as one division.
  return toNumber({ units: floorDivide(2n * numerator + denominator, 2n * denominator), scale: places });
}

/** Decimal digits that tell two neighbouring numbers apart, and more than enough to round to the nearest. */
const QUOTIENT_DIGITS = 40;

/** The number nearest to the exact quotient. @throws RangeError when the divisor is 0 */
export function quotient(dividend: Decimal, divisor: Decimal): number {
  const length = ({ units, scale }: Decimal) => String(units < 0n ? -units : units).length - scale;
  const places = QUOTIENT_DIGITS - length(dividend) + length(divisor);
  return roundedQuotient(dividend, divisor, Math.max(0, places));
}

/** Rounded to `places` decimals, a half away from zero; negative places round to tens, hundreds and so on. */
export function roundHalfAway({ units, scale }: Decimal, places: number): Decimal {
  if (places >= scale) return { units, scale };
  const step = power(scale - places);
  const half = (units < 0n ? -step : step) / 2n;
  const steps = (units + half) / step;
  return places >= 0 ? { units: steps, scale: places } : { units: steps * power(-places), scale: 0 };
}

/** BigInt division cuts towards zero. */
function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}

const unitsAt = ({ units, scale }: Decimal, newScale: number): bigint => units * power(newScale - scale);
const power = (exponent: number): bigint => 10n ** BigInt(exponent);
