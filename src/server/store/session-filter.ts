import { type ExpressionBuilder, sql } from 'kysely';
import type { Db } from './store.ts';
import type { ExamSessionTable, SessionTallyTable, Tables } from './tables.ts';

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

/** Configs of which each is a part of a statement of its own; SQLite takes 500 parts. */
const MAX_APART = 50;

/**
 * The totals of what a filter without students holds, by config or as far as it goes, a row for each shard. Configs are looked up
 * one by one: PostgreSQL takes hardly any of the totals to be of configs, and for a list of two would read those of all configs.
 */
export function selectTallies(
  db: Db,
  workspaceId: string,
  scope: SessionTallyTable['scope'],
  { configIds, contextIds, maturities }: SessionFilter,
) {
  const among = (configs: readonly string[] | undefined) => {
    let rows = db
      .selectFrom('session_tally')
      .select(['context_id', 'config_id', 'maturity', 'sessions', 'scored', 'score_units'])
      .where('workspace_id', '=', workspaceId)
      .where('scope', '=', scope)
      .where('context_id', 'in', contextIds ?? ['']);
    if (configs) rows = rows.where('config_id', 'in', configs);
    if (maturities) rows = rows.where('maturity', 'in', maturities);
    return rows;
  };
  const apart = scope === 'config' && configIds && configIds.length <= MAX_APART ? configIds : [];
  const [first, ...others] = [...new Set(apart)].map((configId) => among([configId]));
  return others.reduce((all, next) => all.unionAll(next), first ?? among(configIds));
}

/**
 * The next configs that have sessions of which a filter without students holds, with how many, in their order. From the totals:
 * it costs the same whatever they hold.
 */
export async function configsHolding(
  db: Db,
  workspaceId: string,
  filter: SessionFilter,
  { after, take }: { after: string | null; take: number },
): Promise<{ configId: string; sessions: number }[]> {
  const sessions = sql<number>`sum(sessions)`;
  let query = db
    .selectFrom(selectTallies(db, workspaceId, filter.contextIds ? 'class' : 'config', filter).as('tally'))
    .select(['config_id', sessions.as('sessions')])
    .groupBy('config_id')
    .having(sessions, '>', 0)
    .orderBy('config_id')
    .limit(take);
  if (after !== null) query = query.where('config_id', '>', after);
  const rows = await query.execute();
  return rows.map((row) => ({ configId: row.config_id, sessions: Number(row.sessions) }));
}
