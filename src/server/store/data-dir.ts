import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { OperatorError } from '../operator-error.ts';
import { isStorageFailure } from './storage-failure.ts';

/** The file that holds everything, in a data directory. */
export function databasePath(dataDir: string): string {
  return join(dataDir, 'satchel.sqlite');
}

export class DataDirInUse extends OperatorError {
  override name = 'DataDirInUse';
}

/** The disk or its permissions are in the way. */
export class DataDirUnusable extends OperatorError {
  override name = 'DataDirUnusable';

  constructor(dataDir: string, error: unknown) {
    const reason = error instanceof Error ? error.message : String(error);
    super(`the database in ${dataDir} cannot be opened (${reason}): is the disk full, or not to be written to?`);
  }
}

/**
 * Takes a data directory for this process alone, creating it when it is not there. The lock is the operating system's,
 * held through an otherwise empty SQLite file, so that it ends with the process however that ends.
 * @returns what lets it go again
 * @throws DataDirInUse while another process, or this one, holds it
 * @throws DataDirUnusable when it cannot be created or written to
 */
export function lockDataDir(dataDir: string): () => void {
  const lock = openLock(dataDir);
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (error instanceof SqliteDatabase.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new DataDirInUse(`another Satchel server or command is using ${dataDir}`);
    }
    throw isStorageFailure(error) ? new DataDirUnusable(dataDir, error) : error;
  }
  return () => lock.close();
}

function openLock(dataDir: string): SqliteDatabase.Database {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    return new SqliteDatabase(join(dataDir, 'satchel.lock'), { timeout: 0 });
  } catch (error) {
    throw new DataDirUnusable(dataDir, error);
  }
}

/** SQLite opens what it may not write to for reading alone, and the first write is told by a stack. @throws DataDirUnusable */
export function requireWritable(dataDir: string): void {
  try {
    accessSync(databasePath(dataDir), constants.W_OK);
  } catch (error) {
    throw new DataDirUnusable(dataDir, error);
  }
}
