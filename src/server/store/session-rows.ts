import { keepWrites } from './kept-statement.ts';
import type { RunRow } from './runs.ts';
import { tallySessions } from './session-tally.ts';
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
  Pick<SessionRow, 'current_run' | 'revision' | 'attempt' | 'accommodations_json' | 'reset_at' | 'last_contact_at'>
>;

/** What decides what a session counts as; never changed but with the totals. */
type Standing = Pick<SessionRow, 'maturity' | 'score_actual'>;
/** A session as it is in the transaction that changes it. */
export type StandingSession = Standing & Pick<SessionRow, 'session_id' | 'config_id' | 'context_id'>;

const sessionUpdate = keepWrites();

export async function updateSession(
  db: Db,
  workspaceId: string,
  sessionId: string,
  change: SessionChange,
): Promise<void> {
  await update(db, workspaceId, sessionId, change);
}

/** Changes sessions and what they count as, and the totals with them. */
export async function updateStandings(
  db: Db,
  workspaceId: string,
  changes: readonly { session: StandingSession; change: SessionChange & Partial<Standing> }[],
): Promise<void> {
  for (const { session, change } of changes) {
    await update(db, workspaceId, session.session_id, withoutSame(session, change));
  }
  const moved = changes.map(({ session, change }) => ({ before: session, after: { ...session, ...change } }));
  await tallySessions(db, workspaceId, moved);
}

/** SQLite takes an entry out of each index that a named column is in and puts it back, though it is the same; and most changes move nothing. */
function withoutSame(session: Partial<SessionRow>, change: Partial<SessionRow>): Partial<SessionRow> {
  return Object.fromEntries(
    Object.entries(change).filter(([column, value]) => session[column as keyof SessionRow] !== value),
  );
}

async function update(db: Db, workspaceId: string, sessionId: string, change: Partial<SessionRow>): Promise<void> {
  const shape = Object.keys(change).join();
  if (shape === '') return;
  await sessionUpdate(db, shape, [...Object.values(change), workspaceId, sessionId], () =>
    db
      .updateTable('exam_session')
      .set(change)
      .where('workspace_id', '=', workspaceId)
      .where('session_id', '=', sessionId),
  );
}
