import type { SatchelDatabase } from './database.ts';
import { readable, readRun } from './read-row.ts';
import type { AnswerRow, RunRow } from './rows.ts';

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
export const isUploadable = (run: RunRow) => run.sealed === null && (isUnsent(run) || hasUnsentMarks(run));

/** Worth an upload of their own, but on a device that answered nothing: that would take the test from the others. */
const hasUnsentMarks = (run: RunRow) => run.unsentMarks === true && run.seq > 0 && run.state === 'open';

/** The device's own changes that the server has not acknowledged, oldest first. */
export const unsentAnswers = (run: RunRow, answers: readonly AnswerRow[]) =>
  answers.filter((answer) => !answer.foreign && answer.seq > run.ackedSeq).sort((a, b) => a.seq - b.seq);
