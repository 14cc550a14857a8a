import { retake } from '../../shared/session/retake.ts';
import { ProblemError } from '../http/problem.ts';
import { updateRun } from '../store/runs.ts';
import { createRun } from './create-run.ts';
import { loadCurrent } from './load-current.ts';
import type { SessionOperation } from './operation.ts';
import { recordEvent } from './record-event.ts';
import { refreshSession } from './refresh-session.ts';
import { readSettings } from './settings.ts';

/**
 * Puts the complete attempt away with its result, which goes on counting, and prepares the next one.
 * @throws ProblemError `not-found`; `conflict` with the reason when there may be no next attempt
 */
export const retakeSession: SessionOperation = async (db, workspaceId, sessionId, ctx) => {
  const { session, run, settingsJson } = await loadCurrent(db, workspaceId, sessionId);
  const next = retake(run, readSettings(settingsJson));
  if (next.kind === 'refused') throw new ProblemError('conflict', `No further attempt: ${next.reason}.`);

  await updateRun(db, workspaceId, run.run_id, { archived_at: ctx.now, archived_by: 'retake' });
  const fresh = await createRun(db, workspaceId, { sessionId, attempt: run.attempt + 1 }, ctx);
  await recordEvent(db, run, { kind: 'retake', detail: { next: fresh.run_id } }, ctx);
  return refreshSession(db, workspaceId, { session, run: fresh, settingsJson }, { revise: true, resetAt: null });
};
