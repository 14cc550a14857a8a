import type { Db } from './store.ts';
import type { JournalTable } from './tables.ts';

export interface WaitingSession {
  sessionId: string;
  name: string;
  configId: string;
  examId: string;
  maturity: 'NOT_STARTED' | 'IN_PROGRESS' | 'COMPLETE';
  attempt: number;
  currentRun: string;
}

/** Sessions in which something waits for a person, of one config or of all, in the order of their ids. */
export async function waitingSessions(
  db: Db,
  workspaceId: string,
  { configId, after, take }: { configId: string | undefined; after: [sessionId: string] | null; take: number },
): Promise<WaitingSession[]> {
  let query = db
    .selectFrom('exam_session')
    .select(['session_id', 'name', 'config_id', 'exam_id', 'maturity', 'attempt', 'current_run'])
    .where('workspace_id', '=', workspaceId)
    .where('session_id', 'in', (e) =>
      e
        .selectFrom('journal')
        .select('journal.session_id')
        .where('journal.workspace_id', '=', workspaceId)
        .where('journal.state', '=', 'waiting')
        .where('journal.session_id', '>', after?.[0] ?? ''),
    );
  if (configId !== undefined) query = query.where('config_id', '=', configId);
  const rows = await query.orderBy('session_id').limit(take).execute();
  return rows.map((row) => ({
    sessionId: row.session_id,
    name: row.name,
    configId: row.config_id,
    examId: row.exam_id,
    maturity: row.maturity,
    attempt: row.attempt,
    currentRun: row.current_run,
  }));
}

export interface Waiting {
  sessionId: string;
  run: string;
  kind: JournalTable['kind'];
  answers: number;
  /** When the latest of them came. */
  receivedAt: number;
}

/** What waits in some sessions, by run and kind. */
export async function waitingAnswers(db: Db, workspaceId: string, sessionIds: string[]): Promise<Waiting[]> {
  if (sessionIds.length === 0) return [];
  const rows = await db
    .selectFrom('journal')
    .select((e) => [
      'session_id',
      'run_id',
      'kind',
      e.fn.countAll<number | string>().as('answers'),
      e.fn.max('received_at').as('received_at'),
    ])
    .where('workspace_id', '=', workspaceId)
    .where('session_id', 'in', sessionIds)
    .where('state', '=', 'waiting')
    .groupBy(['session_id', 'run_id', 'kind'])
    .execute();
  return rows.map((row) => ({
    sessionId: row.session_id,
    run: row.run_id,
    kind: row.kind,
    answers: Number(row.answers),
    receivedAt: Number(row.received_at),
  }));
}

/** How many answers of each session wait for staff, and how many came from elsewhere and wait no more. */
export async function keptBySession(
  db: Db,
  workspaceId: string,
  sessionIds: string[],
): Promise<Map<string, { waiting: number; settled: number }>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('journal')
    .select((e) => ['session_id', 'state', e.fn.countAll<number | string>().as('answers')])
    .where('workspace_id', '=', workspaceId)
    .where('session_id', 'in', sessionIds)
    .where('state', '!=', 'same')
    .groupBy(['session_id', 'state'])
    .execute();
  const kept = new Map<string, { waiting: number; settled: number }>();
  for (const { session_id, state, answers } of rows) {
    const counts = kept.get(session_id) ?? { waiting: 0, settled: 0 };
    counts[state === 'waiting' ? 'waiting' : 'settled'] += Number(answers);
    kept.set(session_id, counts);
  }
  return kept;
}
