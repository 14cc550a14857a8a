import type { SatchelDatabase } from './database.ts';
import { randomId } from './random-id.ts';
import { markRefused } from './refused.ts';
import type { AnswerRow, RunRow } from './rows.ts';
import { readRuns } from './runs.ts';
import { type Snapshot, snapshot } from './snapshot.ts';
import { openText } from './ticket-key.ts';

/*
 * A student is back. `openSnapshot` is done before the transaction that signs in, `restoreSnapshot` inside of it.
 */

export type OpenedSnapshot =
  | { kind: 'none' }
  | { kind: 'opened'; id: string; holds: Snapshot }
  /** Sealed under a ticket that is not the student's any more. */
  | { kind: 'lost'; id: string };

export async function openSnapshot(db: SatchelDatabase, partition: string, key: CryptoKey): Promise<OpenedSnapshot> {
  const row = await db.snapshots.get(partition);
  if (row === undefined) return { kind: 'none' };
  const text = await openText(row.sealed, key);
  const holds = text === null ? null : snapshot.safeParse(JSON.parse(text));
  return holds?.success ? { kind: 'opened', id: row.id, holds: holds.data } : { kind: 'lost', id: row.id };
}

/** The tables that `restoreSnapshot` writes. */
export const restoredTables = (db: SatchelDatabase) => [db.sessions, db.runs, db.answers, db.outbox, db.snapshots];

/**
 * Puts back what a lock sealed. What the outbox brought home meanwhile stays as it is now.
 * @returns false when the snapshot is not the one that was opened, and has to be opened again
 */
export async function restoreSnapshot(
  db: SatchelDatabase,
  partition: string,
  opened: OpenedSnapshot,
): Promise<boolean> {
  const row = await db.snapshots.get(partition);
  if (opened.kind === 'none') return row === undefined;
  if (row?.id !== opened.id) return false;
  if (opened.kind === 'lost') {
    for (const run of await readRuns(db)) {
      if (run.partition === partition && run.sealed !== null) await db.runs.update(run.run, { sealed: 'lost' });
    }
    await db.snapshots.delete(partition);
    await adoptRuns(db, partition);
    return true;
  }
  const runs = new Map((await readRuns(db)).map((run) => [run.run, run]));
  for (const { run: id, view, provisional, answers } of opened.holds.runs) {
    const run = runs.get(id);
    const rows = answers as unknown as AnswerRow[];
    if (run === undefined && (await db.runs.get(id))?.sealed === 'snapshot') {
      // A version that can read the run's row finds its answers again. Until then the outbox is what goes up of it.
      await db.answers.bulkPut(rows);
      await db.runs.update(id, { sealed: null, view, provisional });
      continue;
    }
    if (run?.sealed !== 'snapshot') continue;
    await db.answers.bulkPut(rows.map((row) => markRefused(row, run.refused)));
    await db.runs.update(id, {
      sealed: null,
      refused: undefined,
      view,
      provisional: run.submit === null ? null : provisional,
    });
    // Its rows are here again, and go up themselves.
    await db.outbox.delete([id, run.writer]);
  }
  for (const { session, shown } of opened.holds.shown) {
    const listed = await db.sessions.get([partition, session]);
    if (listed?.listed.shown === null) await db.sessions.update([partition, session], { 'listed.shown': shown });
  }
  await db.snapshots.delete(partition);
  return true;
}

/**
 * After a snapshot was lost: a run whose answers the server has, by its signature, is counted anew under a new writer, and
 * fetches them from there. One whose outbox is still on its way stays sealed until it has arrived.
 */
export async function adoptRuns(db: SatchelDatabase, partition: string): Promise<void> {
  const kept = await db.outbox.where('partition').equals(partition).toArray();
  for (const run of await readRuns(db)) {
    if (run.partition !== partition || run.sealed !== 'lost' || run.submit !== null) continue;
    // Not as they are read: one that this version cannot read is not known to have arrived.
    const isAway = kept.some((row) => row.run === run.run && row.writer === run.writer && row.sent !== true);
    if (!isAway) await db.runs.put(counted(run));
  }
}

const counted = (run: RunRow): RunRow => ({
  ...run,
  sealed: null,
  claimed: false,
  writer: randomId(),
  seq: 0,
  ackedSeq: 0,
  aside: undefined,
  refused: undefined,
  revision: -1,
});
