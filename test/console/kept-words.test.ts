/* What a teacher reads. Oracle: the sentences, written out. */
import { expect, test } from 'vitest';
import {
  answerInWords,
  arrivalInWords,
  cameInWords,
  consequenceOf,
  momentInWords,
  originInWords,
  putAwayInWords,
  questionInWords,
  settledInWords,
  whoInWords,
} from '../../src/console/kept-words.ts';
import { KEEP, sortWaiting } from '../../src/console/open-questions.ts';
import type { JournalItem } from '../../src/shared/contract/journal.ts';
import { journalItem } from './journal-item.ts';

// Without a zone: the sentences say the teacher's own time.
const NOW = new Date(2026, 4, 12, 11, 0).toISOString();
const at = (hours: number, minutes: number, day = 12) => new Date(2026, 4, day, hours, minutes).toISOString();
/** Newer releases of the language data put a narrow space before AM. */
const plain = (text: string) => text.replace(/\s/g, ' ');
const decided = (change: Partial<JournalItem>) =>
  plain(settledInWords(journalItem({ decided: { by: 'staff:pat', at: at(10, 52), instead: null }, ...change }), NOW));

test('an answer is its words; none says so; what has no words is shown as it is', () => {
  expect(answerInWords(['a jar', 'a box'], null)).toBe('a jar, a box');
  expect(answerInWords([], null)).toBe('No answer');
  expect(answerInWords(null, { points: [{ x: 1, y: 2 }] })).toBe('{"points":[{"x":1,"y":2}]}');
  expect(cameInWords(journalItem({ words: null, response: null, raw: 'not JSON' }))).toBe('not JSON');
});

test('a question is its number; one that the test does not have is what the device called it', () => {
  expect(questionInWords(journalItem())).toBe('Question 1');
  expect(questionInWords(journalItem({ question: null }))).toBe('A question that is not in this test (item)');
  expect(questionInWords(journalItem({ question: null, itemId: '' }))).toMatch(/without a name/);
});

test('a moment of today is its time, one of another day has its date', () => {
  expect(plain(momentInWords(at(9, 5), NOW))).toBe('9:05 AM');
  expect(plain(momentInWords(at(9, 5, 3), NOW))).toBe('May 3, 9:05 AM');
});

test('staff are called by name, even one with a colon; a key is another system', () => {
  expect(whoInWords('staff:pat')).toBe('pat');
  expect(whoInWords('staff:a:b')).toBe('a:b');
  expect(whoInWords('integrator:key-of-the-lms')).toBe('another system');
});

test('it is said where both answers came from, when, and why one of them waited', () => {
  const item = journalItem({
    currentFrom: { source: 'device', deviceId: 'a1b2c3d4e5f6a7b8', receivedAt: at(9, 0) },
    receivedAt: at(9, 30),
  });
  expect(plain(originInWords(item, NOW))).toBe('From device a1b2c3, received 9:00 AM.');
  expect(plain(arrivalInWords(item, NOW))).toBe('From device b1c2d3, received 9:30 AM. Another device had the test.');
  expect(plain(arrivalInWords({ ...item, raw: '{}', reason: 'options is no list' }, NOW))).toMatch(
    /^From device b1c2d3, .* The device set it aside: “options is no list”\.$/,
  );
  expect(originInWords(journalItem({ currentFrom: null }), NOW)).toBe('Nobody has answered it.');
  const merged = journalItem({ currentFrom: { source: 'merged', deviceId: null, receivedAt: at(9, 0) } });
  expect(plain(originInWords(merged, NOW))).toBe('Chosen by staff, received 9:00 AM.');
});

test('before it happens, each choice says which answer will count, and instead of which', () => {
  const [question] = sortWaiting([journalItem()]).open;
  if (!question) throw new Error('nothing is open');
  expect(consequenceOf(question, question.others[0]?.key ?? '')).toBe(
    'Question 1: “bike” will count instead of “cupcake”.',
  );
  expect(consequenceOf(question, KEEP)).toBe('Question 1: “cupcake” goes on counting.');
});

test('the record says what was taken instead of what, by whom and when', () => {
  const taken = { by: 'staff:pat', at: at(10, 52), instead: ['cupcake'] };
  const item: Partial<JournalItem> = { state: 'taken', decided: taken, currentWords: ['bike'] };
  expect(decided(item)).toBe('“bike” was taken instead of “cupcake”. Decided by pat, 10:52 AM.');
  expect(decided({ ...item, decided: { ...taken, instead: [] } })).toMatch(/instead of “No answer”/);
  expect(decided({ ...item, currentWords: ['kite'] })).toMatch(/By now “kite” counts\.$/);
});

test('the record says what was not taken, and what only was seen', () => {
  expect(decided({ state: 'dismissed' })).toBe('“bike” does not count. “cupcake” does. Decided by pat, 10:52 AM.');
  expect(decided({ state: 'dismissed', hindrance: 'unreadable', words: null, response: null, raw: '?' })).toBe(
    '“?” cannot count. Seen by pat, 10:52 AM.',
  );
});

test('the record says what was filled in by itself, and when something else counts by now', () => {
  const filled: Partial<JournalItem> = { state: 'filled', decided: null };
  const sentence = '“bike” was filled in when it came: nobody had answered on the device that had the test.';
  expect(decided({ ...filled, currentWords: ['bike'] })).toBe(sentence);
  expect(decided(filled)).toBe(`${sentence} By now “cupcake” counts.`);
});

test.each([
  ['reset', 'Attempt 2 was reset, 9:00 AM.'],
  ['retake', 'Attempt 2 was followed by a retake, 9:00 AM.'],
  ['restore', 'Attempt 2 was put away when another was restored, 9:00 AM.'],
])('an attempt that was put away by a %s says so', (reason, sentence) => {
  const archived = { run: 'r', attempt: 2, answered: 1, archivedAt: at(9, 0), reason };
  expect(plain(putAwayInWords(archived, NOW))).toBe(sentence);
});
