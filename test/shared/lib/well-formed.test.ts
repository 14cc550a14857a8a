import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wellFormed } from '../../../src/shared/lib/well-formed.ts';

/** Text of any code units, halves of characters and U+0000 among them. */
const anyUnits = () =>
  fc
    .array(fc.oneof(fc.constantFrom(0, 0x41, 0xd83d, 0xde00, 0xdfff, 0xd800, 0xfffd), fc.nat(0xffff)))
    .map((units) => String.fromCharCode(...units));

// A byte order mark at the start is text here, and the decoder is told so.
const throughUtf8 = (text: string) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text));

test('what comes out is what UTF-8 carries unchanged, without U+0000', () => {
  fc.assert(
    fc.property(anyUnits(), (text) => {
      const kept = wellFormed(text);
      expect(throughUtf8(kept)).toBe(kept);
      expect(kept).not.toContain('\0');
    }),
  );
});

test('it equals what encoding and decoding as UTF-8 makes of it, less U+0000', () => {
  fc.assert(
    fc.property(anyUnits(), (text) => {
      expect(wellFormed(text)).toBe(throughUtf8(text).split('\0').join(''));
    }),
  );
});

test('doing it twice changes nothing more', () => {
  fc.assert(
    fc.property(anyUnits(), (text) => {
      expect(wellFormed(wellFormed(text))).toBe(wellFormed(text));
    }),
  );
});

test('text that is well-formed already stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(wellFormed(text)).toBe(text);
    }),
  );
});

test('two halves on both sides of U+0000 do not become a character that nobody typed', () => {
  expect(wellFormed('\ud83d\0\ude00')).toBe('\ufffd\ufffd');
  expect(wellFormed('a\0b😀')).toBe('ab😀');
});
