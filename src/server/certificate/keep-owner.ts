import { chmodSync, chownSync, statSync } from 'node:fs';

/**
 * Gives a file the owner, group and mode of the one whose place it is to take: a key that root renews is still the
 * service's to read.
 * @returns false when this user may not; the file stays as it was made, since its mode was meant for another group
 */
export function keepOwner(file: string, replaced: string): boolean {
  const before = statSync(replaced, { throwIfNoEntry: false });
  if (!before) return true;
  try {
    chownSync(file, before.uid, before.gid);
  } catch {
    return false;
  }
  chmodSync(file, before.mode & 0o777);
  return true;
}
