import { runsOfSession, updateRun } from '../store/runs.ts';
import { createRun } from './create-run.ts';
import { loadCurrent } from './load-current.ts';
import type { SessionOperation } from './operation.ts';
import { recordEvent } from './record-event.ts';
import { refreshSession, sessionStateOf } from './refresh-session.ts';

/** A second reset within this time is a client that repeats itself, unless somebody went on in between (docs/decisions/0042). */
const REPEAT_MS = 60_000;

/**
 * Starts a session over at attempt 1: the run and every earlier attempt are archived, none is deleted. A session that holds
 * nothing stays as it is, and so does one that was reset a moment ago.
 * @throws ProblemError `not-found`
 */
export const resetSession: SessionOperation = async (db, workspaceId, sessionId, ctx) => {
  const { session, run, settingsJson } = await loadCurrent(db, workspaceId, sessionId);
  const holdsNothing = run.maturity === 'NOT_STARTED' && run.attempt === 1;
  const isRepeat = session.reset_at !== null && Math.abs(ctx.now - session.reset_at) < REPEAT_MS;
  if (holdsNothing || isRepeat) return sessionStateOf(run, session.revision);

  const runs = await runsOfSession(db, workspaceId, sessionId);
  // One time for all of them: it tells a restore which attempts went away together.
  for (const counted of runs.filter(({ archived_by }) => archived_by === null || archived_by === 'retake')) {
    await updateRun(db, workspaceId, counted.run_id, { archived_at: ctx.now, archived_by: 'reset' });
  }
  const fresh = await createRun(db, workspaceId, { sessionId, attempt: 1 }, ctx);
  await recordEvent(db, run, { kind: 'reset', detail: { next: fresh.run_id } }, ctx);
  return refreshSession(db, workspaceId, { session, run: fresh, settingsJson }, { revise: true, resetAt: ctx.now });
};
