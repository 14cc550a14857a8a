import type { Db } from './store.ts';
import type { ExamSessionTable, RunTable } from './tables.ts';

export type ExamSessionRow = ExamSessionTable;

/** Sessions of these configs; of the whole workspace when there is no such list. */
export interface SessionFilter {
  configIds: string[] | undefined;
}

/** Undefined when the workspace has no such session. */
export async function findSession(db: Db, workspaceId: string, sessionId: string): Promise<ExamSessionRow | undefined> {
  return db
    .selectFrom('exam_session')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
}

export async function insertSession(db: Db, session: ExamSessionRow): Promise<void> {
  await db.insertInto('exam_session').values(session).execute();
}

/** Ordered by config and session, which is the order of an index: a page costs the same wherever it lies. */
export async function listSessions(
  db: Db,
  workspaceId: string,
  { configIds }: SessionFilter,
  { after, take }: { after: [configId: string, sessionId: string] | null; take: number },
): Promise<ExamSessionRow[]> {
  if (configIds?.length === 0) return [];
  let query = db.selectFrom('exam_session').selectAll().where('workspace_id', '=', workspaceId);
  if (configIds) query = query.where('config_id', 'in', configIds);
  if (after) {
    query = query.where((e) => e(e.refTuple('config_id', 'session_id'), '>', e.tuple(after[0], after[1])));
  }
  return query.orderBy('config_id').orderBy('session_id').limit(take).execute();
}

export interface SessionTotals {
  total: number;
  /** Sessions that have a score. */
  scored: number;
  /** Percentages, over those; null when there are none. */
  min: number | null;
  max: number | null;
  sum: number | null;
}

/** Over every session that matches, not over a page. */
export async function totalSessions(db: Db, workspaceId: string, { configIds }: SessionFilter): Promise<SessionTotals> {
  if (configIds?.length === 0) return { total: 0, scored: 0, min: null, max: null, sum: null };
  let query = db
    .selectFrom('exam_session')
    .select((e) => [
      e.fn.countAll<number>().as('total'),
      e.fn.min('score_actual').as('min'),
      e.fn.max('score_actual').as('max'),
      e.fn.sum('score_actual').as('sum'),
      e.fn.count('score_actual').as('scored'),
    ])
    .where('workspace_id', '=', workspaceId);
  if (configIds) query = query.where('config_id', 'in', configIds);
  const row = await query.executeTakeFirstOrThrow();
  const number = (value: number | bigint | string | null) => (value === null ? null : Number(value));
  return {
    total: Number(row.total),
    scored: Number(row.scored),
    min: number(row.min),
    max: number(row.max),
    sum: number(row.sum),
  };
}

/** A run as one of a session's attempts. */
export type AttemptRow = Pick<
  RunTable,
  | 'run_id'
  | 'session_id'
  | 'attempt'
  | 'maturity'
  | 'exam_version'
  | 'started_at'
  | 'completed_at'
  | 'results_json'
  | 'score_actual'
>;

/** The attempts that count: the current runs, and those that only a retake put away. In order within each session. */
export async function attemptsOfSessions(db: Db, workspaceId: string, sessionIds: string[]): Promise<AttemptRow[]> {
  if (sessionIds.length === 0) return [];
  return db
    .selectFrom('run')
    .select([
      'run_id',
      'session_id',
      'attempt',
      'maturity',
      'exam_version',
      'started_at',
      'completed_at',
      'results_json',
      'score_actual',
    ])
    .where('workspace_id', '=', workspaceId)
    .where('session_id', 'in', sessionIds)
    .where((e) => e.or([e('archived_at', 'is', null), e('archived_by', '=', 'retake')]))
    .orderBy('attempt')
    .execute();
}
