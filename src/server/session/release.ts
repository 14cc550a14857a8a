import { updateRun } from '../store/runs.ts';
import { loadCurrent } from './load-current.ts';
import type { SessionOperation } from './operation.ts';
import { recordEvent } from './record-event.ts';
import { refreshSession, sessionStateOf } from './refresh-session.ts';

/**
 * Frees the current run from the device that has it: the next one that claims it or sends answers takes it. A run that
 * nobody has, or that is free already, stays as it is.
 * @throws ProblemError `not-found`
 */
export const releaseRun: SessionOperation = async (db, workspaceId, sessionId, ctx) => {
  const { session, run, settingsJson } = await loadCurrent(db, workspaceId, sessionId);
  if (run.holder === null || run.released === 1) return sessionStateOf(run, session.revision);

  await updateRun(db, workspaceId, run.run_id, { released: 1 });
  await recordEvent(db, run, { kind: 'release', detail: { from: run.holder } }, ctx);
  return refreshSession(db, workspaceId, { session, run, settingsJson }, { revise: true });
};
