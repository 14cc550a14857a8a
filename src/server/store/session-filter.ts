import { type ExpressionBuilder, sql } from 'kysely';
import type { Db } from './store.ts';
import type { ExamSessionTable, Tables } from './tables.ts';

/** Sessions for which all that is named holds: of one of these configs, classes, students, in one of these states. Not named is any. */
export interface SessionFilter {
  configIds?: readonly string[] | undefined;
  contextIds?: readonly string[] | undefined;
  studentIds?: readonly string[] | undefined;
  maturities?: readonly ExamSessionTable['maturity'][] | undefined;
}

/** Whether a list is named that holds nothing: then no session matches. */
export function matchesNothing({ configIds, contextIds, studentIds, maturities }: SessionFilter): boolean {
  return [configIds, contextIds, studentIds, maturities].some((list) => list?.length === 0);
}

/** The conditions of a filter on the rows themselves. */
export function matching(filter: SessionFilter) {
  return (e: ExpressionBuilder<Tables, 'exam_session'>) =>
    e.and([
      ...(filter.configIds ? [e('config_id', 'in', filter.configIds)] : []),
      ...(filter.contextIds ? [e('context_id', 'in', filter.contextIds)] : []),
      ...(filter.studentIds ? [e('student_id', 'in', filter.studentIds)] : []),
      ...(filter.maturities ? [e('maturity', 'in', filter.maturities)] : []),
    ]);
}

/**
 * The next configs that have sessions of which a filter without students holds, with how many, in their order. From the totals:
 * it costs the same whatever they hold.
 */
export async function configsHolding(
  db: Db,
  workspaceId: string,
  { configIds, contextIds, maturities }: SessionFilter,
  { after, take }: { after: string | null; take: number },
): Promise<{ configId: string; sessions: number }[]> {
  const sessions = sql<number>`sum(sessions)`;
  let query = db
    .selectFrom('session_tally')
    .select(['config_id', sessions.as('sessions')])
    .where('workspace_id', '=', workspaceId)
    .where('scope', '=', contextIds ? 'class' : 'config')
    .where('context_id', 'in', contextIds ?? [''])
    .groupBy('config_id')
    .having(sessions, '>', 0)
    .orderBy('config_id')
    .limit(take);
  if (after !== null) query = query.where('config_id', '>', after);
  if (configIds) query = query.where('config_id', 'in', configIds);
  if (maturities) query = query.where('maturity', 'in', maturities);
  const rows = await query.execute();
  return rows.map((row) => ({ configId: row.config_id, sessions: Number(row.sessions) }));
}
