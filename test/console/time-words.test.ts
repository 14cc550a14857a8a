import { expect, test } from 'vitest';
import { clockInWords, durationInWords, timeInWords } from '../../src/console/time-words.ts';

const time = { limitSeconds: 2700, allowedSeconds: 2700, timeLimitFactor: 1, extraSeconds: 0, paused: false };

test('a time is said in hours and minutes, and to the second below five minutes', () => {
  expect([30_000, 60_000, 90_000, 310_000, 45 * 60_000, 3_600_000, 4_620_000].map(durationInWords)).toEqual([
    '30 s',
    '1 min',
    '1 min 30 s',
    '5 min',
    '45 min',
    '1 h',
    '1 h 17 min',
  ]);
});

test('what a student gets beyond the others is said as it was given', () => {
  expect(timeInWords(time)).toBe('45 min');
  expect(timeInWords({ ...time, timeLimitFactor: 1.5, extraSeconds: 600, allowedSeconds: 4650 })).toBe(
    '1 h 18 min (45 min × 1.5 + 10 min)',
  );
  expect(timeInWords({ ...time, extraSeconds: 300, allowedSeconds: 3000 })).toBe('50 min (45 min + 5 min)');
});

test('of the clock of a device, nothing is said unless it was set', () => {
  const clock = { endedBy: 'student' as const, jumps: [], unseenMs: 0 };
  expect(clockInWords(null)).toBeNull();
  expect(clockInWords(clock)).toBeNull();
  const jumps = [
    { at: 0, byMs: 3_600_000 },
    { at: 1, byMs: -3_600_000 },
  ];
  expect(clockInWords({ ...clock, jumps })).toBe(
    'The device’s clock was set ahead, or the lid closed, for 1 h, then set back by 1 h.',
  );
});
