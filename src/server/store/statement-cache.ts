import type { Database, Statement } from 'better-sqlite3';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

export interface StatementCacheOptions {
  /** How many prepared statements are kept; the one used longest ago goes first. */
  limit?: number;
  /** Asked before every statement; what it throws is thrown instead of running it. */
  before?: () => void;
  /** Told of every error that a statement raises, before whoever ran it is. */
  onError?: (error: unknown) => void;
}

/**
 * What Kysely's SQLite dialect takes for a database, with `prepare` answered from a cache: preparing costs several times
 * as much as running a statement by primary key, and Kysely prepares anew for each.
 */
export function cacheStatements(database: Database, options: StatementCacheOptions = {}): SqliteDatabase {
  const limit = options.limit ?? 256;
  const cached = new Map<string, SqliteStatement>();

  return {
    prepare(sql) {
      options.before?.();
      const known = cached.get(sql);
      if (known) {
        cached.delete(sql);
        cached.set(sql, known);
        return known;
      }
      const statement = reporting(options.onError, () => database.prepare(sql));
      const wrapped = wrap(database, sql, statement, options.onError);
      cached.set(sql, wrapped);
      if (cached.size > limit) {
        for (const oldest of cached.keys()) {
          cached.delete(oldest);
          break;
        }
      }
      return wrapped;
    },
    close() {
      cached.clear();
      database.close();
    },
  };
}

function wrap(
  database: Database,
  sql: string,
  statement: Statement,
  onError: StatementCacheOptions['onError'],
): SqliteStatement {
  const names = statement.reader
    ? statement
        .raw()
        .columns()
        .map(({ name }) => name)
    : [];
  // Spread: better-sqlite3 asks V8 for each element of an array, a quarter of the time of binding them. SQLite takes 32,766 at most,
  // which a list of arguments holds.
  return {
    reader: statement.reader,
    all: (parameters) =>
      reporting(onError, () => (statement.all(...parameters) as unknown[][]).map((values) => rowOf(names, values))),
    run: (parameters) => reporting(onError, () => statement.run(...parameters)),
    // An iterated statement is busy until its end, so a stream never shares one with another query.
    iterate: (parameters) => database.prepare(sql).iterate(parameters),
  };
}

/** As better-sqlite3 would make it, which takes every name of every row to V8 anew: for a row of thirty columns, most of the time. */
function rowOf(names: readonly string[], values: readonly unknown[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (let at = 0; at < names.length; at++) row[names[at] as string] = values[at];
  return row;
}

function reporting<T>(onError: StatementCacheOptions['onError'], run: () => T): T {
  try {
    return run();
  } catch (error) {
    onError?.(error);
    throw error;
  }
}
