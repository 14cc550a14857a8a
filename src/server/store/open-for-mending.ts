import { existsSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { OperatorError } from '../operator-error.ts';
import { databasePath } from './data-dir.ts';
import { movedTo, StoreMoved } from './fence.ts';
import { onPostgresDatabase, refuseOtherRelease } from './open-for-check.ts';
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
 * Runs a job that may change the totals of a SQLite store in one transaction, beside a server that uses it: its writes wait.
 * @throws OperatorError when it is no database of this release, or others write to it all the time; DatabaseDamaged when it is empty
 */
export async function mendSqliteStore<T>(dataDir: string, job: (db: Db) => Promise<T>): Promise<T> {
  const path = databasePath(dataDir);
  if (!existsSync(path)) throw new OperatorError(`there is no database at ${path}`);
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

/** The same of a PostgreSQL database. Throws as {@link onPostgresDatabase}. */
export const mendPostgresDatabase = <T>(url: string, job: (db: Db) => Promise<T>): Promise<T> =>
  onPostgresDatabase(url, BEGIN_MENDING, job);
