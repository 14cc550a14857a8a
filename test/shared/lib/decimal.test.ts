import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  decimal,
  multiply,
  quotient,
  roundedQuotient,
  roundHalfAway,
  sum,
  toNumber,
  total,
} from '../../../src/shared/lib/decimal.ts';

const finite = () => fc.double({ noNaN: true, noDefaultInfinity: true });
/** Points as authors write them: up to four decimals, as whole ten-thousandths. */
const tenThousandths = () => fc.integer({ min: -100_000_000, max: 100_000_000 });
const points = (units: number) => Number(`${units}e-4`);

/** Text with four decimals from whole ten-thousandths: an oracle that never divides. */
function fixedFour(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(5, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

describe('a number as a decimal', () => {
  test('reads back as itself, from the smallest to the greatest', () => {
    fc.assert(
      fc.property(finite(), (value) => {
        expect(toNumber(decimal(value))).toBe(value + 0);
      }),
    );
    for (const value of [5e-324, 1e-7, 1.5e21, Number.MAX_VALUE, -Number.MAX_VALUE, 2 ** 53, 0.1, -0.5]) {
      expect(toNumber(decimal(value))).toBe(value);
    }
  });

  test('is the decimal that its shortest form says', () => {
    expect(decimal(0.1)).toEqual({ units: 1n, scale: 1 });
    expect(decimal(-12.5)).toEqual({ units: -125n, scale: 1 });
    expect(decimal(1.5e-7)).toEqual({ units: 15n, scale: 8 });
    expect(decimal(1.5e21)).toEqual({ units: 1_500_000_000_000_000_000_000n, scale: 0 });
    expect(decimal(-0)).toEqual({ units: 0n, scale: 0 });
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%d is none', (value) => {
    expect(() => decimal(value)).toThrow(RangeError);
  });

  test('is ordered as the numbers are, so that no comparison of its own is needed', () => {
    fc.assert(
      fc.property(finite(), finite(), (a, b) => {
        const difference = add(decimal(a), multiply(decimal(-1), decimal(b))).units;
        expect(Math.sign(Number(difference > 0n) - Number(difference < 0n))).toBe(Number(a > b) - Number(a < b));
      }),
    );
  });
});

describe('a sum', () => {
  test('of tenths is exact, where binary numbers drift', () => {
    expect([0.1, 0.2].reduce((a, b) => a + b)).not.toBe(0.3);
    expect(sum([0.1, 0.2])).toBe(0.3);
    expect(sum(new Array(10).fill(0.1))).toBe(1);
    expect(sum(new Array(1000).fill(0.1))).toBe(100);
    expect(sum([1e16, 1, -1e16])).toBe(1);
  });

  test('equals the sum of whole units in BigInt', () => {
    fc.assert(
      fc.property(fc.array(tenThousandths()), (units) => {
        const expected = units.reduce((all, unit) => all + BigInt(unit), 0n);
        expect(sum(units.map(points))).toBe(Number(fixedFour(expected)) + 0);
      }),
    );
  });

  test('does not depend on the order or the grouping', () => {
    fc.assert(
      fc.property(fc.array(finite(), { maxLength: 8 }), fc.nat(8), (values, cut) => {
        expect(sum([...values].reverse())).toBe(sum(values));
        expect(toNumber(add(total(values.slice(0, cut)), total(values.slice(cut))))).toBe(sum(values));
      }),
    );
  });

  test('of nothing is 0, and never a negative zero', () => {
    expect(sum([])).toBe(0);
    expect(sum([-0.1, 0.1])).toBe(0);
    expect(sum([-0])).toBe(0);
  });

  test('throws rather than to pass on what is not a number', () => {
    expect(() => sum([1, Number.NaN])).toThrow(RangeError);
  });
});

describe('a rounded quotient', () => {
  const rounded = (a: number, b: number, places = 4) => roundedQuotient(decimal(a), decimal(b), places);

  test('is half up at the last place, where binary rounding goes wrong', () => {
    expect(Number((1.005).toFixed(2))).toBe(1);
    expect(rounded(1.005, 1, 2)).toBe(1.01);
    expect(rounded(1, 32, 4)).toBe(0.0313);
    expect(rounded(2, 3)).toBe(0.6667);
    expect(rounded(1, 3)).toBe(0.3333);
    expect(rounded(-0.5, 1, 0)).toBe(0);
    expect(rounded(-1.5, 1, 0)).toBe(-1);
    expect(rounded(1.5, -1, 0)).toBe(-1);
  });

  test('is the greatest step that is at most half a step too great', () => {
    fc.assert(
      fc.property(tenThousandths(), fc.integer({ min: 1, max: 10_000_000 }), (above, below) => {
        // r = floor(x + 1/2) in steps of 10^-4, checked by multiplying out: 2·r − 1 <= 2·x < 2·r + 1.
        const steps = BigInt(Math.round(rounded(points(above), points(below)) * 10_000));
        const twice = 2n * BigInt(above) * 10_000n;
        expect((2n * steps - 1n) * BigInt(below) <= twice && twice < (2n * steps + 1n) * BigInt(below)).toBe(true);
      }),
    );
  });

  test('of a division by 0 throws', () => {
    expect(() => rounded(1, 0)).toThrow(RangeError);
  });
});

describe('a quotient', () => {
  test('of what has an exact one is exact', () => {
    expect(0.3 / 0.1).not.toBe(3);
    expect(quotient(decimal(0.3), decimal(0.1))).toBe(3);
    expect(quotient(decimal(-1), decimal(8))).toBe(-0.125);
    expect(quotient(decimal(0), decimal(7))).toBe(0);
  });

  test('of whole numbers is the nearest number there is, as IEEE 754 has it', () => {
    const whole = () => fc.integer({ min: -1e9, max: 1e9 });
    fc.assert(
      fc.property(
        whole(),
        whole().filter((divisor) => divisor !== 0),
        (a, b) => {
          expect(quotient(decimal(a), decimal(b))).toBe(a / b + 0);
        },
      ),
    );
  });

  test('times the divisor is the dividend again', () => {
    fc.assert(
      fc.property(tenThousandths(), tenThousandths().filter(Boolean), (a, b) => {
        const product = multiply(decimal(points(a)), decimal(points(b)));
        expect(quotient(product, decimal(points(b)))).toBe(points(a) + 0);
      }),
    );
  });

  test('by nothing is none', () => {
    expect(() => quotient(decimal(1), decimal(0))).toThrow(RangeError);
  });
});

describe('rounding half away from zero', () => {
  test.each([
    [1.005, 2, 1.01],
    [-1.005, 2, -1.01],
    [0.5, 0, 1],
    [-0.5, 0, -1],
    [1.4999, 0, 1],
    [1250, -2, 1300],
    [-1249, -2, -1200],
    [3, 5, 3],
  ])('%d to %d places is %d', (value, places, rounded) => {
    expect(toNumber(roundHalfAway(decimal(value), places))).toBe(rounded);
  });

  test('is never off by more than half a step', () => {
    fc.assert(
      fc.property(tenThousandths(), fc.integer({ min: 0, max: 3 }), (units, places) => {
        const step = 10 ** (4 - places);
        const rounded = Math.sign(units) * Math.floor(Math.abs(units) / step + 0.5) * step;
        expect(toNumber(roundHalfAway(decimal(points(units)), places))).toBe(points(rounded) + 0);
      }),
    );
  });
});
