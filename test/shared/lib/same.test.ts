import fc from 'fast-check';
import { expect, test } from 'vitest';
import { same } from '../../../src/shared/lib/same.ts';

test('two readings of one row are the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(same(value, structuredClone(value))).toBe(true);
    }),
  );
});

test('values that differ anywhere are not', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      expect(same([one, { other }], [one, { other: [other] }])).toBe(false);
    }),
  );
  expect(same([], {})).toBe(false);
  expect(same(null, undefined)).toBe(false);
  expect(same({ a: undefined }, {})).toBe(true);
});
