import { sql } from 'kysely';
import type { Decimal } from '../../shared/lib/decimal.ts';
import { PERCENTAGE_DECIMALS } from '../../shared/scoring/percentage.ts';
import { matchesNothing, matching, type SessionFilter, selectTallies } from './session-filter.ts';
import type { Db } from './store.ts';

export interface SessionTotals {
  total: number;
  /** Sessions that have a score. */
  scored: number;
  /** Percentages, over those; null when there are none. */
  min: number | null;
  max: number | null;
  sum: Decimal | null;
}

/** Over every session that matches, not over a page. */
export async function totalSessions(db: Db, workspaceId: string, filter: SessionFilter): Promise<SessionTotals> {
  if (matchesNothing(filter)) return { total: 0, scored: 0, min: null, max: null, sum: null };
  const row = await (filter.studentIds ? ofStudents(db, workspaceId, filter) : ofTallies(db, workspaceId, filter));
  const scored = Number(row?.scored ?? 0);
  return {
    total: Number(row?.sessions ?? 0),
    scored,
    min: row?.min ?? null,
    max: row?.max ?? null,
    sum: scored === 0 ? null : { units: BigInt(row?.score_units ?? 0), scale: PERCENTAGE_DECIMALS },
  };
}

/** Students have few sessions: these are counted. */
function ofStudents(db: Db, workspaceId: string, filter: SessionFilter) {
  return db
    .selectFrom('exam_session')
    .select((e) => [
      e.fn.countAll<number>().as('sessions'),
      e.fn.count<number>('score_actual').as('scored'),
      sql<number>`coalesce(sum(round(score_actual * 10000)), 0)`.as('score_units'),
      e.fn.min('score_actual').as('min'),
      e.fn.max('score_actual').as('max'),
    ])
    .where('workspace_id', '=', workspaceId)
    .where(matching(filter))
    .executeTakeFirst();
}

/** From what is kept beside the sessions; the least and the greatest percentage are ends of an index of each part. */
function ofTallies(db: Db, workspaceId: string, filter: SessionFilter) {
  const scope = filter.contextIds ? 'class' : filter.configIds ? 'config' : 'all';
  const parts = db
    .selectFrom(selectTallies(db, workspaceId, scope, filter).as('tally'))
    .select([
      'context_id',
      'config_id',
      'maturity',
      sql<number>`sum(sessions)`.as('sessions'),
      sql<number>`sum(scored)`.as('scored'),
      sql<number>`sum(score_units)`.as('score_units'),
    ])
    .groupBy(['context_id', 'config_id', 'maturity']);

  return db
    .selectFrom(parts.as('part'))
    .select((e) => {
      const end = (direction: 'asc' | 'desc') => {
        let scores = e
          .selectFrom('exam_session')
          .select('exam_session.score_actual')
          .where('exam_session.workspace_id', '=', workspaceId)
          .whereRef('exam_session.maturity', '=', 'part.maturity')
          .where('exam_session.score_actual', 'is not', null)
          .orderBy('exam_session.score_actual', direction)
          .limit(1);
        if (scope !== 'all') scores = scores.whereRef('exam_session.config_id', '=', 'part.config_id');
        if (scope === 'class') scores = scores.whereRef('exam_session.context_id', '=', 'part.context_id');
        return e.fn<number | null>(direction === 'asc' ? 'min' : 'max', [scores]);
      };
      return [
        sql<number>`sum(part.sessions)`.as('sessions'),
        sql<number>`sum(part.scored)`.as('scored'),
        sql<number>`sum(part.score_units)`.as('score_units'),
        end('asc').as('min'),
        end('desc').as('max'),
      ];
    })
    .executeTakeFirst();
}
