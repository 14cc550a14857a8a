import { expect, test } from 'vitest';
import { entryHint } from '../../../../src/student/ui/interactions/entry-hint.ts';

const word = { baseType: 'string' as const };

test('nothing is said of no answer', () => {
  expect([entryHint({ baseType: 'integer' }, ''), entryHint({ ...word, pattern: 'a+' }, ' ')]).toEqual([null, null]);
});

test.each([
  ['integer', '12', null],
  ['integer', '-3', null],
  ['integer', '1.5', 'integer'],
  ['integer', 'twelve', 'integer'],
  ['float', '0.50', null],
  ['float', '1e3', null],
  ['float', '1,5', 'float'],
] as const)('as %s, %s is told as %s', (baseType, text, hint) => {
  expect(entryHint({ baseType }, text)).toBe(hint);
});

test('a pattern has to fit the whole text', () => {
  const pattern = '[A-Z]{2}|x';
  expect(['AB', 'x', 'ABC', 'xx'].map((text) => entryHint({ ...word, pattern }, text))).toEqual([
    null,
    null,
    'pattern',
    'pattern',
  ]);
});

test('a pattern that only XML Schema knows is passed over', () => {
  expect(entryHint({ ...word, pattern: '\\i\\c*' }, 'anything at all')).toBeNull();
});
