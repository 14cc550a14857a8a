import type { SessionState } from '../../shared/contract/set-responses.ts';
import { transition } from '../../shared/session/machine.ts';
import { ProblemError } from '../http/problem.ts';
import { type RunChange, updateRun } from '../store/runs.ts';
import { addEvent } from '../store/session-events.ts';
import type { Db } from '../store/store.ts';
import type { SessionContext } from './context.ts';
import { loadCurrent } from './load-current.ts';
import { refreshSession, sessionStateOf } from './refresh-session.ts';
import { viewReopened } from './view-after.ts';

/**
 * Opens a complete attempt again, with its run and its responses. It has no result until it is submitted once more; the
 * receipts that were given stay. On an attempt in progress it changes nothing.
 * @throws ProblemError `not-found`; `conflict` when nothing was received yet
 */
export async function reopenSession(
  db: Db,
  workspaceId: string,
  sessionId: string,
  ctx: SessionContext,
): Promise<SessionState> {
  const { session, run, settingsJson } = await loadCurrent(db, workspaceId, sessionId);
  const next = transition(run.maturity, 'reopen');
  if (next.kind === 'refused') throw new ProblemError('conflict', `Not reopened: ${next.reason}.`);
  if (next.maturity === run.maturity) return sessionStateOf(run, session.revision);

  const change: RunChange = {
    maturity: next.maturity,
    opening: run.opening + 1,
    completed_at: null,
    results_json: null,
    score_actual: null,
    failed_submit_json: null,
    view_json: viewReopened(run, settingsJson, session.accommodations_json),
  };
  await updateRun(db, workspaceId, run.run_id, change);
  await addEvent(db, workspaceId, {
    sessionId,
    run: run.run_id,
    kind: 'reopen',
    actor: ctx.actor,
    detail: { opening: run.opening + 1, scoreActual: run.score_actual },
    at: ctx.now,
  });
  return refreshSession(db, workspaceId, { session, run: { ...run, ...change }, settingsJson }, { revise: true });
}
