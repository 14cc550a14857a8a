import { answersOfRun, type SatchelDatabase } from './database.ts';
import { sweepPackages } from './packages.ts';
import { readOutboxRow } from './read-outbox-row.ts';
import { readAnswer, readable, readSession } from './read-row.ts';
import type { OutboxRow, RunRow, SessionRow } from './rows.ts';
import { isUnsent, readRuns } from './runs.ts';

const KEPT_MS = 30 * 24 * 3_600_000;

export interface CleanUp {
  /** What the server's clock said when it answered. A device's clock may be years ahead, and would take away what is kept. */
  now: number;
  /** The workspace that answered: its staff speak for its own students. */
  workspaceId: string;
  /** Staff want what was received until then removed. Server clock. */
  clearReceivedAt?: number | undefined;
}

/**
 * Removes attempts from this device that the server has signed a receipt for: 30 days after it, or when staff say so.
 *
 *  1. Nothing goes without a verified receipt in its row. An acknowledgement or a `held` is none.
 *  2. Nothing goes that anybody still has to look at, nor anything of a run of which something is unsent.
 *
 * @returns how many went
 */
export async function cleanUp(db: SatchelDatabase, said: CleanUp): Promise<number> {
  const tables = [db.runs, db.answers, db.outbox, db.sessions, db.snapshots, db.packages, db.items, db.media];
  return await db.transaction('rw', tables, async () => {
    const runs = await readRuns(db);
    const outbox = readable(await db.outbox.toArray(), readOutboxRow);
    const due = runs.filter((run) => isReceived(run) && isDue(run, run.receivedAt, said));
    let count = 0;
    for (const run of due) {
      const kept = outbox.filter((row) => row.run === run.run);
      if (kept.some(({ sent }) => !sent) || (await needsAttention(db, run))) continue;
      await answersOfRun(db, run.run).delete();
      await db.outbox.bulkDelete(kept.map(({ writer }): [string, string] => [run.run, writer]));
      await db.runs.delete(run.run);
      await letPackageGo(db, run);
      count++;
    }
    // What was put back from the second copy of a lost database has no run here.
    const known = new Set(runs.map(({ run }) => run));
    const alone = outbox.filter((row) => row.sent && !known.has(row.run) && isDue(row, row.receivedAt, said));
    await db.outbox.bulkDelete(alone.map(({ run, writer }): [string, string] => [run, writer]));
    for (const partition of new Set(due.map((run) => run.partition))) await dropEmptySnapshot(db, partition);
    // With them: nothing would come back for it when the device dies now.
    if (count > 0) await sweepPackages(db);
    return count + alone.length;
  });
}

const isReceived = (run: RunRow) =>
  run.state === 'received' && run.receipt !== null && run.problem === null && !isUnsent(run);

function isDue(
  { partition }: Pick<RunRow | OutboxRow, 'partition'>,
  receivedAt: number | null | undefined,
  { now, workspaceId, clearReceivedAt }: CleanUp,
): boolean {
  if (receivedAt === null || receivedAt === undefined) return false;
  if (receivedAt + KEPT_MS <= now) return true;
  return clearReceivedAt !== undefined && receivedAt <= clearReceivedAt && partition.startsWith(`${workspaceId}/`);
}

const needsAttention = async (db: SatchelDatabase, { run, refused = [] }: RunRow) => {
  if (refused.length > 0) return true;
  const stored = await answersOfRun(db, run).toArray();
  const answers = readable(stored, readAnswer);
  // A row that this version cannot read is not for it to judge.
  return answers.length < stored.length || answers.some(({ problem }) => problem !== null);
};

/** The package of an attempt that is over was kept to look at it. */
async function letPackageGo(db: SatchelDatabase, run: RunRow): Promise<void> {
  const [session] = readable([await db.sessions.get([run.partition, run.sessionId])], readSession);
  if (session === undefined || session.listed.run !== run.run) return;
  const nothing: Partial<SessionRow> = { readyPackage: null, readyContentKey: null, readyScoringKey: null };
  await db.sessions.update([run.partition, run.sessionId], nothing);
}

/** When nothing is left that it would be opened for. */
async function dropEmptySnapshot(db: SatchelDatabase, partition: string): Promise<void> {
  const left = await db.runs.filter((run) => run.partition === partition && run.sealed === 'snapshot').count();
  if (left === 0) await db.snapshots.delete(partition);
}
