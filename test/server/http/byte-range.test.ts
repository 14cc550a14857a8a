import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byteRange } from '../../../src/server/http/byte-range.ts';

const asking = (headers: Record<string, string>, method = 'GET') => new Request('http://x/', { method, headers });
const rangeOf = (range: string, length = 100) => byteRange(asking({ Range: range }), length, '"v1"');

it.each([
  ['bytes=0-', { start: 0, end: 99 }],
  ['bytes=40-', { start: 40, end: 99 }],
  ['bytes=40-59', { start: 40, end: 59 }],
  ['bytes=99-99', { start: 99, end: 99 }],
  ['bytes=40-4000', { start: 40, end: 99 }],
])('%s is a part', (range, part) => {
  expect(rangeOf(range)).toEqual(part);
});

it.each([
  '',
  'bytes=',
  'bytes=-',
  'bytes=-10',
  'bytes=100-',
  'bytes=9-3',
  'bytes=0-1,5-9',
  'items=0-1',
  'bytes=a-b',
  'bytes=1e1-',
])('"%s" is answered with the whole', (range) => {
  expect(rangeOf(range)).toBeNull();
});

it('nothing is a part of a file without bytes', () => {
  expect(rangeOf('bytes=0-', 0)).toBeNull();
});

it('a part is for the version that the asker has the rest of, and for GET', () => {
  const part = { start: 40, end: 99 };
  expect(byteRange(asking({ Range: 'bytes=40-', 'If-Range': '"v1"' }), 100, '"v1"')).toEqual(part);
  for (const other of ['"v0"', 'W/"v1"', 'Wed, 21 Oct 2026 07:28:00 GMT']) {
    expect(byteRange(asking({ Range: 'bytes=40-', 'If-Range': other }), 100, '"v1"')).toBeNull();
  }
  expect(byteRange(asking({ Range: 'bytes=40-' }, 'HEAD'), 100, '"v1"')).toBeNull();
});

it('what is there and what is asked for make the whole, wherever it broke', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), (bytes, at) => {
      const there = at % bytes.length;
      const part = rangeOf(`bytes=${there}-`, bytes.length) ?? expect.fail('no part');
      const rest = bytes.subarray(part.start, part.end + 1);
      expect(Buffer.concat([bytes.subarray(0, there), rest])).toEqual(Buffer.from(bytes));
    }),
  );
});
