import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalizeTicket } from '../../../src/shared/lib/ticket.ts';
import { codeFromHex, formatCode, submissionCode, TICKET_ALPHABET } from '../../../src/shared/lib/ticket-code.ts';

const ticket = () =>
  fc.array(fc.constantFrom(...TICKET_ALPHABET), { minLength: 8, maxLength: 8 }).map((letters) => letters.join(''));
const hex = () => fc.uint8Array({ minLength: 5, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));

test('the alphabet holds 32 different characters and no look-alikes', () => {
  expect(new Set(TICKET_ALPHABET).size).toBe(32);
  expect(TICKET_ALPHABET).not.toMatch(/[IO01]/);
});

describe('a ticket as it was typed', () => {
  test('is read in any case, with spaces and hyphens anywhere', () => {
    fc.assert(
      fc.property(
        ticket(),
        fc.array(fc.tuple(fc.boolean(), fc.constantFrom('', ' ', '-', '\u00a0', '–', '\t')), {
          minLength: 9,
          maxLength: 9,
        }),
        (expected, noise) => {
          const typed = [...expected].map((letter, at) => {
            const [isLower, separator] = noise[at] ?? [false, ''];
            return (isLower ? letter.toLowerCase() : letter) + separator;
          });
          expect(normalizeTicket((noise[8]?.[1] ?? '') + typed.join(''))).toBe(expected);
        },
      ),
    );
  });

  test('is the same when it is read from what is printed', () => {
    fc.assert(
      fc.property(ticket(), (code) => {
        expect(normalizeTicket(formatCode(code))).toBe(code);
      }),
    );
  });

  test('is either eight characters of the alphabet or null, whatever was typed', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'aZ0O1lI9-ß ') }),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const code = normalizeTicket(text);
        if (code === null) return;
        expect(code).toHaveLength(8);
        for (const letter of code) expect(TICKET_ALPHABET).toContain(letter);
        expect(normalizeTicket(code)).toBe(code);
      }),
    );
  });

  test.each(['', 'ABCDEFG', 'ABCDEFGHJ', 'ABCDEFG0', 'ABCDEFG1', 'ABCDEFGI', 'ABCDEFGO', 'ABCD_FGH'])(
    '%j is none',
    (typed) => expect(normalizeTicket(typed)).toBeNull(),
  );

  test('has no letters that only upper case would make', () => {
    // U+017F becomes S, U+00DF becomes SS.
    expect(normalizeTicket('ABCDEFG\u017f')).toBeNull();
    expect(normalizeTicket('ABCDEF\u00df')).toBeNull();
  });
});

describe('a submission code', () => {
  test('is the first 40 bits of the digest, five a character', () => {
    fc.assert(
      fc.property(hex(), (digest) => {
        const bits = BigInt(`0x${digest.slice(0, 10)}`)
          .toString(2)
          .padStart(40, '0');
        const expected = (bits.match(/.{5}/g) ?? []).map((five) => TICKET_ALPHABET[Number.parseInt(five, 2)]).join('');
        expect(submissionCode(digest)).toBe(`${expected.slice(0, 4)}-${expected.slice(4)}`);
      }),
    );
  });

  test('of known digests', () => {
    expect(submissionCode('0000000000ff')).toBe('AAAA-AAAA');
    expect(submissionCode('ffffffffff00')).toBe('9999-9999');
    // SHA-256 of nothing.
    expect(submissionCode('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')).toBe('6Q2N-JSW2');
  });

  test('reads back as a ticket does', () => {
    fc.assert(
      fc.property(hex(), (bytes) => {
        expect(normalizeTicket(submissionCode(bytes))).toBe(codeFromHex(bytes));
      }),
    );
  });

  test.each(['', '012345678', 'x123456789'])('is refused for %j, which is no digest', (text) => {
    expect(() => submissionCode(text)).toThrow(RangeError);
  });
});
