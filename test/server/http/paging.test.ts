import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod/mini';
import { cutPage, readPage } from '../../../src/server/http/paging.ts';

type Row = [string, string];

const key = z.tuple([z.string(), z.string()]);

describe('paging', () => {
  it('walks any list once, whatever the page size and whatever text the keys are', () => {
    // A store holds no text with a NUL.
    const text = fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0'));
    const rows = fc.uniqueArray(fc.tuple(text, text), {
      selector: (pair) => JSON.stringify(pair),
    });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 10 }), (unordered, limit) => {
        const list = [...unordered].sort(compare);
        const walked: Row[] = [];
        let nextToken: string | null = null;
        do {
          const page = pageOf(list, limit, nextToken);
          expect(page.rows.length).toBeLessThanOrEqual(limit);
          walked.push(...page.rows);
          nextToken = page.nextToken;
        } while (nextToken !== null);
        expect(walked).toEqual(list);
      }),
    );
  });

  it('refuses a key that no store can hold', () => {
    const token = Buffer.from(JSON.stringify(['a', '\0'])).toString('base64url');
    expect(() => readPage(key, { nextToken: token })).toThrow('is not one that this server gave');
  });

  it('refuses what is no token, and never throws anything but that refusal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (token) => {
        expect(() => readPage(key, { nextToken: token })).toThrow('is not one that this server gave');
      }),
    );
  });
});

/** What a store does with a page that was asked for. */
function pageOf(list: Row[], limit: number, nextToken: string | null) {
  const { after, take } = readPage(key, { limit, nextToken });
  const found = list.filter((row) => after === null || compare(row, after) > 0).slice(0, take);
  return cutPage(found, limit, (row) => row);
}

function compare(a: Row, b: Row): number {
  const order = (x: string, y: string) => (x < y ? -1 : x > y ? 1 : 0);
  return order(a[0], b[0]) || order(a[1], b[1]);
}
