import type { SatchelDatabase } from './database.ts';
import { readLife } from './meta.ts';
import { randomId } from './random-id.ts';
import { readable, readRun } from './read-row.ts';
import { readyKeys } from './ready-keys.ts';
import type { AnswerRow, RunRow, SessionRow } from './rows.ts';

/**
 * The run's row on this device, minted when it is new; null when the session's package is not ready. The writer is
 * minted in the transaction that sets its counter to 0, so that no second counter ever counts under the same writer.
 */
export function mintRun(db: SatchelDatabase, session: SessionRow, now: number): Promise<RunRow | null> {
  const { listed, readyPackage } = session;
  return db.transaction('rw', db.runs, db.meta, async () => {
    const stored = await db.runs.get(listed.run);
    if (stored !== undefined) return readRun(stored);
    if (readyPackage === null) return null;
    const life = await readLife(db);
    const run: RunRow = {
      run: listed.run,
      partition: session.partition,
      sessionId: session.id,
      attempt: listed.attempt,
      state: 'open',
      package: readyPackage,
      ...readyKeys(session),
      uploadToken: listed.uploadToken,
      runKey: session.runKey,
      envelope: listed.envelope,
      sealed: null,
      epoch: listed.epoch,
      opening: listed.opening,
      // Not the listed one: what other devices and integrators answered so far has still to be fetched.
      revision: -1,
      writer: randomId(),
      ...(life > 0 && { order: { life } }),
      seq: 0,
      ackedSeq: 0,
      tab: null,
      startedAt: now,
      elapsedMs: 0,
      view: {},
      submit: null,
      provisional: null,
      receipt: null,
      held: null,
      problem: null,
      receivedAt: null,
    };
    await db.runs.add(run);
    return run;
  });
}

/** Makes a tab the run's only writer. What another tab had not saved yet is refused there from now on. */
export async function takeTab(db: SatchelDatabase, run: string, tab: string): Promise<void> {
  await db.runs.update(run, { tab });
}

/** Lets another tab write without asking, unless one has taken over already. */
export const releaseTab = (db: SatchelDatabase, run: string, tab: string): Promise<void> =>
  db.transaction('rw', db.runs, async () => {
    if ((await db.runs.get(run))?.tab === tab) await db.runs.update(run, { tab: null });
  });

/** All runs of this device that this version can read, of every student. */
export const readRuns = async (db: SatchelDatabase): Promise<RunRow[]> => readable(await db.runs.toArray(), readRun);

/** True while the server owes a receipt for a submit. */
export const awaitsReceipt = (run: RunRow) => run.state === 'submitted' && run.submit !== null;

/** True while something of the run is on this device alone. */
export const isUnsent = (run: RunRow) => run.seq > run.ackedSeq || awaitsReceipt(run);

/**
 * True while the run's rows are what goes up. Those of a sealed run are not here, and a batch without them would have the
 * server acknowledge answers that it never saw: its outbox goes instead.
 */
export const isUploadable = (run: RunRow) => run.sealed === null && isUnsent(run);

/** The device's own changes that the server has not acknowledged, oldest first. */
export const unsentAnswers = (run: RunRow, answers: readonly AnswerRow[]) =>
  answers.filter((answer) => !answer.foreign && answer.seq > run.ackedSeq).sort((a, b) => a.seq - b.seq);
