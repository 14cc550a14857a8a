/* Oracle: an offset names one character, in whatever pieces the text lies. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  locate,
  offsetOf,
  over,
  selectWord,
  trimmed,
  wordAt,
  wordsOf,
} from '../../../src/student/session/text-offsets.ts';

const pieces = fc.array(fc.string({ maxLength: 12 }), { minLength: 1, maxLength: 8 });

test('a stretch of a text leads to its pieces and back again', () => {
  fc.assert(
    fc.property(pieces, fc.nat(), fc.nat(), (texts, one, other) => {
      const text = texts.join('');
      const lengths = texts.map(({ length }) => length);
      fc.pre(text.length > 0);
      const from = one % text.length;
      const to = from + 1 + (other % (text.length - from));
      const begin = locate(lengths, from, 'begins') ?? expect.fail('the text is long enough');
      const end = locate(lengths, to, 'ends') ?? expect.fail('the text is long enough');
      expect(texts[begin.piece]?.[begin.at]).toBe(text[from]);
      expect(texts[end.piece]?.[end.at - 1]).toBe(text[to - 1]);
      expect([offsetOf(lengths, begin.piece, begin.at), offsetOf(lengths, end.piece, end.at)]).toEqual([from, to]);
    }),
  );
});

test('what lies behind the end of a text that became shorter is nowhere', () => {
  expect(locate([3, 2], 6, 'ends')).toBeNull();
  expect(locate([3, 2], 5, 'begins')).toBeNull();
  expect(locate([], 0, 'begins')).toBeNull();
});

test('white space around what was selected is not marked', () => {
  expect(trimmed('  a b  ', { from: 0, to: 7 })).toEqual({ from: 2, to: 5 });
  expect(trimmed(' \n ', { from: 0, to: 3 })).toBeNull();
});

test('words are those of the text, and end where a paragraph does', () => {
  fc.assert(
    fc.property(pieces, (texts) => {
      const text = texts.join('');
      const expected = texts.flatMap((piece) => piece.split(/\s+/).filter((word) => word !== ''));
      expect(wordsOf(texts).map(({ from, to }) => text.slice(from, to))).toEqual(expected);
    }),
  );
});

test('keys select a word, the next one, more and fewer', () => {
  const text = ['Every Friday ', 'Cole earns'];
  const words = wordsOf(text);
  const shown = (span: { from: number; to: number } | null) => span && text.join('').slice(span.from, span.to);
  const first = selectWord(words, null, 1, false);
  const second = selectWord(words, first, 1, false);
  const more = selectWord(words, second, 1, true);
  expect([first, second, more].map(shown)).toEqual(['Every', 'Friday', 'Friday Cole']);
  expect(shown(selectWord(words, more, -1, true))).toBe('Friday');
  expect(shown(selectWord(words, first, -1, true))).toBe('Every');
  expect(shown(selectWord(words, second, -1, false))).toBe('Every');
  expect(shown(selectWord(words, more, 1, false))).toBe('earns');
  expect(selectWord([], null, 1, false)).toBeNull();
});

test('a character belongs to the word that it is in, and what was tapped reaches from the one to the other, in either order', () => {
  fc.assert(
    fc.property(pieces, fc.nat(), fc.nat(), (texts, one, other) => {
      const text = texts.join('');
      const words = wordsOf(texts);
      fc.pre(words.length > 0);
      const [first, last] = [words[one % words.length], words[other % words.length]];
      if (!first || !last) return;
      expect(wordAt(words, first.from)?.to).toBeGreaterThanOrEqual(first.from);
      expect(text.slice(first.from, first.to)).not.toMatch(/\s/);
      expect(over(first, last)).toEqual(over(last, first));
      expect(over(first, last)).toEqual({ from: Math.min(first.from, last.from), to: Math.max(first.to, last.to) });
    }),
  );
  expect(
    wordAt(
      [
        { from: 0, to: 2 },
        { from: 5, to: 6 },
      ],
      3,
    ),
  ).toBeNull();
  expect(
    wordAt(
      [
        { from: 0, to: 2 },
        { from: 5, to: 6 },
      ],
      5,
    ),
  ).toEqual({ from: 5, to: 6 });
});
