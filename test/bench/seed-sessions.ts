import Database from 'better-sqlite3';
import { type Kysely, sql } from 'kysely';
import { storedResults } from '../../src/server/session/stored-results.ts';
import { databasePath } from '../../src/server/store/data-dir.ts';
import { NO_LIMIT_MS, openPool } from '../../src/server/store/postgres-pool.ts';
import { PostgresTransactions } from '../../src/server/store/postgres-transactions.ts';
import { retallySessions } from '../../src/server/store/recount-sessions.ts';
import { kyselyOver } from '../../src/server/store/sqlite-engine.ts';
import type { Db } from '../../src/server/store/store.ts';

/** Where the rows go: a store that a server has made, and that nobody writes to meanwhile. */
export type SeededStore = { dataDir: string } | { databaseUrl: string };

export interface Seed {
  workspaceId: string;
  /** Half of the sessions are of this config, which a server has put. */
  configId: string;
  sessions: number;
}

/** Of the other half, each config has this many at most, and there are as many configs at least: the first page of their list. */
const SMALL_CONFIG = 250;
const SMALL_CONFIGS = 100;
/** Two sessions each, one of either half. */
export const CLASS = 30;
const OFFSET = 10_000_000;

/** Ids of one length, so that their order is that of the numbers. */
export const sessionId = (n: number) => `session-${OFFSET + n}`;
export const studentId = (n: number) => `student-${OFFSET + n}`;
export const classId = (n: number) => `class-${OFFSET + n}`;
export const smallConfigId = (n: number) => `config-${OFFSET + n}`;

/** Long before what a server makes meanwhile. */
const FIRST_CREATED_AT = 1_704_067_200_000;
/** A class within a second, and the next one a minute later. */
export const createdAt = (n: number) => FIRST_CREATED_AT + Math.floor(n / CLASS) * 60_000 + (n % CLASS) * 33;
const created = sql.raw(`${FIRST_CREATED_AT} + i / ${CLASS} * cast(60000 as bigint) + i % ${CLASS} * 33`);

/**
 * Puts sessions in as one statement a table makes them: a student of each two, a run each, two answers each, 98 of 100 complete.
 * A session has as many rows as a real one but for its answers, which would be forty.
 */
export async function seedSessions(store: SeededStore, seed: Seed): Promise<void> {
  if ('dataDir' in store) {
    const database = new Database(databasePath(store.dataDir), { timeout: 20_000 });
    try {
      database.pragma('synchronous = OFF');
      database.exec('begin immediate');
      await insertAll(kyselyOver(database), SQLITE_NUMBERS, seed);
      database.exec('commit');
      // What is left in the log would be read from there, by readers of this store alone.
      database.pragma('wal_checkpoint(truncate)');
    } finally {
      database.close();
    }
    return;
  }
  const pool = openPool(store.databaseUrl, 1, NO_LIMIT_MS);
  const begin = ['begin', 'set local statement_timeout = 0', 'set local synchronous_commit = off'];
  await new PostgresTransactions(pool, { begin }).run((db) => insertAll(db, POSTGRES_NUMBERS, seed));
  const client = await pool.connect();
  // As the vacuum that PostgreSQL runs by itself, and that its tests go without.
  await client.query('vacuum (analyze)').finally(() => client.release());
  await pool.end();
}

const SQLITE_NUMBERS = (count: number) =>
  sql`(with recursive numbers(i) as (select 0 union all select i + 1 from numbers where i + 1 < ${sql.lit(count)}) select i from numbers) as numbers`;
const POSTGRES_NUMBERS = (count: number) => sql`generate_series(0, ${sql.lit(count - 1)}) as numbers(i)`;

/** Of each run: two answers that came together. */
const SHEET = JSON.stringify([0, 1].map((n) => [`item-${OFFSET + n}`, 'q', n + 1, '{"options":[{"index":1}]}']));

const id = (prefix: string, number: string) => sql.raw(`'${prefix}-' || (${OFFSET} + ${number})`);

async function insertAll(db: Db, numbers: typeof SQLITE_NUMBERS, { workspaceId, configId, sessions }: Seed) {
  const half = Math.floor(sessions / 2);
  const fill = (statement: ReturnType<typeof sql>) => statement.execute(db as Kysely<unknown>);
  const workspace = sql.lit(workspaceId);
  const each = Math.max(1, Math.min(SMALL_CONFIG, Math.floor((sessions - half) / SMALL_CONFIGS)));
  const small = `(i - ${half}) / ${each}`;
  const student = `i % ${half}`;
  const config = sql`case when i < ${sql.lit(half)} then ${sql.lit(configId)} else ${id('config', small)} end`;
  const maturity = sql.raw(`case i % 100 when 17 then 'IN_PROGRESS' when 42 then 'NOT_STARTED' else 'COMPLETE' end`);
  const score = sql.raw(`case when i % 100 in (17, 42) then null else ((i * 7) % 41) * 2.5 end`);
  const part = { actual: 1, isScorable: true, min: 0, max: 1 };
  const results = storedResults([], {
    items: ['item-0', 'item-1'].map((item) => ({ id: item, score: part })),
    objectives: {},
    points: { ...part, actual: 2, max: 2 },
  });

  await fill(sql`
    insert into exam_config (workspace_id, config_id, exam_id, settings_json, created_at, updated_at)
    select workspace_id, ${id('config', 'i')}, exam_id, settings_json, created_at, updated_at
    from exam_config, ${numbers(Math.ceil((sessions - half) / each))}
    where workspace_id = ${workspace} and config_id = ${sql.lit(configId)}`);
  await fill(sql`
    insert into student (workspace_id, student_id, given_name, family_name, ticket, created_at)
    select ${workspace}, ${id('student', 'i')}, 'Student', ${id('number', 'i')}, ${id('T', 'i')}, 0 from ${numbers(half)}`);
  await fill(sql`
    insert into exam_session (workspace_id, session_id, config_id, exam_id, student_id, context_id, name, current_run,
      revision, maturity, attempt, score_actual, launch_json, created_at, last_contact_at)
    select ${workspace}, ${id('session', 'i')}, ${config}, 'growth', ${id('student', student)},
      ${id('class', `(${student}) / ${CLASS}`)}, ${id('Student', student)}, ${id('run', 'i')}, 1, ${maturity}, 1, ${score},
      '{"user_id":"student"}', ${created}, ${created}
    from ${numbers(sessions)}`);
  await fill(sql`
    insert into run (workspace_id, run_id, session_id, attempt, maturity, epoch, opening, holder, released,
      held_from_epoch, exam_version, started_at, completed_at, results_json, score_actual, created_at)
    select ${workspace}, ${id('run', 'i')}, ${id('session', 'i')}, 1, ${maturity}, 1, 1, ${id('device-of-student', student)}, 0, 1, 0,
      0, 0, case when i % 100 in (17, 42) then null else ${sql.lit(results)} end, ${score}, 0
    from ${numbers(sessions)}`);
  await fill(sql`
    insert into answer_sheet (workspace_id, run_id, epoch, writer, source, received_at, answered, answers_json)
    select ${workspace}, ${id('run', 'i')}, 1, 'writer', 'device', 0, 2, ${sql.lit(SHEET)} from ${numbers(sessions)}`);
  await retallySessions(db, workspaceId);
}
