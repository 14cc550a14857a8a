import { transition } from '../../shared/session/machine.ts';
import { ProblemError } from '../http/problem.ts';
import { type RunChange, updateRun } from '../store/runs.ts';
import { loadCurrent } from './load-current.ts';
import type { SessionOperation } from './operation.ts';
import { recordEvent } from './record-event.ts';
import { refreshSession, runAfter, sessionStateOf } from './refresh-session.ts';
import { viewGivenBack } from './view-after.ts';

/**
 * Opens a complete attempt again, with its run and its responses. It has no result until it is submitted once more; the
 * receipts that were given stay. On an attempt in progress it changes nothing.
 * @throws ProblemError `not-found`; `conflict` when nothing was received yet
 */
export const reopenSession: SessionOperation = async (db, workspaceId, sessionId, ctx) => {
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
    view_json: viewGivenBack(run, run.completed_at, settingsJson, session.accommodations_json),
  };
  await updateRun(db, workspaceId, run.run_id, change);
  await recordEvent(
    db,
    run,
    { kind: 'reopen', detail: { opening: run.opening + 1, scoreActual: run.score_actual } },
    ctx,
  );
  const refresh = { revise: true, resetAt: null };
  return refreshSession(db, workspaceId, { session, run: runAfter(run, change), settingsJson }, refresh);
};
