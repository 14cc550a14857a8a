import { type RawBuilder, sql } from 'kysely';
import { noteRecount } from './session-tally.ts';
import type { Db } from './store.ts';
import type { SessionTallyTable } from './tables.ts';

interface Counted {
  sessions: number;
  scored: number;
  scoreUnits: number;
}

/** A total that is not what its sessions come to. */
export interface TallyDifference {
  scope: SessionTallyTable['scope'];
  contextId: string;
  configId: string;
  maturity: SessionTallyTable['maturity'];
  /** As it is kept. */
  kept: Counted;
  /** As the sessions are. */
  found: Counted;
}

const SCOPES = [
  { scope: 'all', context: "''", config: "''" },
  { scope: 'config', context: "''", config: 'config_id' },
  { scope: 'class', context: 'context_id', config: 'config_id' },
] as const;

/** Counts every session of a workspace and compares with the totals that are kept. Reads all of them: seconds for a million. */
export async function recountSessions(db: Db, workspaceId: string): Promise<TallyDifference[]> {
  const { rows } = await sql<Record<'scope' | 'context_id' | 'config_id' | 'maturity', string> & Sums>`
    select scope, context_id, config_id, maturity,
      sum(kept_sessions) as kept_sessions, sum(kept_scored) as kept_scored, sum(kept_units) as kept_units,
      sum(found_sessions) as found_sessions, sum(found_scored) as found_scored, sum(found_units) as found_units
    from (
      select scope, context_id, config_id, maturity,
        sessions as kept_sessions, scored as kept_scored, score_units as kept_units,
        0 as found_sessions, 0 as found_scored, 0 as found_units
      from session_tally where "workspace_id" = ${workspaceId}
      union all
      select scope, context_id, config_id, maturity, 0, 0, 0, sessions, scored, score_units
      from (${fromScratch(workspaceId)}) as scratch
    ) as both_sides
    group by scope, context_id, config_id, maturity
    having sum(kept_sessions) <> sum(found_sessions) or sum(kept_scored) <> sum(found_scored)
      or sum(kept_units) <> sum(found_units)
    order by scope, context_id, config_id, maturity`.execute(db);
  return rows.map((row) => ({
    scope: row.scope as TallyDifference['scope'],
    contextId: row.context_id,
    configId: row.config_id,
    maturity: row.maturity as TallyDifference['maturity'],
    kept: counted(row.kept_sessions, row.kept_scored, row.kept_units),
    found: counted(row.found_sessions, row.found_scored, row.found_units),
  }));
}

/** Makes the totals of a workspace what its sessions come to, whatever they were. */
export async function retallySessions(db: Db, workspaceId: string): Promise<void> {
  await db.deleteFrom('session_tally').where('workspace_id', '=', workspaceId).execute();
  await sql`
    insert into session_tally
      ("workspace_id", scope, context_id, config_id, maturity, shard, sessions, scored, score_units)
    select ${workspaceId}, scope, context_id, config_id, maturity, 0, sessions, scored, score_units
    from (${fromScratch(workspaceId)}) as scratch`.execute(db);
  noteRecount(db, workspaceId);
}

type Sums = Record<`${'kept' | 'found'}_${'sessions' | 'scored' | 'units'}`, number>;

const counted = (sessions: number, scored: number, scoreUnits: number): Counted => ({
  sessions: Number(sessions),
  scored: Number(scored),
  scoreUnits: Number(scoreUnits),
});

/** The totals of every scope, from the sessions alone. */
function fromScratch(workspaceId: string): RawBuilder<unknown> {
  const ofScope = SCOPES.map(({ scope, context, config }) => {
    const by = [context, config, 'maturity'].filter((column) => column !== "''");
    return sql`
      select ${sql.lit(scope)} as scope, ${sql.raw(context)} as context_id, ${sql.raw(config)} as config_id, maturity,
        count(*) as sessions, count(score_actual) as scored,
        cast(coalesce(sum(round(score_actual * 10000)), 0) as bigint) as score_units
      from exam_session where "workspace_id" = ${workspaceId}
      group by ${sql.join(by.map((column) => sql.ref(column)))}`;
  });
  return sql`${sql.join(ofScope, sql` union all `)}`;
}
