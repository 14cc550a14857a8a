import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backOffDelay, RETRY_AFTER_LIMIT_MS, retryAfterMs } from '../../../src/shared/lib/back-off.ts';

const unit = () => fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('back-off', () => {
  test('waits anything up to a ceiling that doubles from one second to one minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), unit(), (attempt, random) => {
        const delay = backOffDelay({ attempt, random: () => random });
        const ceilings = [1000, 2000, 4000, 8000, 16_000, 32_000];
        expect(Number.isInteger(delay)).toBe(true);
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThanOrEqual(ceilings[attempt - 1] ?? 60_000);
      }),
    );
  });

  test('has full jitter: the whole range is used', () => {
    const delay = (random: number) => backOffDelay({ attempt: 3, random: () => random });
    expect(delay(0)).toBe(0);
    expect(delay(0.5)).toBe(2000);
    expect(delay(0.999999)).toBe(3999);
  });

  test('keeps to its own base and maximum', () => {
    expect(backOffDelay({ attempt: 1, random: () => 0.5, baseMs: 100, maxMs: 500 })).toBe(50);
    expect(backOffDelay({ attempt: 2000, random: () => 0.5, baseMs: 100, maxMs: 500 })).toBe(250);
  });

  test('treats a count of none or less as the first failure', () => {
    for (const attempt of [0, -4]) expect(backOffDelay({ attempt, random: () => 0.5 })).toBe(500);
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2026, 4, 10, 12, 0, 0);

  test('is read as seconds', () => {
    fc.assert(
      fc.property(fc.nat(RETRY_AFTER_LIMIT_MS / 1000), (seconds) => {
        expect(retryAfterMs(` ${seconds} `, now)).toBe(seconds * 1000);
      }),
    );
  });

  test('is read as a date, measured from now', () => {
    fc.assert(
      fc.property(fc.nat(RETRY_AFTER_LIMIT_MS / 1000), (seconds) => {
        expect(retryAfterMs(new Date(now + seconds * 1000).toUTCString(), now)).toBe(seconds * 1000);
      }),
    );
  });

  test('never holds a device for more than ten minutes, nor asks it back before now', () => {
    expect(retryAfterMs('31536000', now)).toBe(600_000);
    expect(retryAfterMs('9'.repeat(400), now)).toBe(600_000);
    expect(retryAfterMs('Fri, 31 Dec 9999 23:59:59 GMT', now)).toBe(600_000);
    expect(retryAfterMs('Thu, 01 Jan 1970 00:00:00 GMT', now)).toBe(0);
  });

  test.each([null, '', '-1', '1.5', '1e3', '0x10', 'soon', '5 seconds', '2026-05-10', '5, 10'])(
    '%j says nothing',
    (header) => {
      expect(retryAfterMs(header, now)).toBeNull();
    },
  );

  test('gives null or a wait within bounds for any header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (header) => {
        const wait = retryAfterMs(header, now);
        expect(wait === null || (wait >= 0 && wait <= RETRY_AFTER_LIMIT_MS)).toBe(true);
      }),
    );
  });
});
