import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { response } from '../../../src/shared/contract/response.ts';
import { canonicalJson } from '../../../src/shared/lib/canonical-json.ts';
import { normalizeResponse } from '../../../src/shared/session/normalize-response.ts';
import { anyResponse } from './responses.ts';

describe('a normal response', () => {
  test('is null or of the contract, and has a canonical text', () => {
    fc.assert(
      fc.property(anyResponse(), (given) => {
        const normal = normalizeResponse(given);
        expect(normal === null || response.safeParse(normal).success).toBe(true);
        expect(() => canonicalJson(normal)).not.toThrow();
      }),
    );
  });

  test('stays as it is when it is normalised again', () => {
    fc.assert(
      fc.property(anyResponse(), (given) => {
        const normal = normalizeResponse(given);
        expect(normalizeResponse(normal)).toStrictEqual(normal);
      }),
    );
  });

  test('comes back from JSON and UTF-8 exactly as it went', () => {
    fc.assert(
      fc.property(anyResponse(), (given) => {
        const normal = normalizeResponse(given);
        expect(
          JSON.parse(
            new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(JSON.stringify(normal))),
          ),
        ).toStrictEqual(normal);
      }),
    );
  });
});

test.each([
  { options: [] },
  { pairs: [] },
  { points: [] },
  { value: '' },
  { value: '\0' },
  { value: Number.NaN },
  { points: [{ x: Number.POSITIVE_INFINITY, y: 0 }] },
])('%j is no response', (empty) => expect(normalizeResponse(empty)).toBeNull());

test('what was answered is kept: spaces, a zero, the order of options and of pairs', () => {
  expect(normalizeResponse({ value: ' ' })).toEqual({ value: ' ' });
  expect(normalizeResponse({ value: 0 })).toEqual({ value: 0 });
  expect(normalizeResponse({ value: -0 })).toStrictEqual({ value: 0 });
  expect(normalizeResponse({ options: [{ index: 3 }, { index: 1 }] })).toEqual({
    options: [{ index: 3 }, { index: 1 }],
  });
  const pairs = {
    pairs: [
      { source: 2, target: 0 },
      { source: 0, target: 1 },
    ],
  };
  expect(normalizeResponse(pairs)).toEqual(pairs);
});

test('text is made well-formed', () => {
  expect(normalizeResponse({ value: 'a\ud800\0b' })).toEqual({ value: 'a\ufffdb' });
});
