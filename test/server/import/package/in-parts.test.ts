import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inGroups } from '../../../../src/server/import/in-groups.ts';
import { inParts } from '../../../../src/server/import/package/media/in-parts.ts';

async function* each<T>(values: readonly T[]) {
  yield* values;
}

const bytes = fc.array(fc.uint8Array({ maxLength: 20 }).map((chunk) => Buffer.from(chunk)));

it('chunks of any size become parts of one size with the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(bytes, fc.integer({ min: 1, max: 9 }), async (chunks, size) => {
      const parts: Buffer[] = [];
      for await (const part of inParts(each(chunks), size)) parts.push(part);
      expect(Buffer.concat(parts)).toEqual(Buffer.concat(chunks));
      expect(parts.slice(0, -1).every((part) => part.length === size)).toBe(true);
      expect(parts.every((part) => part.length > 0 && part.length <= size)).toBe(true);
    }),
  );
});

it('values become groups of one size, in their order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer()), fc.integer({ min: 1, max: 5 }), async (values, size) => {
      const groups: number[][] = [];
      for await (const group of inGroups(each(values), size)) groups.push(group);
      expect(groups.flat()).toEqual(values);
      expect(groups.slice(0, -1).every((group) => group.length === size)).toBe(true);
      expect(groups.every((group) => group.length > 0 && group.length <= size)).toBe(true);
    }),
  );
});
