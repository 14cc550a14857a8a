import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { xsdPattern } from '../../../src/shared/lib/xsd-pattern.ts';

const matches = (pattern: string, text: string) => xsdPattern(pattern)?.(text);

describe('a pattern of XML Schema', () => {
  it.each([
    ['[0-9]+', '2024', '20x'],
    ['[0-9]+', '7', ''],
    ['a|bc|', 'bc', 'b'],
    ['a|bc|', '', 'abc'],
    ['(ab){2}', 'abab', 'ab'],
    ['a{2,}', 'aaaa', 'a'],
    ['a{1,3}b', 'aaab', 'aaaab'],
    ['.*\\d\\.', 'no 5.', 'no 5'],
    ['.', '😀', '\n'],
    ['\\p{Lu}\\p{Ll}*', 'Zürich', 'zürich'],
    ['\\P{Nd}+', 'abc', 'ab3'],
    ['[a-z-[aeiou]]+', 'rhythm', 'area'],
    ['[^a-c]+', 'xyz', 'xbz'],
    ['[\\-+]?\\d', '-4', '*4'],
    ['[a\\]]', ']', '['],
    ['\\i\\c*', '_a-b.c', '-a'],
    ['\\s\\S\\w\\W', ' ab!', 'ab! '],
    ['(?:a|b)c', 'bc', 'c'],
    ['((a*)*)*b', 'aab', 'aac'],
  ])('%s matches all of "%s", and not "%s"', (pattern, good, bad) => {
    expect(matches(pattern, good)).toBe(true);
    expect(matches(pattern, bad)).toBe(false);
  });

  it('means the whole text; anchors around it change nothing, and stand for themselves elsewhere', () => {
    expect(matches('b', 'abc')).toBe(false);
    expect(matches('^a$|^b$', 'b')).toBe(true);
    expect(matches('^a$', '^a$')).toBe(false);
    expect(matches('a^$b', 'a^$b')).toBe(true);
  });

  it.each([
    '(',
    'a)',
    '[a',
    '*a',
    'a{2',
    'a{3,1}',
    'a{9999}',
    '[]',
    '[b-a]',
    '\\q',
    '\\p{Klingon}',
    'a{',
    '('.repeat(200),
  ])('%s is none', (pattern) => {
    expect(xsdPattern(pattern)).toBeNull();
  });

  it('is refused when it would be written out too long', () => {
    expect(xsdPattern('(a{999}){999}')).toBeNull();
    expect(xsdPattern('((((a{9}){9}){9}){9}){9}')).toBeNull();
  });

  it('takes time in proportion, where a backtracking engine would try for years', () => {
    const text = 'a'.repeat(5000);
    expect(matches('(a+)+b', text)).toBe(false);
    expect(matches('(a|a)*b', text)).toBe(false);
    expect(matches('(a?){200}a{200}', 'a'.repeat(200))).toBe(true);
  });

  it('agrees with RegExp where the two mean the same', () => {
    const piece = fc.constantFrom('a', 'b', '.', '[ab]', '[^b]', '(a|b)', '(ab)', '\\d');
    const quantifier = fc.constantFrom('', '?', '*', '+', '{2}', '{1,2}', '{0,1}');
    const pattern = fc
      .array(fc.tuple(piece, quantifier), { minLength: 1, maxLength: 5 })
      .map((parts) => parts.flat().join(''));
    const text = fc.array(fc.constantFrom('a', 'b', '1', '-'), { maxLength: 8 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(pattern, pattern, text, (one, other, given) => {
        const both = `${one}|${other}`;
        expect(matches(both, given)).toBe(new RegExp(`^(?:${both})$`, 'u').test(given));
      }),
    );
  });

  it('never throws, whatever the pattern is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ maxLength: 20 }), (pattern, text) => {
        const compiled = xsdPattern(pattern);
        expect([true, false, undefined]).toContain(compiled?.(text));
      }),
    );
  });
});
