import { insertRun, type RunRow } from '../store/runs.ts';
import type { Db } from '../store/store.ts';
import type { SessionContext } from './context.ts';
import { runIdAt } from './run-id.ts';

/**
 * Mints a run that nobody holds and that has no version yet. The session's row need not exist; the caller makes the run
 * its current one.
 * @param attempt from 1
 */
export async function createRun(
  db: Db,
  workspaceId: string,
  { sessionId, attempt }: { sessionId: string; attempt: number },
  ctx: SessionContext,
): Promise<RunRow> {
  const run: RunRow = {
    workspace_id: workspaceId,
    run_id: runIdAt(ctx.now, ctx.randomId),
    session_id: sessionId,
    attempt,
    archived_at: null,
    archived_by: null,
    maturity: 'NOT_STARTED',
    epoch: 1,
    opening: 1,
    holder: null,
    released: 0,
    held_from_epoch: 1,
    exam_version: null,
    package_hash: null,
    started_at: null,
    completed_at: null,
    results_json: null,
    score_actual: null,
    view_json: null,
    failed_submit_json: null,
    clock_json: null,
    created_at: ctx.now,
  };
  await insertRun(db, run);
  return run;
}
