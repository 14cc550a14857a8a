import { z } from 'zod/mini';
import { canBeStored } from '../store/can-be-stored.ts';
import { invalid } from './parse-input.ts';

const DEFAULT_LIMIT = 100;
const limit = z.coerce.number().check(z.int(), z.minimum(1), z.maximum(1000));

/** The query of every list. */
export const pageQuery = z.object({ limit: z.optional(limit), nextToken: z.optional(z.string()) });

/** The same in the body of a list that is asked for with POST; what stands there wins. */
export const pageBody = z.object({
  limit: z.optional(z.int().check(z.minimum(1), z.maximum(1000))),
  nextToken: z.optional(z.nullable(z.string())),
});

interface Asked {
  limit?: number | undefined;
  nextToken?: string | null | undefined;
}

/** The values of the columns that order a list. */
type AnyKey = (string | number)[];

/** Rows after the key `after` in the order of their keys: all of it null on the first page. */
export interface PageOf<Key extends AnyKey> {
  after: Key | null;
  /** One more than the page shows, which tells whether there is another. */
  take: number;
}

/**
 * @param key the schema of the columns that order the list; their values are what a token holds
 * @throws ProblemError `invalid` for a token that this server did not give
 */
export function readPage<Key extends AnyKey>(
  key: z.ZodMiniType<Key>,
  query: Asked,
  body: Asked = {},
): PageOf<Key> & { limit: number } {
  const token = body.nextToken === undefined ? query.nextToken : body.nextToken;
  const asked = body.limit ?? query.limit ?? DEFAULT_LIMIT;
  return { after: token == null ? null : readToken(key, token), take: asked + 1, limit: asked };
}

/** Cuts the page out of the rows that were taken, and makes the token of the next one: null on the last page. */
export function cutPage<Row>(
  rows: Row[],
  limit: number,
  keyOf: (row: Row) => AnyKey,
): { rows: Row[]; nextToken: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const nextToken =
    last !== undefined && rows.length > limit ? Buffer.from(JSON.stringify(keyOf(last))).toString('base64url') : null;
  return { rows: shown, nextToken };
}

function readToken<Key extends AnyKey>(key: z.ZodMiniType<Key>, token: string): Key {
  const parsed = key.safeParse(parseToken(token));
  const isOurs = parsed.success && parsed.data.every((value) => typeof value === 'number' || canBeStored(value));
  if (!isOurs) throw invalid([{ path: ['nextToken'], message: 'is not one that this server gave' }]);
  return parsed.data;
}

function parseToken(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
