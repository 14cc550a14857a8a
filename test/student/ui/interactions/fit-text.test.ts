/* Oracle: what stood there before is never touched, what is added is a beginning of what came, and the whole fits. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valueResponse } from '../../../../src/shared/contract/response.ts';
import { fitText, MAX_TEXT } from '../../../../src/student/ui/interactions/fit-text.ts';

test('the limit is the contract’s', () => {
  expect(valueResponse.safeParse({ value: 'x'.repeat(MAX_TEXT) }).success).toBe(true);
  expect(valueResponse.safeParse({ value: 'x'.repeat(MAX_TEXT + 1) }).success).toBe(false);
});

test('a text that fits is left alone', () => {
  expect(fitText('', 'four', 4)).toBeNull();
});

test('what is pasted into the middle is cut between words, and the end of the text stays', () => {
  const cut = fitText('Dear, bye', 'Dear aunt and uncle, bye', 15);
  expect(cut).toEqual({ text: 'Dear aunt , bye', caret: 10 });
});

test('a single word that is too long is cut as it is, but not through a character', () => {
  expect(fitText('', 'abcdef', 4)).toEqual({ text: 'abcd', caret: 4 });
  expect(fitText('', 'abc😀', 4)).toEqual({ text: 'abc', caret: 3 });
});

test('a key in a full text changes nothing', () => {
  expect(fitText('abcd', 'abXcd', 4)).toEqual({ text: 'abcd', caret: 2 });
});

test('a megabyte is cut in whole words', () => {
  const cut = fitText('', 'lorem ipsum '.repeat(90_000));
  expect(cut?.text.length).toBeGreaterThan(MAX_TEXT - 12);
  expect(cut?.text.length).toBeLessThanOrEqual(MAX_TEXT);
  expect(cut?.text).toMatch(/^(lorem ipsum )*(lorem )?$/);
});

test('whatever is put in wherever, the rest of the text stays and the whole fits', () => {
  const text = fc.string({ maxLength: 30 });
  fc.assert(
    fc.property(text, text, text, fc.integer({ min: 0, max: 30 }), (head, tail, put, room) => {
      const before = head + tail;
      const limit = before.length + room;
      const after = head + put + tail;
      const cut = fitText(before, after, limit);
      if (after.length <= limit) {
        expect(cut).toBeNull();
        return;
      }
      if (!cut) throw new Error('too long, and not cut');
      expect(cut.text.length).toBeLessThanOrEqual(limit);
      const kept = cut.text.length - before.length;
      expect(kept).toBeGreaterThanOrEqual(0);
      // The same characters may have been put in at more than one place.
      const from = cut.caret - kept;
      expect(cut.text.slice(0, from) + cut.text.slice(cut.caret)).toBe(before);
      expect(after.slice(0, cut.caret)).toBe(cut.text.slice(0, cut.caret));
    }),
  );
});
