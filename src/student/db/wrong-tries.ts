/** How often in a row a ticket or a code was wrong, and when it was tried last: milliseconds since 1970, device clock. */
export interface WrongTries {
  count: number;
  at: number;
}

export const NONE_WRONG: WrongTries = { count: 0, at: 0 };

const FREE_TRIES = 5;
const LONGEST_WAIT_MS = 5 * 60_000;

/** @returns milliseconds until the next try is taken; after five wrong ones each doubles the wait, from 5 s to 5 min */
export function waitAfter(wrong: WrongTries, now: number): number {
  if (wrong.count < FREE_TRIES) return 0;
  const wait = Math.min(LONGEST_WAIT_MS, 5000 * 2 ** (wrong.count - FREE_TRIES));
  return Math.max(0, wait - Math.max(0, now - wrong.at));
}

/**
 * One more try, to be written down before it is looked at: closing the app in between is no way to try for free.
 *
 * @returns `waitMs` above 0 when it is not taken yet, and what stands from now on
 */
export function nextTry(before: WrongTries, now: number): { waitMs: number; wrong: WrongTries } {
  // A clock that was set back must not lock anybody out for longer than the wait itself.
  const known = { count: before.count, at: Math.min(before.at, now) };
  const waitMs = waitAfter(known, now);
  return { waitMs, wrong: waitMs > 0 ? known : { count: known.count + 1, at: now } };
}
