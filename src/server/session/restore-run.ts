import type { SessionState } from '../../shared/contract/set-responses.ts';
import { findRun, type RunRow, runsOfSession, updateRun } from '../store/runs.ts';
import { eventsOfSession } from '../store/session-events.ts';
import type { Db } from '../store/store.ts';
import type { SessionContext } from './context.ts';
import { foldJournal } from './fold-journal.ts';
import { loadCurrent } from './load-current.ts';
import { noSuchRun } from './not-found.ts';
import { recordEvent } from './record-event.ts';
import { refreshSession, runAfter, sessionStateOf } from './refresh-session.ts';
import { attemptsBefore } from './retake-chain.ts';
import { viewGivenBack } from './view-after.ts';

/**
 * Makes an archived run current again: the undo of a mistaken reset. The present run is archived in its place; the attempts
 * that went before the restored one count again; what its device sent meanwhile is taken from the journal, a submit included.
 * The run that is current already stays as it is.
 * @throws ProblemError `not-found` for an unknown session or run
 */
export async function restoreRun(
  db: Db,
  workspaceId: string,
  sessionId: string,
  runId: string,
  ctx: SessionContext,
): Promise<SessionState> {
  const { session, run: present, settingsJson } = await loadCurrent(db, workspaceId, sessionId);
  if (present.run_id === runId) return sessionStateOf(present, session.revision);
  const target = await findRun(db, workspaceId, sessionId, runId);
  if (!target) throw noSuchRun();

  const runs = await runsOfSession(db, workspaceId, sessionId);
  const before = attemptsBefore(runId, await eventsOfSession(db, workspaceId, sessionId, 'retake'));
  for (const run of runs) {
    if (run.run_id === runId) continue;
    const isCounted = run.archived_by === null || run.archived_by === 'retake';
    if (before.has(run.run_id)) {
      await updateRun(db, workspaceId, run.run_id, {
        archived_by: 'retake',
        archived_at: run.archived_at ?? ctx.now,
      });
    } else if (isCounted) {
      await updateRun(db, workspaceId, run.run_id, { archived_by: 'restore', archived_at: ctx.now });
    }
  }
  const current: RunRow = { ...target, archived_at: null, archived_by: null };
  const { change, answers } = await foldJournal(db, workspaceId, { session, run: current }, ctx);
  const endedAt = target.completed_at ?? target.archived_at;
  await updateRun(db, workspaceId, runId, {
    archived_at: null,
    archived_by: null,
    view_json: viewGivenBack(target, endedAt, settingsJson, session.accommodations_json),
    ...change,
  });
  await recordEvent(db, current, { kind: 'restore', detail: { instead: present.run_id, answers } }, ctx);
  return refreshSession(
    db,
    workspaceId,
    { session, run: runAfter(current, change), settingsJson },
    { revise: true, resetAt: null },
  );
}
