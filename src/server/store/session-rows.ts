import { keepStatements } from './kept-statement.ts';
import type { RunRow } from './runs.ts';
import type { Db } from './store.ts';
import type { ExamSessionTable } from './tables.ts';

export type SessionRow = ExamSessionTable;

/** A session with what its config says and its current run: what every operation on it starts from. */
export interface LoadedSession {
  session: SessionRow;
  run: RunRow;
  /** `ExamConfigSettings` as JSON. */
  settingsJson: string;
}

/** Undefined when the workspace has no such session. */
export async function loadSession(db: Db, workspaceId: string, sessionId: string): Promise<LoadedSession | undefined> {
  const row = await db
    .selectFrom('exam_session')
    .innerJoin('exam_config', (join) =>
      join
        .onRef('exam_config.workspace_id', '=', 'exam_session.workspace_id')
        .onRef('exam_config.config_id', '=', 'exam_session.config_id'),
    )
    .selectAll('exam_session')
    .select('exam_config.settings_json')
    .where('exam_session.workspace_id', '=', workspaceId)
    .where('exam_session.session_id', '=', sessionId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { settings_json: settingsJson, ...session } = row;
  const run = await db
    .selectFrom('run')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('run_id', '=', session.current_run)
    .executeTakeFirstOrThrow();
  return { session, run, settingsJson };
}

export type SessionChange = Partial<
  Pick<
    SessionRow,
    | 'current_run'
    | 'revision'
    | 'maturity'
    | 'attempt'
    | 'score_actual'
    | 'accommodations_json'
    | 'reset_at'
    | 'last_contact_at'
  >
>;

const sessionUpdate = keepStatements();

export async function updateSession(
  db: Db,
  workspaceId: string,
  sessionId: string,
  change: SessionChange,
): Promise<void> {
  const shape = Object.keys(change).join();
  await sessionUpdate(db, shape, [...Object.values(change), workspaceId, sessionId], () =>
    db
      .updateTable('exam_session')
      .set(change)
      .where('workspace_id', '=', workspaceId)
      .where('session_id', '=', sessionId),
  );
}
