import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalizeRoomCode } from '../../../src/shared/lib/room-code.ts';

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const code = fc
  .array(fc.constantFrom(...ALPHABET), { minLength: 10, maxLength: 40 })
  .map((letters) => letters.join(''));

describe('a code that is given out in the room', () => {
  test('is the same however it is spaced, hyphened and cased', () => {
    const between = fc.array(fc.constantFrom(' ', '-', '‐', '–', '\t', ''), { minLength: 41, maxLength: 41 });
    fc.assert(
      fc.property(code, between, fc.boolean(), (bare, separators, isLower) => {
        const typed = [...bare].map((letter, at) => `${separators[at]}${letter}`).join('') + separators[40];
        expect(normalizeRoomCode(isLower ? typed.toLowerCase() : typed)).toBe(bare);
      }),
    );
  });

  test.each([
    ['less than 50 bits', 'ABCDEFGHJ'],
    ['longer than anybody types', 'A'.repeat(41)],
    ['a letter that looks like a digit', 'ABCDEFGHJO'],
    ['a letter that becomes another one in upper case', 'ABCDEFGHJſ'],
    ['nothing', ''],
  ])('is not %s', (_, typed) => {
    expect(normalizeRoomCode(typed)).toBeNull();
  });
});
