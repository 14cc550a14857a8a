import type { RunRow } from '../store/runs.ts';
import { addEvent, type SessionEventKind } from '../store/session-events.ts';
import type { Db } from '../store/store.ts';
import type { SessionContext } from './context.ts';

/**
 * Puts into the session's record what was done to one of its runs, by whom and when.
 * @param detail plain JSON, without answers of a student
 */
export const recordEvent = (
  db: Db,
  run: Pick<RunRow, 'workspace_id' | 'session_id' | 'run_id'>,
  { kind, detail }: { kind: SessionEventKind; detail: object },
  { actor, now }: Pick<SessionContext, 'actor' | 'now'>,
): Promise<void> =>
  addEvent(db, run.workspace_id, { sessionId: run.session_id, run: run.run_id, kind, actor, detail, at: now });
