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
export type StandingColumns = SessionChange & Partial<Standing>;

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
  changes: readonly { session: StandingSession; change: StandingColumns }[],
): Promise<void> {
  for (const { session, change } of changes) await update(db, workspaceId, session.session_id, change, session);
  const moved = changes.map(({ session, change }) => ({ before: session, after: standingAfter(session, change) }));
  await tallySessions(db, workspaceId, moved);
}

function standingAfter({ config_id, context_id, maturity, score_actual }: StandingSession, change: StandingColumns) {
  return {
    config_id,
    context_id,
    maturity: change.maturity ?? maturity,
    score_actual: change.score_actual === undefined ? score_actual : change.score_actual,
  };
}

/**
 * @param before the row as it stands. A column that stays the same is not written: SQLite would take an entry out of each index
 * that the column is in and put it back, and most changes move nothing
 */
async function update(
  db: Db,
  workspaceId: string,
  sessionId: string,
  change: StandingColumns,
  before: Partial<SessionRow> = {},
): Promise<void> {
  const columns = (Object.keys(change) as (keyof StandingColumns)[]).filter(
    (column) => change[column] !== before[column],
  );
  if (columns.length === 0) return;
  const parameters = [...columns.map((column) => change[column]), workspaceId, sessionId];
  await sessionUpdate(db, columns.join(), parameters, () =>
    db
      .updateTable('exam_session')
      .set(Object.fromEntries(columns.map((column) => [column, change[column]])))
      .where('workspace_id', '=', workspaceId)
      .where('session_id', '=', sessionId),
  );
}
