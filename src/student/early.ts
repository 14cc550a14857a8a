import { type EarlyRead, readOpenAttempt } from './db/early-reader.ts';

declare global {
  /** Begun by a script in the page itself, before the bundle is there. */
  var satchelEarlyRead: Promise<EarlyRead | null>;
}

globalThis.satchelEarlyRead = readOpenAttempt(indexedDB, Date.now());
