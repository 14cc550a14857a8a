import { statSync } from 'node:fs';
import { OperatorError } from '../operator-error.ts';

/**
 * Whether there is something at a path.
 * @throws OperatorError when that cannot be told, as in a folder that this user may not enter: to say that there is nothing would
 *   have somebody look for a backup elsewhere, or take it for lost
 */
export function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OperatorError(`${path} cannot be looked at (${reason}): may this user read it?`);
  }
}
