import type { SubmitClaim } from '../../shared/contract/submit-claim.ts';
import { answersOfRun, type SatchelDatabase } from './database.ts';
import { readAnswer, readRun } from './read-row.ts';
import type { AnswerRow, RunRow } from './rows.ts';
import type { RunAndAnswers } from './run-transition.ts';
import { describeAnswers, type SubmitContent } from './submit-content.ts';

export interface ChangeRun {
  /** A pure function; it may run several times. Null leaves the run as it is. */
  change: (run: RunRow, answers: AnswerRow[]) => RunAndAnswers | null;
  /** Runs first, in the same transaction, over `runs` and `partitions`. */
  prepare?: () => Promise<void>;
}

/**
 * Changes a run and its answers in one transaction. When the change asks for a new submit, its digest is computed
 * between two transactions, and the second one starts over if the answers are no longer those that were hashed.
 *
 * @returns the run as committed; null when there is none or it was left alone
 */
export async function changeRun(db: SatchelDatabase, run: string, { change, prepare }: ChangeRun) {
  for (let content: SubmitContent | null = null; ; ) {
    const known: SubmitContent | null = content;
    const outcome: RunRow | null | { describe: AnswerRow[] } = await db.transaction(
      'rw',
      [db.runs, db.answers, db.partitions, db.outbox],
      async () => {
        await prepare?.();
        const stored = await db.runs.get(run);
        // The answers of a sealed run are not here to be changed.
        if (stored === undefined || readRun(stored).sealed !== null) return null;
        const before = { run: readRun(stored), answers: (await answersOfRun(db, run).toArray()).map(readAnswer) };
        const after = change(before.run, before.answers);
        if (after === null) return null;
        if (after.resubmit !== null && !known?.covers(after.answers)) return { describe: after.answers };
        const next = { ...after.run, submit: renewedSubmit(after, known) };
        await db.runs.put(next);
        await writeAnswers(db, before.answers, after.answers);
        return next;
      },
    );
    if (outcome === null || !('describe' in outcome)) return outcome;
    // Outside of any transaction: IndexedDB commits one that waits for anything but itself.
    content = await describeAnswers(outcome.describe);
  }
}

function renewedSubmit(after: RunAndAnswers, content: SubmitContent | null): SubmitClaim | null {
  const { run, resubmit } = after;
  if (resubmit === null || run.submit === null || content === null) return run.submit;
  const { count, digest } = content;
  return { ...run.submit, submitId: resubmit, opening: run.opening, through: run.seq, count, digest };
}

async function writeAnswers(db: SatchelDatabase, before: AnswerRow[], after: AnswerRow[]): Promise<void> {
  const unchanged = new Set(before);
  for (const row of after) {
    if (unchanged.has(row)) continue;
    const { seq, foreign, problem } = row;
    // Fields by name where the value could not be read: it stays on the disk as it is.
    if (row.raw === undefined) await db.answers.put(row);
    else await db.answers.update([row.run, row.itemId, row.questionId], { seq, foreign, problem });
  }
}
