import { chmod, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { OperatorError } from '../operator-error.ts';
import { databasePath, lockDataDir } from './data-dir.ts';
import { DatabaseDamaged } from './database-damaged.ts';
import { isThere } from './is-there.ts';
import { checkVersion } from './migrate.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { openToRead } from './open-to-read.ts';
import { kyselyOver, openReader } from './sqlite-engine.ts';
import { isDamage, isStorageFailure } from './storage-failure.ts';
import { renewStoreId } from './store-id.ts';
import { syncPath } from './sync-path.ts';

/** A backup or restore that cannot be done, with a sentence for the operator. */
export class BackupError extends OperatorError {
  override name = 'BackupError';
}

/**
 * Copies the database to `file` while a server may be using it: one snapshot, of everything that was committed when it
 * began. The file appears under its name only when it is whole, was read from end to end, and is on disk: a backup is no
 * place to find damage in on the day that it is needed.
 * @throws BackupError when there is no database, or it is damaged, or `file` exists
 */
export async function backupDatabase({ dataDir, file }: { dataDir: string; file: string }): Promise<void> {
  const path = databasePath(dataDir);
  if (!isThere(path)) throw new BackupError(`there is no database in ${dataDir}`);
  if (isThere(file)) throw new BackupError(`${file} is there already; choose another name`);
  if (!isThere(dirname(file))) throw new BackupError(`there is no folder ${dirname(file)}`);
  let source: Database | undefined;
  try {
    source = openToRead(path, openReader);
    await copyInto(source, file, async (copy) => {
      if (!isWhole(copy)) throw new BackupError(damagedSource(path));
    });
  } catch (error) {
    if (isDamage(error) || error instanceof DatabaseDamaged) throw new BackupError(damagedSource(path));
    throw error;
  } finally {
    source?.close();
  }
}

const damagedSource = (path: string) =>
  `${path} is damaged, so that a copy of it would be no backup; none was made. Keep the backups that you have`;

/**
 * Puts the backup `file` in the place of the database, which stays beside it under another name. The restored one gets a
 * new identity, so that devices send again what it may have missed.
 * @returns where the replaced database is now; undefined when there was none
 * @throws BackupError when `file` is no whole backup; DataDirInUse while a server runs; StoreTooNew
 */
export async function restoreDatabase(options: {
  dataDir: string;
  file: string;
  now: Date;
  randomId: () => string;
}): Promise<string | undefined> {
  const { dataDir, file, now, randomId } = options;
  if (!isThere(file)) throw new BackupError(`there is no file ${file}`);
  const unlock = lockDataDir(dataDir);
  try {
    const path = databasePath(dataDir);
    const incoming = `${path}.restoring`;
    await rm(incoming, { force: true });
    const source = openBackup(file);
    try {
      await checkVersion(kyselyOver<unknown>(source), MIGRATIONS);
      await copyInto(source, incoming, (copy) => renewStoreId(kyselyOver(copy), randomId));
    } finally {
      source.close();
    }
    const replaced = `${path}.replaced-${now.toISOString().replace(/[:.]/g, '-')}`;
    const hasReplaced = await moveDatabase(path, replaced);
    await rename(incoming, path);
    syncPath(dataDir);
    return hasReplaced ? replaced : undefined;
  } finally {
    unlock();
  }
}

function openBackup(file: string): Database {
  const source = openToRead(file, (path) => new SqliteDatabase(path, { readonly: true }));
  if (isWhole(source)) return source;
  source.close();
  throw new BackupError(`${file} is damaged, or no backup of Satchel; nothing was changed`);
}

/** Whether every page is what it should be, and the database is one of ours. */
function isWhole(database: Database): boolean {
  try {
    const problems = database.pragma('integrity_check', { simple: true });
    const ours = database
      .prepare("select count(*) from sqlite_master where name in ('store_meta', 'schema_migration')")
      .pluck();
    return problems === 'ok' && ours.get() === 2;
  } catch {
    // Not even SQLite's.
    return false;
  }
}

async function copyInto(source: Database, file: string, finish?: (copy: Database) => Promise<unknown>): Promise<void> {
  const partial = `${file}.partial`;
  await rm(partial, { force: true });
  try {
    // All in one step: a copy in pieces starts over whenever another process writes in between.
    await source.backup(partial, { progress: () => 2 ** 31 - 1 });
    // It holds the keys that receipts are signed with.
    await chmod(partial, 0o600);
    const copy = new SqliteDatabase(partial);
    try {
      // One file without a log beside it, that can be carried about.
      copy.pragma('journal_mode = DELETE');
      await finish?.(copy);
    } finally {
      copy.close();
    }
    syncPath(partial);
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    if (isDamage(error) || !isStorageFailure(error)) throw error;
    throw new BackupError(`${file} cannot be written (${error.message}): is the disk full, or not to be written to?`);
  }
}

/**
 * With its log, which after a crash holds what was committed last; SQLite finds it by the name. The log comes second: what
 * a kill in between leaves is a log without a database, which no start takes for a new one and the next restore moves too.
 *
 * @returns whether there was anything
 */
async function moveDatabase(from: string, to: string): Promise<boolean> {
  const found = ['', '-wal', '-shm'].filter((suffix) => isThere(from + suffix));
  for (const suffix of found) await rename(from + suffix, to + suffix);
  return found.length > 0;
}
