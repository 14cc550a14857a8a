/* Oracle: whole numbers of 10 000ths, reckoned by BigInt, for the four signs; tables for the rest. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calculate } from '../../../src/student/session/calculate.ts';
import { calculatorKeyOf, LINE_SIZE, NEW_CALCULATOR, pressKey } from '../../../src/student/session/calculator.ts';

const degrees = { angle: 'degrees', answer: '0' } as const;
const value = (line: string, options: Parameters<typeof calculate>[1] = degrees) => {
  const result = calculate(line, options);
  return result.ok ? result.value : result.error;
};

const decimal = fc.integer({ min: -999_999, max: 999_999 });
/** Ten-thousandths as a calculator writes them. */
const written = (count: bigint): string => {
  const digits = (count < 0n ? -count : count).toString().padStart(5, '0');
  const fraction = digits.slice(-4).replace(/0+$/, '');
  return `${count < 0n ? '−' : ''}${digits.slice(0, -4)}${fraction && `.${fraction}`}`;
};
const inBrackets = (count: number) => `(${written(BigInt(count))})`;

test('sums, differences and products of decimals are exact', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      const [one, other] = [BigInt(a), BigInt(b)];
      expect(value(`${inBrackets(a)}+${inBrackets(b)}`)).toBe(written(one + other));
      expect(value(`${inBrackets(a)}−${inBrackets(b)}`)).toBe(written(one - other));
      const product = calculate(`${inBrackets(a)}×${inBrackets(b)}`, degrees);
      expect(Number(product.ok && product.value.replace('−', '-'))).toBeCloseTo((a / 1e4) * (b / 1e4), 6);
    }),
  );
});

test('what is divided and multiplied by the same number is what it was', () => {
  fc.assert(
    fc.property(decimal, fc.integer({ min: 1, max: 9999 }), (a, b) => {
      expect(value(`${inBrackets(a)}÷${b}×${b}`)).toBe(written(BigInt(a)));
    }),
  );
});

describe('a line', () => {
  test.each([
    ['0.1+0.2', '0.3'],
    ['1−0.9', '0.1'],
    ['2+3×4', '14'],
    ['(2+3)×4', '20'],
    ['8÷2÷2', '2'],
    ['2^3^2', '512'],
    ['−2²', '−4'],
    ['(−2)²', '4'],
    ['2×−3', '−6'],
    ['50%×80', '40'],
    ['1÷3', '0.333333333333'],
    ['1÷3×3', '1'],
    ['2π', '6.28318530718'],
    ['2(3+4)', '14'],
    ['√(9)', '3'],
    ['√9+1', '4'],
    ['(2+3', '5'],
    ['5!', '120'],
    ['sin(30)', '0.5'],
    ['cos(60)', '0.5'],
    ['cos(90)', '0'],
    ['sin(180)', '0'],
    ['tan(45)', '1'],
    ['sin⁻¹(0.5)', '30'],
    ['log(1000)', '3'],
    ['ln(e)', '1'],
    ['10^15', '1e15'],
    ['1e15÷10', '1e14'],
  ])('%s is %s', (line, expected) => {
    expect(value(line)).toBe(expected);
  });

  test.each([
    ['1÷0', 'divided-by-zero'],
    ['0^(−1)', 'divided-by-zero'],
    ['√(−4)', 'undefined'],
    ['tan(90)', 'undefined'],
    ['log(0)', 'undefined'],
    ['(0.5)!', 'undefined'],
    ['171!', 'too-large'],
    ['9^9^9', 'too-large'],
    ['2+', 'unfinished'],
    ['2)', 'unfinished'],
    ['1.2.3', 'unfinished'],
    ['cat', 'unfinished'],
    ['', 'unfinished'],
  ])('%s is %s', (line, expected) => {
    expect(value(line)).toBe(expected);
  });

  test('whatever is put in has a result or a reason', () => {
    const token = fc.constantFrom(...'0123456789.+−×÷^!²%()πe'.split(''), 'sin(', 'ln(', '√(', 'Ans', 'tan⁻¹(');
    fc.assert(
      fc.property(fc.array(token, { maxLength: 12 }), (tokens) => {
        expect(typeof value(tokens.join(''))).toBe('string');
      }),
      { numRuns: 300 },
    );
  });

  test('reckons angles in radians when asked to', () => {
    expect(value('sin(π÷2)', { angle: 'radians', answer: '0' })).toBe('1');
  });
});

describe('keys', () => {
  const typed = (keys: string) =>
    keys.split(' ').reduce((state, key) => {
      const pressed = calculatorKeyOf(key, true);
      return pressed ? pressKey(state, pressed) : state;
    }, NEW_CALCULATOR);

  test('write a line, and Enter gives its result', () => {
    expect(typed('0 . 1 + 0 , 2 Enter')).toMatchObject({ line: '0.1+0.2', result: { ok: true, value: '0.3' } });
  });

  test('after a result, a sign goes on from it and a digit begins anew', () => {
    expect(typed('2 * 3 = + 1').line).toBe('6+1');
    expect(typed('2 * 3 = 1').line).toBe('1');
    expect(typed('2 / 0 = 1').line).toBe('1');
  });

  test('the last one is taken away, a name as a whole', () => {
    const state = pressKey(pressKey(NEW_CALCULATOR, { put: '2' }), { put: 'sin⁻¹(' });
    expect(pressKey(state, 'back').line).toBe('2');
    expect(typed('1 2 Backspace').line).toBe('1');
    expect(typed('1 2 Delete').line).toBe('');
  });

  test('the last result stays at hand', () => {
    const after = pressKey(pressKey(pressKey(typed('7 * 6 ='), 'clear'), { put: 'Ans' }), { put: '+' });
    expect(pressKey(pressKey(after, { put: '1' }), 'equals').result).toEqual({ ok: true, value: '43' });
  });

  test('a line has an end, and other keys are not the calculator’s', () => {
    const full = Array.from({ length: LINE_SIZE + 5 }).reduce<typeof NEW_CALCULATOR>(
      (state) => pressKey(state, { put: '9' }),
      NEW_CALCULATOR,
    );
    expect(full.line.length).toBe(LINE_SIZE);
    expect(['Tab', 'Escape', 'a', 'n', '?', 'F5'].map((key) => calculatorKeyOf(key, true))).toEqual(
      Array(6).fill(null),
    );
    expect([calculatorKeyOf('^', false), calculatorKeyOf('!', false)]).toEqual([null, null]);
  });
});
