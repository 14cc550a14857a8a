/* Oracle: everything of a text is read once and in order, in parts that no voice needs fifteen seconds for. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spokenParts, spokenSize, wordAt } from '../../../src/student/session/spoken-text.ts';

const word = fc.oneof(
  fc.constantFrom('Cole', 'earns', '$6.00', 'a week,', 'and saves;', 'three.', 'Why?', '«Sí»,', 'مرحبا،', '𝒳𝒴', '\n'),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);
const text = fc.array(word, { maxLength: 60 }).map((words) => words.join(' '));
const letters = (shown: string) => shown.replace(/\s+/gu, '');

test('the parts are the whole text, and each is short enough', () => {
  fc.assert(
    fc.property(
      text,
      fc.constantFrom('en', 'es', 'ar', 'not a language'),
      fc.integer({ min: 20, max: 200 }),
      (shown, language, size) => {
        const parts = spokenParts(shown, language, size);
        expect(letters(parts.map(({ from, to }) => shown.slice(from, to)).join(''))).toBe(letters(shown));
        for (const { from, to } of parts) {
          expect(to - from).toBeLessThanOrEqual(size);
          expect(shown.slice(from, to)).toBe(shown.slice(from, to).trim());
        }
      },
    ),
  );
});

test('a part ends with a sentence, else at a comma, else between words', () => {
  const shown = 'Cole saves. He puts half of it, most weeks, in a jar on the shelf above his bed. Why?';
  const parts = spokenParts(shown, 'en', 40).map(({ from, to }) => shown.slice(from, to));
  expect(parts).toEqual([
    'Cole saves.',
    'He puts half of it, most weeks,',
    'in a jar on the shelf above his bed.',
    'Why?',
  ]);
  const [long = ''] = spokenParts('every '.repeat(40), 'en', 40).map(({ from, to }) =>
    'every '.repeat(40).slice(from, to),
  );
  expect(long.split(' ').every((one) => one === 'every')).toBe(true);
});

test('no character is cut in two', () => {
  const shown = '𝒳'.repeat(50);
  for (const { from, to } of spokenParts(shown, 'en', 21)) expect(shown.slice(from, to).isWellFormed()).toBe(true);
});

test('a slow voice gets shorter parts: none takes fifteen seconds', () => {
  for (const rate of [0.5, 0.75, 1, 1.5]) expect(spokenSize(rate) / (10 * rate)).toBeLessThanOrEqual(15);
  expect(spokenSize(0.5)).toBeLessThan(spokenSize(1));
});

test('a voice that says where it is names a word', () => {
  expect(wordAt('Cole saves.', 5)).toEqual({ from: 5, to: 11 });
  expect(wordAt('Cole', 9)).toEqual({ from: 9, to: 9 });
});
