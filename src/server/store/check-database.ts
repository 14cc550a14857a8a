import { statSync } from 'node:fs';
import { DatabaseDamaged, refuseEmpty } from './database-damaged.ts';
import { openReader } from './sqlite-engine.ts';
import { isDamage } from './storage-failure.ts';
import { walPages } from './wal-pages.ts';

/**
 * Up to this size the structure of every page is looked at before a start: about half a second. Of a larger database that
 * is left to the backups, each of which is read whole.
 */
const WHOLE_LOOK_BYTES = 256 * 1024 * 1024;

/**
 * Looks whether a database is whole, before anything may write to it. SQLite itself is not enough: a file of 0 bytes is a
 * new database to it, and takes the log beside it away; a last page that was cut reads as zeros; and while there is a log,
 * the length of the file is not looked at.
 *
 * @returns false when there is none yet
 * @throws DatabaseDamaged
 */
export function checkDatabase(path: string, wholeLookBytes = WHOLE_LOOK_BYTES): boolean {
  const size = sizeOf(path);
  if (size === undefined) {
    if ((sizeOf(`${path}-wal`) ?? 0) === 0) return false;
    throw new DatabaseDamaged(path, 'the file is gone, and its log is still there');
  }
  refuseEmpty(path);
  const problem = findProblem(path, size, size <= wholeLookBytes);
  if (problem !== undefined) throw new DatabaseDamaged(path, problem);
  return true;
}

function findProblem(path: string, size: number, lookAtAll: boolean): string | undefined {
  // It cannot write, and so its end does not fold the log into the file.
  const reader = openReader(path);
  try {
    const pages = reader.pragma('page_count', { simple: true }) as number;
    const pageSize = reader.pragma('page_size', { simple: true }) as number;
    const whole = Math.floor(size / pageSize);
    // After a crash pages beyond the end of the file may be in the log alone.
    const missing = whole < pages ? firstMissing({ whole, pages, pageSize }, walPages(`${path}-wal`)) : undefined;
    if (missing !== undefined) return `the file ends before page ${missing} of ${pages} does`;
    if (!lookAtAll) return undefined;
    const found = String(reader.pragma('quick_check(1)', { simple: true }));
    return found === 'ok' ? undefined : found.replace(/\s+/g, ' ');
  } catch (error) {
    if (!isDamage(error)) throw error;
    return error.message;
  } finally {
    reader.close();
  }
}

/** The byte that SQLite locks files by. The page that it is in is never used. */
const LOCK_BYTE = 2 ** 30;

/**
 * The first page, from 1, that is not whole in the file nor in its log.
 * @param sizes `whole` pages are in the file, of `pages` that the database has
 */
export function firstMissing(
  { whole, pages, pageSize }: { whole: number; pages: number; pageSize: number },
  logged: ReadonlySet<number>,
): number | undefined {
  const lockPage = Math.floor(LOCK_BYTE / pageSize) + 1;
  for (let page = whole + 1; page <= pages; page += 1) if (!logged.has(page) && page !== lockPage) return page;
  return undefined;
}

function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size;
}
