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

/** Of those, the ones that say that the file is not what it was. */
const DAMAGE_CODES = ['SQLITE_CORRUPT', 'SQLITE_NOTADB'];

/** Whether an error of better-sqlite3 means that the store itself failed. */
export const isStorageFailure = (error: unknown): error is Error => hasCode(error, STORAGE_CODES);

/** Whether an error of better-sqlite3 means that the file is damaged. */
export const isDamage = (error: unknown): error is Error => hasCode(error, DAMAGE_CODES);

/** Extended codes count as their primary code. */
function hasCode(error: unknown, primaries: readonly string[]): error is Error {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
  const code = error.code;
  return primaries.some((primary) => code === primary || code.startsWith(`${primary}_`));
}
