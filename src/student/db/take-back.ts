import { canTakeBack } from './can-take-back.ts';
import type { SatchelDatabase } from './database.ts';
import { readRun, readSession } from './read-row.ts';
import type { SaveResult, Writing } from './save-answer.ts';
import { withReopening } from './storage-failure.ts';

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
