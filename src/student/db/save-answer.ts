import { normalizeResponse } from '../../shared/session/normalize-response.ts';
import type { SatchelDatabase } from './database.ts';
import { writeOpen } from './meta.ts';
import { readRun } from './read-row.ts';
import type { AnswerRow, RunRow } from './rows.ts';
import { withReopening } from './storage-failure.ts';

export type AnswerChange = Pick<AnswerRow, 'itemId' | 'questionId' | 'response'>;

export type SaveResult =
  | { ok: true }
  /** Another tab is the writer now. */
  | { ok: false; reason: 'tab' }
  | { ok: false; reason: 'submitted' }
  /** The device could not write; `detail` says what, for the banner. */
  | { ok: false; reason: 'storage'; detail: string };

/** What was written, as it is on the disk now. */
export interface Written {
  run: RunRow;
  answers: AnswerRow[];
}

export type WriteResult = ({ ok: true } & Written) | Exclude<SaveResult, { ok: true }>;

export interface Writing {
  run: string;
  /** The token of the tab that writes; it must stand in the run's row. */
  tab: string;
  /** Milliseconds since 1970, device clock. */
  now: number;
  /** Milliseconds that the test was open in this tab since it last wrote them down. */
  elapsedMs: number;
}

/** A run that was left behind takes answers on: nobody's typing is refused, and the server keeps them in its journal. */
export const takesAnswers = (run: RunRow) =>
  run.sealed === null && (run.state === 'open' || (run.state === 'stranded' && run.submit === null));

/**
 * Saves changes of answers in one transaction with the run's counter: each changed question gets the next sequence
 * number. Resolves with `ok` after the strict commit, so that "Saved on this device" is never ahead of the disk.
 */
export async function saveAnswers(
  db: SatchelDatabase,
  writing: Writing,
  changes: readonly AnswerChange[],
): Promise<WriteResult> {
  const latest = new Map(changes.map((change) => [JSON.stringify([change.itemId, change.questionId]), change]));
  const values = [...latest.values()].map((change) => ({ ...change, response: normalizeResponse(change.response) }));
  return await writeRun(db, writing, 'answers', async (run) => {
    const rows = values.map<AnswerRow>(({ itemId, questionId, response }, index) => ({
      run: run.run,
      itemId,
      questionId,
      response,
      seq: run.seq + index + 1,
      savedAt: writing.now,
      problem: null,
      foreign: false,
    }));
    const written = { run: { ...run, seq: run.seq + rows.length }, answers: rows };
    await Promise.all([db.answers.bulkPut(rows), db.runs.put(written.run)]);
    return written;
  });
}

/** Notes where the student is. It travels with the next answers and is not worth an upload of its own. */
export const saveView = (db: SatchelDatabase, writing: Writing, view: RunRow['view']): Promise<WriteResult> =>
  writeRun(db, writing, 'meta', async (run) => {
    const unsentMarks = run.unsentMarks || view.marks !== run.view.marks;
    const written = { run: { ...run, view, ...(unsentMarks && { unsentMarks }) }, answers: [] };
    await Promise.all([db.runs.put(written.run), view.itemId !== undefined && writeOpen(db, run, view.itemId)]);
    return written;
  });

/**
 * Runs `change` in one transaction over the run and one other table, after checking that this tab may write and that the
 * run takes answers. `change` gets the row with the time added, puts it back with what it changes, and says what it put.
 */
async function writeRun(
  db: SatchelDatabase,
  writing: Writing,
  other: 'answers' | 'meta',
  change: (run: RunRow) => Promise<Written>,
): Promise<WriteResult> {
  const stored = await withReopening(db, () =>
    db.transaction('rw', db.runs, db[other], async (): Promise<WriteResult> => {
      const run = readRun(await db.runs.get(writing.run));
      if (run.tab !== writing.tab) return { ok: false, reason: 'tab' };
      if (!takesAnswers(run)) return { ok: false, reason: 'submitted' };
      return { ok: true, ...(await change({ ...run, elapsedMs: run.elapsedMs + writing.elapsedMs })) };
    }),
  );
  return stored.ok ? stored.value : { ok: false, reason: 'storage', detail: stored.detail };
}
