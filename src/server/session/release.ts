import type { SessionState } from '../../shared/contract/set-responses.ts';
import { updateRun } from '../store/runs.ts';
import { addEvent } from '../store/session-events.ts';
import type { Db } from '../store/store.ts';
import type { SessionContext } from './context.ts';
import { loadCurrent } from './load-current.ts';
import { refreshSession, sessionStateOf } from './refresh-session.ts';

/**
 * Frees the current run from the device that has it: the next one that claims it or sends answers takes it. A run that
 * nobody has, or that is free already, stays as it is.
 * @throws ProblemError `not-found`
 */
export async function releaseRun(
  db: Db,
  workspaceId: string,
  sessionId: string,
  ctx: SessionContext,
): Promise<SessionState> {
  const { session, run, settingsJson } = await loadCurrent(db, workspaceId, sessionId);
  if (run.holder === null || run.released === 1) return sessionStateOf(run, session.revision);

  await updateRun(db, workspaceId, run.run_id, { released: 1 });
  await addEvent(db, workspaceId, {
    sessionId,
    run: run.run_id,
    kind: 'release',
    actor: ctx.actor,
    detail: { from: run.holder },
    at: ctx.now,
  });
  return refreshSession(db, workspaceId, { session, run: { ...run, released: 1 }, settingsJson }, { revise: true });
}
