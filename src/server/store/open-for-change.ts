import type { Database } from 'better-sqlite3';
import { OperatorError } from '../operator-error.ts';
import { databasePath, requireWritable } from './data-dir.ts';
import { movedTo, StoreMoved } from './fence.ts';
import { isThere } from './is-there.ts';
import { onPostgresDatabase, refuseOtherRelease } from './open-for-check.ts';
import { isConflict, isReadOnly } from './postgres-failure.ts';
import { BEGIN_WRITE } from './postgres-store.ts';
import { kyselyOver, openWriter } from './sqlite-engine.ts';
import { isStorageFailure } from './storage-failure.ts';
import type { Db } from './store.ts';

/**
 * Whoever changes what a session counts as adds to the totals in the same transaction. Locked before anything is read, the
 * totals are those of exactly the sessions that are read, and who waits adds to what comes out of it.
 */
const BEGIN_MENDING = [
  'begin isolation level repeatable read',
  'set local statement_timeout = 0',
  'set local lock_timeout = 30000',
  'lock table session_tally in share row exclusive mode',
];

/**
 * Runs a job that writes in one transaction of a SQLite store, beside a server that uses it: its writes wait.
 * @throws OperatorError when it is no database of this release, or others write to it all the time; DatabaseDamaged when it is
 *   empty; DataDirUnusable when it is not to be written to; StoreMoved when its rows have gone to PostgreSQL
 */
export async function changeSqliteStore<T>(dataDir: string, job: (db: Db) => Promise<T>): Promise<T> {
  const path = databasePath(dataDir);
  if (!isThere(path)) throw new OperatorError(`there is no database at ${path}`);
  requireWritable(dataDir);
  let writer: Database | undefined;
  try {
    writer = openWriter(path);
    writer.exec('begin immediate');
    const where = movedTo(writer);
    if (where !== undefined) throw new StoreMoved(dataDir, where);
    const db = kyselyOver(writer);
    await refuseOtherRelease(db);
    const value = await job(db);
    writer.exec('commit');
    return value;
  } catch (error) {
    if (!isStorageFailure(error)) throw error;
    throw new OperatorError(`the database in ${dataDir} takes no write now: ${error.message}`);
  } finally {
    // What was not committed is rolled back by it.
    writer?.close();
  }
}

/** The same of the totals in a PostgreSQL database. Throws as {@link onPostgresDatabase}. */
export const mendPostgresDatabase = <T>(url: string, job: (db: Db) => Promise<T>): Promise<T> =>
  onPostgresDatabase(url, BEGIN_MENDING, job);

/** Of one change, which a person waits for and can ask for once more. */
const MAX_TRIES = 10;

/**
 * The same of any other rows there, in a transaction as servers have them (docs/decisions/0021): the job runs again from its
 * start when one of theirs was in its way.
 * @throws OperatorError as {@link onPostgresDatabase}, when the database takes no writes, or others were in the way of every try
 */
export async function changePostgresDatabase<T>(url: string, job: (db: Db) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await onPostgresDatabase(url, BEGIN_WRITE, job);
    } catch (error) {
      if (isReadOnly(error)) throw new OperatorError('DATABASE_URL: the database takes no writes');
      if (!isConflict(error)) throw error;
      if (tries === MAX_TRIES) throw new OperatorError('others were in the way of every try: run the same once more');
    }
  }
}
