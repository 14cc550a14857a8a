import type { LeaveLock } from '../../shared/contract/exam-config.ts';
import { normalizeRoomCode } from '../../shared/lib/room-code.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import type { SatchelDatabase } from './database.ts';
import { readRun } from './read-row.ts';
import type { RunRow } from './rows.ts';
import type { Writing } from './save-answer.ts';
import { NONE_WRONG, nextTry } from './wrong-tries.ts';

/*
 * The lock of a test whose student went elsewhere, where the config wants one. It stands in the run's row, so that neither a reload
 * nor a restart opens it; it keeps no answer from being saved, and sends nothing.
 */

/** The student left the test: it is locked from now on. Where another tab holds the run, this one says nothing. */
export const noteLeft = (db: SatchelDatabase, { run, tab }: Pick<Writing, 'run' | 'tab'>): Promise<void> =>
  db.transaction('rw', db.runs, async () => {
    const row = readRun(await db.runs.get(run));
    if ((row.tab !== tab && row.tab !== null) || row.submit !== null) return;
    const { times = 0, wrong = NONE_WRONG } = row.left ?? {};
    await db.runs.update(run, { left: { times: times + 1, isLocked: true, wrong } });
  });

export type LetIn = 'ok' | 'wrong' | 'slow-down';

/**
 * Opens the test again with the code that the proctor has, without a network.
 *
 * @param now milliseconds since 1970, device clock
 */
export async function letIn(
  db: SatchelDatabase,
  run: string,
  { typed, lock, now }: { typed: string; lock: LeaveLock; now: number },
): Promise<LetIn> {
  const code = normalizeRoomCode(typed);
  if (code === null) return 'wrong';
  if (!(await countTry(db, run, now))) return 'slow-down';
  if ((await stretch(code, lock)) !== lock.verifier) return 'wrong';
  await changeLeft(db, run, (left) => ({ ...left, isLocked: false, wrong: NONE_WRONG }));
  return 'ok';
}

/** @returns false while one has to wait */
async function countTry(db: SatchelDatabase, run: string, now: number): Promise<boolean> {
  let isTaken = false;
  await changeLeft(db, run, (left) => {
    const { waitMs, wrong } = nextTry(left.wrong, now);
    isTaken = waitMs === 0;
    return { ...left, wrong };
  });
  return isTaken;
}

type Left = NonNullable<RunRow['left']>;

const changeLeft = (db: SatchelDatabase, run: string, change: (left: Left) => Left): Promise<void> =>
  db.transaction('rw', db.runs, async () => {
    const { left = { times: 0, isLocked: false, wrong: NONE_WRONG } } = readRun(await db.runs.get(run));
    await db.runs.update(run, { left: change(left) });
  });

async function stretch(code: string, { salt, iterations }: LeaveLock): Promise<string> {
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(code), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: fromBase64url(salt), iterations };
  return toBase64url(new Uint8Array(await crypto.subtle.deriveBits(how, material, 256)));
}
