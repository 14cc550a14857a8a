import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attemptResolutionMode } from '../../../src/shared/contract/exam-config.ts';
import { maturity } from '../../../src/shared/contract/maturity.ts';
import { resolveAttempts, type ScoredAttempt } from '../../../src/shared/session/attempt-resolution.ts';

/** A percentage, as ten-thousandths. */
const percent = () => fc.integer({ min: 0, max: 1_000_000 }).map((units) => Number(`${units}e-4`));
const attempts = () =>
  fc.uniqueArray(
    fc.record<ScoredAttempt>({
      attempt: fc.integer({ min: 1, max: 20 }),
      maturity: fc.constantFrom(...maturity.options),
      scoreActual: fc.option(fc.oneof(percent(), fc.constantFrom(0, 50, 100))),
    }),
    { selector: ({ attempt }) => attempt },
  );
const complete = (attempt: number, scoreActual: number | null): ScoredAttempt => ({
  attempt,
  maturity: 'COMPLETE',
  scoreActual,
});
const three = [complete(1, 50), complete(2, 90), complete(3, 70)];

describe('of three complete attempts with 50, 90 and 70 percent', () => {
  test.each([
    ['HIGHEST', 90, 2],
    ['LATEST', 70, 3],
    ['FIRST', 50, 1],
    ['AVERAGE', 70, 3],
  ] as const)('%s counts %d and shows the results of attempt %d', (mode, scoreActual, shown) => {
    expect(resolveAttempts(three, mode)).toEqual({ scoreActual, shown: three[shown - 1] });
  });
});

describe('in every mode', () => {
  const everyMode = () => fc.constantFrom(...attemptResolutionMode.options);

  test('nothing counts while no attempt is complete, and something does as soon as one is', () => {
    fc.assert(
      fc.property(attempts(), everyMode(), (given, mode) => {
        const isAnyComplete = given.some((attempt) => attempt.maturity === 'COMPLETE');
        expect(resolveAttempts(given, mode) !== null).toBe(isAnyComplete);
      }),
    );
  });

  test('the order in which attempts come makes no difference, and what is not complete none either', () => {
    fc.assert(
      fc.property(attempts(), everyMode(), (given, mode) => {
        const completeOnly = given.filter((attempt) => attempt.maturity === 'COMPLETE').reverse();
        expect(resolveAttempts(completeOnly, mode)).toEqual(resolveAttempts(given, mode));
      }),
    );
  });

  test('the attempt that is shown is one of the complete ones', () => {
    fc.assert(
      fc.property(attempts(), everyMode(), (given, mode) => {
        const resolved = resolveAttempts(given, mode);
        if (resolved) expect(given.filter((attempt) => attempt.maturity === 'COMPLETE')).toContain(resolved.shown);
      }),
    );
  });
});

describe('HIGHEST', () => {
  test('is not below any complete attempt', () => {
    fc.assert(
      fc.property(attempts(), (given) => {
        const resolved = resolveAttempts(given, 'HIGHEST');
        for (const attempt of given.filter((one) => one.maturity === 'COMPLETE')) {
          expect(resolved?.scoreActual ?? -1).toBeGreaterThanOrEqual(attempt.scoreActual ?? -1);
        }
      }),
    );
  });

  test('takes the latest of equals, and any percentage before none at all', () => {
    expect(resolveAttempts([complete(2, 80), complete(1, 80)], 'HIGHEST')?.shown.attempt).toBe(2);
    expect(resolveAttempts([complete(1, 0), complete(2, null)], 'HIGHEST')?.shown.attempt).toBe(1);
    expect(resolveAttempts([complete(1, null), complete(2, null)], 'HIGHEST')).toMatchObject({
      scoreActual: null,
      shown: { attempt: 2 },
    });
  });

  test('compares numbers as numbers: 100 is more than 9', () => {
    expect(resolveAttempts([complete(1, 100), complete(2, 9)], 'HIGHEST')?.scoreActual).toBe(100);
  });
});

describe('AVERAGE', () => {
  test('is rounded half up to four decimals, exactly', () => {
    expect(resolveAttempts([complete(1, 33.3333), complete(2, 33.3334)], 'AVERAGE')?.scoreActual).toBe(33.3334);
    expect(resolveAttempts([complete(1, 100), complete(2, 0), complete(3, 0)], 'AVERAGE')?.scoreActual).toBe(33.3333);
  });

  test('equals the BigInt mean of whole ten-thousandths', () => {
    const units = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(units, (list) => {
        const given = list.map((unit, at) => complete(at + 1, Number(`${unit}e-4`)));
        const [sum, count] = [list.reduce((all, unit) => all + BigInt(unit), 0n), BigInt(list.length)];
        const rounded = (2n * sum + count) / (2n * count);
        expect(resolveAttempts(given, 'AVERAGE')?.scoreActual).toBe(Number(`${rounded}e-4`));
      }),
    );
  });

  test('leaves out attempts without a percentage, and is null when none has one', () => {
    expect(resolveAttempts([complete(1, 40), complete(2, null)], 'AVERAGE')).toMatchObject({
      scoreActual: 40,
      shown: { attempt: 2 },
    });
    expect(resolveAttempts([complete(1, null)], 'AVERAGE')?.scoreActual).toBeNull();
  });
});
