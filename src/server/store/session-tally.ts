import { PostgresAdapter, type RawBuilder, sql } from 'kysely';
import { PERCENTAGE_DECIMALS } from '../../shared/scoring/percentage.ts';
import { insertMany } from './insert-many.ts';
import { JobDatabase } from './job-database.ts';
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

/** What is to be added to the totals. */
export interface TallyChanges {
  /** Of classes, several of one where several changed it. What is wider follows from these. */
  rows: TallyRow[];
  /** Workspaces whose totals were counted anew meanwhile: what was to be added before is in them. */
  recounted: Set<string>;
}

export const noTallyChanges = (): TallyChanges => ({ rows: [], recounted: new Set() });

/**
 * From here on what a job adds to the totals is kept and not written: whoever runs it sums up what many jobs added, and writes it at once with
 * `writeTallies` in the same transaction.
 */
export function keepTallies(db: JobDatabase): TallyChanges {
  db.tallyChanges = noTallyChanges();
  return db.tallyChanges;
}

const keptOf = (db: Db): TallyChanges | undefined => (db instanceof JobDatabase ? db.tallyChanges : undefined);

/** Adds what a later job added. */
export function mergeTallies(into: TallyChanges, from: TallyChanges): void {
  for (const workspaceId of from.recounted) forget(into, workspaceId);
  for (const row of from.rows) into.rows.push(row);
}

/** Has the totals of a workspace stand as they were just written. */
export function noteRecount(db: Db, workspaceId: string): void {
  const changes = keptOf(db);
  if (!changes) return;
  forget(changes, workspaceId);
  changes.recounted.add(workspaceId);
}

function forget(changes: TallyChanges, workspaceId: string): void {
  changes.rows = changes.rows.filter((row) => row.workspace_id !== workspaceId);
}

/**
 * Sums up what was kept, and writes it. It reads nothing, so that on PostgreSQL only two that add to one row at once are in each other's way
 * (docs/decisions/0027).
 */
export async function writeTallies(db: Db, changes: TallyChanges): Promise<void> {
  const classes = [...sumByKey(changes.rows).values()];
  const rows = [...sumByKey(classes.flatMap(inAllScopes))].filter(
    ([, row]) => row.sessions !== 0 || row.scored !== 0 || row.score_units !== 0,
  );
  // In one order, whoever writes: two that wait for each other's rows would be a deadlock.
  rows.sort(([a], [b]) => (a < b ? -1 : 1));
  // Of one workspace each, as every statement is.
  for (const workspaceId of new Set(rows.map(([, row]) => row.workspace_id))) {
    const own = rows.filter(([, row]) => row.workspace_id === workspaceId);
    await addRows(
      db,
      own.map(([, row]) => row),
    );
  }
}

/** Brings the totals up to date, in the transaction that changes the sessions. */
export async function tallySessions(db: Db, workspaceId: string, changes: readonly StandingChange[]): Promise<void> {
  const kept = keptOf(db);
  const added = kept ?? noTallyChanges();
  for (const { before, after } of changes) {
    if (before && isSame(before, after)) continue;
    if (before) added.rows.push(classRow(workspaceId, before, -1));
    added.rows.push(classRow(workspaceId, after, 1));
  }
  if (!kept) await writeTallies(db, added);
}

/** A percentage in the unit that it is rounded to. */
const unitsOf = (score: number) => Math.round(score * 10 ** PERCENTAGE_DECIMALS);

function isSame(before: Standing, after: Standing): boolean {
  return before.maturity === after.maturity && before.score_actual === after.score_actual;
}

function classRow(workspace_id: string, standing: Standing, sign: 1 | -1): TallyRow {
  const { config_id, context_id, maturity, score_actual: score } = standing;
  return {
    workspace_id,
    scope: 'class',
    context_id,
    config_id,
    maturity,
    sessions: sign,
    scored: score === null ? 0 : sign,
    score_units: score === null ? 0 : sign * unitsOf(score),
  };
}

const inAllScopes = (row: TallyRow): TallyRow[] => [
  { ...row, scope: 'all', config_id: '', context_id: '' },
  { ...row, scope: 'config', context_id: '' },
  row,
];

function sumByKey(rows: readonly TallyRow[]): Map<string, TallyRow> {
  const sums = new Map<string, TallyRow>();
  for (const row of rows) {
    // Of the parts only a class may hold anything, so that it stands last.
    const key = `${row.workspace_id} ${row.scope} ${row.maturity} ${row.config_id} ${row.context_id}`;
    const sum = sums.get(key);
    if (!sum) sums.set(key, { ...row });
    else {
      sum.sessions += row.sessions;
      sum.scored += row.scored;
      sum.score_units += row.score_units;
    }
  }
  return sums;
}

/**
 * Of the connection: what two transactions of one do comes one after the other. SQLite has one that writes. By the number of the
 * process, as connections that are opened together have numbers in a row.
 */
function ownShard(db: Db): RawBuilder<number> {
  const hasMany = db.getExecutor().adapter instanceof PostgresAdapter;
  return hasMany ? sql<number>`pg_backend_pid() % ${sql.lit(SHARDS)}` : sql.lit(0);
}
