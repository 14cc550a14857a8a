import type { SatchelDatabase } from './database.ts';
import { readRun, readSession } from './read-row.ts';
import type { RunRow, SessionRow } from './rows.ts';
import type { SaveResult, Writing } from './save-answer.ts';
import { withReopening } from './storage-failure.ts';

/**
 * True while a submit can be taken back: it was the student's and not the end of the time, no server has signed for it, and
 * nothing of its results was to be seen here, or a student could look at the score and answer again.
 */
export const canTakeBack = (run: RunRow, { listed: { shown, config } }: SessionRow): boolean =>
  run.state === 'submitted' &&
  run.sealed === null &&
  run.submit?.clock?.endedBy !== 'time' &&
  (run.provisional === null || !(config.showScoreOnComplete || config.showCorrectAnswersOnComplete)) &&
  (shown === null || shown.attempt < run.attempt);

/**
 * "Submitted by mistake": the run takes answers again. The server may have the submit all the same, its acknowledgement lost;
 * then what is answered from now on is newer answers of the holder, and the next submit is receipted anew.
 */
export async function takeBackSubmit(db: SatchelDatabase, writing: Pick<Writing, 'run' | 'tab'>): Promise<SaveResult> {
  const stored = await withReopening(db, () =>
    db.transaction('rw', db.runs, db.sessions, async (): Promise<SaveResult> => {
      const run = readRun(await db.runs.get(writing.run));
      if (run.tab !== writing.tab) return { ok: false, reason: 'tab' };
      const session = readSession(await db.sessions.get([run.partition, run.sessionId]));
      if (!canTakeBack(run, session)) return { ok: false, reason: 'submitted' };
      await db.runs.put({ ...run, state: 'open', submit: null, provisional: null });
      return { ok: true };
    }),
  );
  return stored.ok ? stored.value : { ok: false, reason: 'storage', detail: stored.detail };
}
