import type { SessionState, SyncAnswer } from '../../shared/contract/set-responses.ts';
import { byItem } from '../store/by-item.ts';
import { storeIdOf } from '../store/moved-store.ts';
import { findRun } from '../store/runs.ts';
import type { Db } from '../store/store.ts';
import type { SessionContext } from './context.ts';
import { noSuchRun } from './not-found.ts';
import type { BatchEntry } from './plan-batch.ts';
import { sessionStateOf } from './refresh-session.ts';
import type { Upload } from './upload.ts';

/** Where the session stands by its current run, which may be another one than the batch is of. */
export async function todaysState(db: Db, { workspaceId, rows: { run, session } }: Upload): Promise<SessionState> {
  if (run.run_id === session.current_run) return sessionStateOf(run, session.revision);
  const current = await findRun(db, workspaceId, session.session_id, session.current_run);
  if (!current) throw noSuchRun();
  return sessionStateOf(current, session.revision);
}

interface BatchOutcome extends Pick<SyncAnswer, 'outcome' | 'ackedThrough' | 'examSession'> {
  /** Changes of the batch that are known with other values under their numbers. */
  differs?: readonly BatchEntry[];
}

/** What every answer to a batch says; the caller adds what is of its outcome alone. */
export async function syncAnswerOf(
  db: Db,
  workspaceId: string,
  { outcome, ackedThrough, examSession, differs = [] }: BatchOutcome,
  ctx: SessionContext,
): Promise<SyncAnswer> {
  const storeId = await storeIdOf(db, workspaceId, ctx.randomId);
  const answer: SyncAnswer = { outcome, storeId, now: ctx.now, ackedThrough, examSession };
  if (differs.length > 0) {
    answer.differs = byItem(differs.map(({ itemId, questionId, seq }) => ({ itemId, questionId, value: seq })));
  }
  return answer;
}
