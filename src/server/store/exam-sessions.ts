import { keepStatements } from './kept-statement.ts';
import { tallySessions } from './session-tally.ts';
import type { Db } from './store.ts';
import type { ExamSessionTable, RunTable } from './tables.ts';

export type ExamSessionRow = ExamSessionTable;

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
  await tallySessions(db, session.workspace_id, [{ before: null, after: session }]);
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

const attempts = keepStatements();

/** The attempts that count: the current runs, and those that only a retake put away. In order within each session. */
export async function attemptsOfSessions(db: Db, workspaceId: string, sessionIds: string[]): Promise<AttemptRow[]> {
  if (sessionIds.length === 0) return [];
  const { rows } = await attempts(db, sessionIds.length, [workspaceId, ...sessionIds, 'retake'], () =>
    db
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
      .orderBy('attempt'),
  );
  return rows;
}
