import type { SessionState } from '../../shared/contract/set-responses.ts';
import { retake } from '../../shared/session/retake.ts';
import { ProblemError } from '../http/problem.ts';
import { updateRun } from '../store/runs.ts';
import { addEvent } from '../store/session-events.ts';
import type { Db } from '../store/store.ts';
import type { SessionContext } from './context.ts';
import { createRun } from './create-run.ts';
import { loadCurrent } from './load-current.ts';
import { refreshSession } from './refresh-session.ts';
import { readSettings } from './settings.ts';

/**
 * Puts the complete attempt away with its result, which goes on counting, and prepares the next one.
 * @throws ProblemError `not-found`; `conflict` with the reason when there may be no next attempt
 */
export async function retakeSession(
  db: Db,
  workspaceId: string,
  sessionId: string,
  ctx: SessionContext,
): Promise<SessionState> {
  const { session, run, settingsJson } = await loadCurrent(db, workspaceId, sessionId);
  const next = retake(run, readSettings(settingsJson));
  if (next.kind === 'refused') throw new ProblemError('conflict', `No further attempt: ${next.reason}.`);

  await updateRun(db, workspaceId, run.run_id, { archived_at: ctx.now, archived_by: 'retake' });
  const fresh = await createRun(db, workspaceId, { sessionId, attempt: run.attempt + 1 }, ctx);
  await addEvent(db, workspaceId, {
    sessionId,
    run: run.run_id,
    kind: 'retake',
    actor: ctx.actor,
    detail: { next: fresh.run_id },
    at: ctx.now,
  });
  return refreshSession(db, workspaceId, { session, run: fresh, settingsJson }, { revise: true });
}
