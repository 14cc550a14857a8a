import { closeSync, existsSync, openSync, readSync } from 'node:fs';

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

/**
 * The numbers of the pages that a write-ahead log holds (https://sqlite.org/fileformat2.html#the_write_ahead_log). Those of
 * a commit that a crash cut short may be among them; what was left of an older round of the log is not.
 */
export function walPages(path: string): Set<number> {
  const pages = new Set<number>();
  if (!existsSync(path)) return pages;
  const file = openSync(path, 'r');
  try {
    const header = read(file, 0, HEADER_BYTES);
    if (header === undefined) return pages;
    const frameBytes = FRAME_HEADER_BYTES + header.readUInt32BE(8);
    const salts = header.subarray(16, 24);
    for (let at = HEADER_BYTES; ; at += frameBytes) {
      const frame = read(file, at, FRAME_HEADER_BYTES);
      // Each round of the log has new salts.
      if (frame === undefined || !frame.subarray(8, 16).equals(salts)) return pages;
      pages.add(frame.readUInt32BE(0));
    }
  } finally {
    closeSync(file);
  }
}

function read(file: number, at: number, length: number): Buffer | undefined {
  const bytes = Buffer.alloc(length);
  return readSync(file, bytes, 0, length, at) === length ? bytes : undefined;
}
