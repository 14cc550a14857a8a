import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Has a file's bytes, or a directory's names, written to the disk itself before it returns. */
export function syncPath(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
