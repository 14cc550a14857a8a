import type { Database } from 'better-sqlite3';
import { OperatorError } from '../operator-error.ts';
import { isDamage, isStorageFailure } from './storage-failure.ts';

/**
 * Opens a file that is only read.
 * @throws OperatorError when it cannot be opened; what says that it is damaged, as it is
 */
export function openToRead(path: string, open: (path: string) => Database): Database {
  try {
    return open(path);
  } catch (error) {
    if (isDamage(error) || !isStorageFailure(error)) throw error;
    throw new OperatorError(`${path} cannot be read (${error.message}): is it a file, and may this user read it?`);
  }
}
