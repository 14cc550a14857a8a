import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseHttpDate } from '../../../src/shared/lib/http-date.ts';

const now = Date.UTC(2026, 0, 1);

test('the three forms of RFC 9110 §5.6.7 are the same moment, whatever the time zone of the device', () => {
  const moment = Date.UTC(1994, 10, 6, 8, 49, 37);
  expect(parseHttpDate('Sun, 06 Nov 1994 08:49:37 GMT', now)).toBe(moment);
  expect(parseHttpDate('Sunday, 06-Nov-94 08:49:37 GMT', now)).toBe(moment);
  expect(parseHttpDate('Sun Nov  6 08:49:37 1994', now)).toBe(moment);
});

test('every second of the years that matter reads back from what ECMAScript writes', () => {
  const seconds = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) / 1000 });
  fc.assert(
    fc.property(seconds, (second) => {
      expect(parseHttpDate(new Date(second * 1000).toUTCString(), now)).toBe(second * 1000);
    }),
  );
});

test('a year of two digits is at most 50 years ahead', () => {
  const year = (twoDigits: string) => new Date(parseHttpDate(`Sunday, 06-Nov-${twoDigits} 08:49:37 GMT`, now) ?? 0);
  expect(year('76').getUTCFullYear()).toBe(2076);
  expect(year('77').getUTCFullYear()).toBe(1977);
  const nearTheTurn = parseHttpDate('Sunday, 06-Nov-02 08:49:37 GMT', Date.UTC(2099, 0, 1));
  expect(new Date(nearTheTurn ?? 0).getUTCFullYear()).toBe(2102);
});

test.each([
  '',
  '2026-05-10T12:00:00Z',
  'Sun, 06 Nop 1994 08:49:37 GMT',
  'Sun, 06 Nov 1994 08:49:37 CET',
  '1',
  'tomorrow',
])('%j is none', (text) => expect(parseHttpDate(text, now)).toBeNull());
