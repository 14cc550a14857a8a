import type { Kysely } from 'kysely';
import { OperatorError } from '../operator-error.ts';
import { connectFailure } from './connect-failure.ts';
import { isThere } from './is-there.ts';
import { checkVersion } from './migrate.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { openToRead } from './open-to-read.ts';
import { isForbidden } from './postgres-failure.ts';
import { NO_LIMIT_MS, openPool } from './postgres-pool.ts';
import { PostgresTransactions } from './postgres-transactions.ts';
import { kyselyOver, openReader } from './sqlite-engine.ts';
import { isDamage } from './storage-failure.ts';
import { type Db, StoreUnavailable } from './store.ts';

/** For a check that takes an hour beside a server: it waits for nobody, and nobody for it. */
const BEGIN_CHECK = [
  'begin isolation level repeatable read read only',
  'set local statement_timeout = 0',
  'set local idle_in_transaction_session_timeout = 0',
];

/**
 * Runs a job over one snapshot of a SQLite file, which a server may be using, after SQLite's own check of it.
 * @param older what is said of one of an older release
 * @returns what SQLite finds wrong, a sentence each; the job does not run then
 * @throws OperatorError when it is no database of this release; DatabaseDamaged when it is empty
 */
export async function checkSqliteFile(path: string, job: (db: Db) => Promise<void>, older?: string): Promise<string[]> {
  if (!isThere(path)) throw new OperatorError(`there is no database at ${path}`);
  const reader = openToRead(path, openReader);
  try {
    const found = reader.pragma('integrity_check(100)') as Array<{ integrity_check: string }>;
    const problems = found.map((row) => row.integrity_check).filter((sentence) => sentence !== 'ok');
    const astray = reader.pragma('foreign_key_check') as unknown[];
    if (astray.length > 0) problems.push(`${astray.length} rows point to a row that is not there`);
    if (problems.length > 0) return problems;
    reader.exec('begin');
    const db = kyselyOver(reader);
    await refuseOtherRelease(db, older);
    await job(db);
    return [];
  } catch (error) {
    if (!isDamage(error)) throw error;
    return [error.message];
  } finally {
    reader.close();
  }
}

/** Runs a job over one snapshot of the PostgreSQL database, beside the servers that use it. Throws as {@link onPostgresDatabase}. */
export const checkPostgresDatabase = (url: string, job: (db: Db) => Promise<void>): Promise<void> =>
  onPostgresDatabase(url, BEGIN_CHECK, job);

/**
 * Runs a job in one transaction of a PostgreSQL database, over a connection of its own.
 * @param begin the statements that open the transaction
 * @throws OperatorError when it cannot be reached, or is none of this release
 */
export async function onPostgresDatabase<T>(
  url: string,
  begin: readonly string[],
  job: (db: Db) => Promise<T>,
): Promise<T> {
  const pool = openPool(url, 1, NO_LIMIT_MS);
  try {
    return await new PostgresTransactions(pool, { begin }).run(async (db) => {
      await refuseOtherRelease(db);
      return job(db);
    });
  } catch (error) {
    throw unreadable(url, error);
  } finally {
    await pool.end();
  }
}

/** @returns what an operator is told of a database that cannot be reached; any other error as it is */
function unreadable(url: string, error: unknown): unknown {
  if (isForbidden(error)) return new OperatorError(`DATABASE_URL: ${error.message}`);
  if (!(error instanceof StoreUnavailable)) return error;
  return new OperatorError(`DATABASE_URL: the database cannot be read: ${connectFailure(url, error)}`);
}

const START_ONCE = 'the database is one of an older Satchel: start the server once, which brings it up to date';

/** @throws OperatorError when the database was not made by this release; of an older one with these words */
export async function refuseOtherRelease(db: Db, older = START_ONCE): Promise<void> {
  const applied = await checkVersion(db as unknown as Kysely<unknown>, MIGRATIONS);
  if (applied.length === MIGRATIONS.length) return;
  throw new OperatorError(older);
}
