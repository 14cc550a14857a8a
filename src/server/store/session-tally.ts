import { PostgresAdapter, type RawBuilder, sql } from 'kysely';
import { PERCENTAGE_DECIMALS } from '../../shared/scoring/percentage.ts';
import { insertMany } from './insert-many.ts';
import type { Db } from './store.ts';
import type { ExamSessionTable, SessionTallyTable } from './tables.ts';

/** What a session counts as in totals. */
export type Standing = Pick<ExamSessionTable, 'config_id' | 'context_id' | 'maturity' | 'score_actual'>;

/** A session was added, or changed what it counts as. */
export interface StandingChange {
  before: Standing | null;
  after: Standing;
}

/** Writers of PostgreSQL that may add up at once without being in each other's way. */
const SHARDS = 32;

type TallyRow = Omit<SessionTallyTable, 'shard'>;

const addRows = insertMany<TallyRow>({
  columns: ['workspace_id', 'scope', 'context_id', 'config_id', 'maturity', 'sessions', 'scored', 'score_units'],
  build: (db, rows) =>
    db
      .insertInto('session_tally')
      .values(rows.map((row) => ({ ...row, shard: ownShard(db) })))
      .onConflict((conflict) =>
        conflict
          .columns(['workspace_id', 'scope', 'context_id', 'config_id', 'maturity', 'shard'])
          .doUpdateSet((e) => ({
            sessions: e('session_tally.sessions', '+', e.ref('excluded.sessions')),
            scored: e('session_tally.scored', '+', e.ref('excluded.scored')),
            score_units: e('session_tally.score_units', '+', e.ref('excluded.score_units')),
          })),
      ),
});

/**
 * Brings the totals up to date, in the transaction that changes the sessions. It reads nothing, so that on PostgreSQL only two
 * that add to one row at once are in each other's way (docs/decisions/0027).
 */
export async function tallySessions(db: Db, workspaceId: string, changes: readonly StandingChange[]): Promise<void> {
  const sums = new Map<string, TallyRow>();
  for (const { before, after } of changes) {
    if (before && isSame(before, after)) continue;
    if (before) addTo(sums, workspaceId, before, -1);
    addTo(sums, workspaceId, after, 1);
  }
  const rows = [...sums].filter(([, row]) => row.sessions !== 0 || row.scored !== 0 || row.score_units !== 0);
  // In one order, whoever writes: two that wait for each other's rows would be a deadlock.
  rows.sort(([a], [b]) => (a < b ? -1 : 1));
  await addRows(
    db,
    rows.map(([, row]) => row),
  );
}

/** A percentage in the unit that it is rounded to. */
const unitsOf = (score: number) => Math.round(score * 10 ** PERCENTAGE_DECIMALS);

function isSame(before: Standing, after: Standing): boolean {
  return before.maturity === after.maturity && before.score_actual === after.score_actual;
}

function addTo(sums: Map<string, TallyRow>, workspace_id: string, standing: Standing, sign: 1 | -1): void {
  const { config_id, context_id, maturity, score_actual: score } = standing;
  const scopes = [
    { scope: 'all', context_id: '', config_id: '' },
    { scope: 'config', context_id: '', config_id },
    { scope: 'class', context_id, config_id },
  ] as const;
  for (const scope of scopes) {
    const key = JSON.stringify([scope.scope, scope.context_id, scope.config_id, maturity]);
    const row = sums.get(key) ?? { workspace_id, ...scope, maturity, sessions: 0, scored: 0, score_units: 0 };
    row.sessions += sign;
    row.scored += score === null ? 0 : sign;
    row.score_units += score === null ? 0 : sign * unitsOf(score);
    sums.set(key, row);
  }
}

/**
 * Of the connection: what two transactions of one do comes one after the other. SQLite has one that writes. By the number of the
 * process, as connections that are opened together have numbers in a row.
 */
function ownShard(db: Db): RawBuilder<number> {
  const hasMany = db.getExecutor().adapter instanceof PostgresAdapter;
  return hasMany ? sql<number>`pg_backend_pid() % ${sql.lit(SHARDS)}` : sql.lit(0);
}
