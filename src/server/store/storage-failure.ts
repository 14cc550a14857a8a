/*
 * SQLite's result codes (https://sqlite.org/rescode.html) that say something about the disk or the file, not about the
 * statement. SQLITE_READONLY is not among them: it is also what a write in a read job gets, which is a mistake in code.
 */
const STORAGE_CODES = [
  'SQLITE_FULL',
  'SQLITE_IOERR',
  'SQLITE_CORRUPT',
  'SQLITE_NOTADB',
  'SQLITE_CANTOPEN',
  'SQLITE_NOMEM',
  'SQLITE_BUSY',
  'SQLITE_READONLY_DBMOVED',
];

/** Whether an error of better-sqlite3 means that the store itself failed; extended codes count as their primary code. */
export function isStorageFailure(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
  const code = error.code;
  return STORAGE_CODES.some((primary) => code === primary || code.startsWith(`${primary}_`));
}
