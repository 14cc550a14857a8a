import type { Db } from './store.ts';
import type { ExamSessionTable, RunTable } from './tables.ts';

/*
 * What a check of a whole store reads: in pages by key, so that it holds little of a large one, and each statement of one
 * workspace.
 */

export async function workspaceIds(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('workspace').select('workspace_id').orderBy('workspace_id').execute();
  return rows.map((row) => row.workspace_id);
}

export interface SessionToCheck {
  session: ExamSessionTable;
  settingsJson: string | null;
  runs: RunTable[];
}

/** The next sessions by id, with their config and all their runs. */
export async function sessionsToCheck(
  db: Db,
  workspaceId: string,
  { after, take }: { after: string; take: number },
): Promise<SessionToCheck[]> {
  const sessions = await db
    .selectFrom('exam_session')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('session_id', '>', after)
    .orderBy('session_id')
    .limit(take)
    .execute();
  if (sessions.length === 0) return [];
  const runs = await db
    .selectFrom('run')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where(
      'session_id',
      'in',
      sessions.map((session) => session.session_id),
    )
    .execute();
  const configs = await db
    .selectFrom('exam_config')
    .select(['config_id', 'settings_json'])
    .where('workspace_id', '=', workspaceId)
    .where('config_id', 'in', [...new Set(sessions.map((session) => session.config_id))])
    .execute();
  const settings = new Map(configs.map((config) => [config.config_id, config.settings_json]));
  return sessions.map((session) => ({
    session,
    settingsJson: settings.get(session.config_id) ?? null,
    runs: runs.filter((run) => run.session_id === session.session_id),
  }));
}

export interface WrittenBy {
  runId: string;
  writer: string;
  /** The greatest number among its changes in these rows. */
  lastSeq: number;
  rows: number;
}

/** What the rows of some runs say that each writer wrote: changes that stand or stood, and those in the journal. */
export async function writtenInRuns(
  db: Db,
  workspaceId: string,
  table: 'answer' | 'answer_history' | 'journal',
  runIds: readonly string[],
): Promise<WrittenBy[]> {
  if (runIds.length === 0) return [];
  const rows = await db
    .selectFrom(table)
    .select((e) => ['run_id', 'writer', e.fn.max('seq').as('last'), e.fn.countAll<number>().as('rows')])
    .where('workspace_id', '=', workspaceId)
    .where('run_id', 'in', runIds)
    .groupBy(['run_id', 'writer'])
    .execute();
  return rows.map((row) => ({
    runId: row.run_id,
    writer: row.writer,
    lastSeq: Number(row.last),
    rows: Number(row.rows),
  }));
}

/** The questions of some runs whose answers have a row each. */
export async function questionsInRows(db: Db, workspaceId: string, runIds: readonly string[]) {
  if (runIds.length === 0) return [];
  return db
    .selectFrom('answer')
    .select(['run_id', 'item_id', 'question_id'])
    .where('workspace_id', '=', workspaceId)
    .where('run_id', 'in', runIds)
    .execute();
}

const OF_RUNS = ['answer', 'answer_sheet', 'answer_history', 'writer', 'journal', 'receipt'] as const;

/** How many rows of each table belong to a run that is not there. Only what is not none. */
export async function rowsWithoutRun(db: Db, workspaceId: string): Promise<Array<{ table: string; rows: number }>> {
  const found: Array<{ table: string; rows: number }> = [];
  for (const table of OF_RUNS) {
    const { rows } = await db
      .selectFrom(table)
      .select((e) => e.fn.countAll<number>().as('rows'))
      .where('workspace_id', '=', workspaceId)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('run')
              .select('run.run_id')
              .where('run.workspace_id', '=', workspaceId)
              .whereRef('run.run_id', '=', `${table}.run_id`),
          ),
        ),
      )
      .executeTakeFirstOrThrow();
    if (Number(rows) > 0) found.push({ table, rows: Number(rows) });
  }
  return found;
}

/** The hash of every file, in order. */
export async function blobHashes(db: Db, workspaceId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('blob')
    .select('hash')
    .where('workspace_id', '=', workspaceId)
    .orderBy('hash')
    .execute();
  return rows.map((row) => row.hash);
}

/** The hashes of packages whose file is not there. */
export async function packagesWithoutFile(db: Db, workspaceId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('package')
    .select('hash')
    .where('workspace_id', '=', workspaceId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('blob')
            .select('blob.hash')
            .where('blob.workspace_id', '=', workspaceId)
            .whereRef('blob.hash', '=', 'package.hash'),
        ),
      ),
    )
    .execute();
  return rows.map((row) => row.hash);
}
