import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../src/shared/lib/canonical-json.ts';

const fromBits = (hex: string) => Buffer.from(hex, 'hex').readDoubleBE();
const wellFormedJson = () => fc.jsonValue({ stringUnit: 'grapheme' });

describe('the sample vectors of RFC 8785', () => {
  test('§3.2.2 and §3.2.3: literals, numbers, escapes and the order of members', () => {
    const sample = JSON.parse(
      String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
        "string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
    );
    expect(canonicalJson(sample)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  test('§3.2.3: members are sorted by UTF-16 code units, so that an emoji comes before U+FB33', () => {
    const sample = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\u{1f600}': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.values(JSON.parse(canonicalJson(sample)))).toHaveLength(7);
    expect([...canonicalJson(sample).matchAll(/:"([^"]*)"/g)].map(([, name]) => name)).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  test.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555554', '333333333.33333325'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('appendix B: the double %s is written %s', (bits, expected) => {
    expect(canonicalJson(fromBits(bits))).toBe(expected);
  });
});

test('it reads back as the same value', () => {
  fc.assert(
    fc.property(wellFormedJson(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(plain(value));
    }),
  );
});

test('the order in which members were added makes no difference', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), wellFormedJson()), (object) => {
      const reversed = Object.fromEntries(Object.entries(object).reverse());
      expect(canonicalJson(reversed)).toBe(canonicalJson(object));
    }),
  );
});

test('two values have one text exactly when they are equal', () => {
  const few = () => fc.jsonValue({ maxDepth: 1, stringUnit: fc.constantFrom('a', 'b') });
  fc.assert(
    fc.property(few(), few(), (a, b) => {
      expect(canonicalJson(a) === canonicalJson(b)).toBe(isDeepStrictEqual(plain(a), plain(b)));
    }),
  );
});

test('an object of another realm is plain as well', () => {
  expect(canonicalJson(structuredClone({ b: [1], a: Object.create(null) }))).toBe('{"a":{},"b":[1]}');
});

test.each([
  ['undefined', undefined],
  ['a member that is undefined', { a: undefined }],
  ['an element that is undefined', [undefined]],
  ['a hole', new Array(1)],
  ['NaN', Number.NaN],
  ['infinity', [Number.POSITIVE_INFINITY]],
  ['a lone surrogate', '\ud800'],
  ['a lone surrogate in a name', { '\udfff': 1 }],
  ['a bigint', 1n],
  ['a symbol', Symbol('s')],
  ['a function', () => 1],
  ['a date', new Date(0)],
  ['a map', new Map()],
  ['bytes', new Uint8Array(1)],
])('it throws for %s rather than to write something else', (_, value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError);
});

/** JSON has no negative zero, and fast-check's objects may lack a prototype. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
