import { keepWrites } from './kept-statement.ts';
import type { Db } from './store.ts';
import type { RunTable } from './tables.ts';

export type RunRow = RunTable;

export async function insertRun(db: Db, run: RunRow): Promise<void> {
  await db.insertInto('run').values(run).execute();
}

/** A run of this session, current or archived; undefined when the session has none of this id. */
export async function findRun(
  db: Db,
  workspaceId: string,
  sessionId: string,
  runId: string,
): Promise<RunRow | undefined> {
  return db
    .selectFrom('run')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('run_id', '=', runId)
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
}

/** Every run of a session, oldest first. */
export async function runsOfSession(db: Db, workspaceId: string, sessionId: string): Promise<RunRow[]> {
  return db
    .selectFrom('run')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('session_id', '=', sessionId)
    .orderBy('created_at')
    .orderBy('run_id')
    .execute();
}

export type RunChange = Partial<Omit<RunTable, 'workspace_id' | 'run_id' | 'session_id' | 'created_at'>>;

const runUpdate = keepWrites();

export async function updateRun(db: Db, workspaceId: string, runId: string, change: RunChange): Promise<void> {
  const columns = Object.keys(change);
  if (columns.length === 0) return;
  await runUpdate(db, columns.join(), [...Object.values(change), workspaceId, runId], () =>
    db.updateTable('run').set(change).where('workspace_id', '=', workspaceId).where('run_id', '=', runId),
  );
}
