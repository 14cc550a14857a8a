import type { Selectable } from 'kysely';
import type { Db } from './store.ts';
import type { SessionEventTable } from './tables.ts';

/**
 * `stranded-submit` keeps the submit of a run that was not current; `filled`, `late-answers` and `submit-as-it-stands`
 * are what staff have to know of a score.
 */
export type SessionEventKind =
  | 'reset'
  | 'retake'
  | 'reopen'
  | 'release'
  | 'restore'
  | 'merge'
  | 'set-responses'
  | 'device-move'
  | 'accommodations'
  | 'filled'
  | 'stranded-submit'
  | 'flag';

export type SessionEventRow = Selectable<SessionEventTable>;

export interface NewSessionEvent {
  sessionId: string;
  run: string;
  kind: SessionEventKind;
  actor: string;
  /** Plain JSON, without answers of a student. */
  detail?: object;
  at: number;
}

export async function addEvent(db: Db, workspaceId: string, event: NewSessionEvent): Promise<void> {
  await db
    .insertInto('session_event')
    .values({
      workspace_id: workspaceId,
      session_id: event.sessionId,
      run_id: event.run,
      kind: event.kind,
      actor: event.actor,
      detail_json: event.detail ? JSON.stringify(event.detail) : null,
      at: event.at,
    })
    .execute();
}

/** What happened to a session, oldest first. */
export async function eventsOfSession(
  db: Db,
  workspaceId: string,
  sessionId: string,
  kind?: SessionEventKind,
): Promise<SessionEventRow[]> {
  let query = db
    .selectFrom('session_event')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('session_id', '=', sessionId);
  if (kind) query = query.where('kind', '=', kind);
  return query.orderBy('event_id').execute();
}
