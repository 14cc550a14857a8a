import { expect, test } from 'vitest';
import { ageInWords, checkedInWords, percentInWords } from '../../src/console/words.ts';

const NOW = '2026-05-12T10:00:00.000Z';
const before = (ms: number) => new Date(Date.parse(NOW) - ms).toISOString();

test('an age is said in the largest unit that fits', () => {
  expect(ageInWords(before(59_000), NOW)).toBe('just now');
  expect(ageInWords(before(60_000), NOW)).toBe('1 min ago');
  expect(ageInWords(before(59 * 60_000), NOW)).toBe('59 min ago');
  expect(ageInWords(before(60 * 60_000), NOW)).toBe('1 h ago');
  expect(ageInWords(before(24 * 3_600_000), NOW)).toBe('yesterday');
  expect(ageInWords(before(5 * 24 * 3_600_000), NOW)).toBe('5 days ago');
});

test('a contact that the server’s clock puts in the future is now, and none is never', () => {
  expect(ageInWords(before(-5_000), NOW)).toBe('just now');
  expect(ageInWords(null, NOW)).toBe('never');
});

test('a score that is not there is a dash, not a zero', () => {
  expect(percentInWords(null)).toBe('–');
  expect(percentInWords(0)).toBe('0%');
  expect(percentInWords(66.6667)).toBe('66.7%');
});

test('a check of a device is told with its age, and with what was not fine', () => {
  const at = before(12 * 60_000);
  expect(checkedInWords(null, NOW)).toBe('Never checked with “Check this device”.');
  expect(checkedInWords({ at, wrong: [] }, NOW)).toBe('Checked 12 min ago: all fine.');
  expect(checkedInWords({ at, wrong: ['No sound was heard.', 'Battery at 9%, not plugged in.'] }, NOW)).toBe(
    'Checked 12 min ago. No sound was heard. Battery at 9%, not plugged in.',
  );
});
