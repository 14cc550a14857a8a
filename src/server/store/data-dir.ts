import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { OperatorError } from '../operator-error.ts';

/** The file that holds everything, in a data directory. */
export function databasePath(dataDir: string): string {
  return join(dataDir, 'satchel.sqlite');
}

export class DataDirInUse extends OperatorError {
  override name = 'DataDirInUse';
}

/**
 * Takes a data directory for this process alone, creating it when it is not there. The lock is the operating system's,
 * held through an otherwise empty SQLite file, so that it ends with the process however that ends.
 * @returns what lets it go again
 * @throws DataDirInUse while another process, or this one, holds it
 */
export function lockDataDir(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = new SqliteDatabase(join(dataDir, 'satchel.lock'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (error instanceof SqliteDatabase.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new DataDirInUse(`another Satchel server or command is using ${dataDir}`);
    }
    throw error;
  }
  return () => lock.close();
}
