/*
 * What PostgreSQL reads for totals and for pages of sessions in a workspace of many configs, as its own statistics of a transaction count it. Oracle: the
 * rows that are asked for. Its planner takes a config's totals to be one row in thousands, and left to a list of configs it reads
 * those of all.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listSessions, type SessionKey } from '../../../src/server/store/list-sessions.ts';
import { openStore } from '../../../src/server/store/open-store.ts';
import { configsHolding, type SessionFilter } from '../../../src/server/store/session-filter.ts';
import { boardConfigs, boardSessions } from '../../../src/server/store/staff-board.ts';
import type { Db, Store } from '../../../src/server/store/store.ts';
import { totalSessions } from '../../../src/server/store/total-sessions.ts';
import { createDatabase, dropDatabase, onDatabase, TEMPLATE } from '../../support/test-database.ts';

/** With three totals each. */
const CONFIGS = 2000;
/** Sessions of one config, two created within each millisecond. */
const LARGE = 20_000;
const CREATED_AT = 1_772_000_000_000;

let dataDir: string;
let databaseUrl: string;
let store: Store;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'satchel-plans-'));
  databaseUrl = await createDatabase(`template ${TEMPLATE}`);
  store = await openStore({ dataDir, databaseUrl });
  const config = "'config-' || (10000 + i)";
  await onDatabase(
    databaseUrl,
    `insert into exam_config (workspace_id, config_id, exam_id, settings_json, created_at, updated_at)
       select 'oak', ${config}, 'exam', '{}', 0, 0 from generate_series(1, ${CONFIGS}) as i;
     insert into session_tally (workspace_id, scope, context_id, config_id, maturity, shard, sessions, scored, score_units)
       select 'oak', scope, case scope when 'class' then 'class-' || i else '' end, ${config}, maturity, 0, 1, 0, 0
       from generate_series(1, ${CONFIGS}) as i, unnest(array['config', 'class']) as scope,
         unnest(array['NOT_STARTED', 'IN_PROGRESS', 'COMPLETE']) as maturity;
     insert into exam_session (workspace_id, session_id, config_id, exam_id, student_id, context_id, name, current_run, revision,
         maturity, attempt, launch_json, created_at)
       select 'oak', md5(i::text), case when i <= ${LARGE} then 'large' else 'config-' || (10000 + i - ${LARGE}) end, 'exam', 'student-' || i, 'class-' || i % 10,
         '', '', 0, (array['NOT_STARTED', 'IN_PROGRESS', 'COMPLETE', 'COMPLETE'])[1 + i % 4], 1, '{}', ${CREATED_AT} + i / 2
       from generate_series(1, ${LARGE + CONFIGS}) as i;
     analyze exam_config, session_tally, exam_session`,
  );
});
afterAll(async () => {
  await store.close();
  await dropDatabase(databaseUrl);
  await rm(dataDir, { recursive: true, force: true });
});

/** So often that the plan is the one that is kept for any configs. */
const TIMES = 8;

async function rowsRead(table: 'session_tally' | 'exam_session', job: (db: Db) => Promise<unknown>): Promise<number> {
  // What the connection has counted and not told yet, of the transactions before as well.
  const counted = async (db: Db) => {
    const { rows } = await sql<{ read: number }>`
      select seq_tup_read + idx_tup_fetch as read from pg_stat_xact_user_tables where relname = ${table}`.execute(db);
    return rows[0]?.read ?? Number.NaN;
  };
  let read = 0;
  for (let time = 0; time < TIMES; time += 1) {
    read = await store.read(async (db) => {
      const before = await counted(db);
      await job(db);
      return (await counted(db)) - before;
    });
  }
  return read;
}

const two = { configIds: ['config-10001', `config-${10_000 + CONFIGS}`] };

it.each<[what: string, rows: number, job: (db: Db) => Promise<unknown>]>([
  ['the totals of two configs', 6, (db) => totalSessions(db, 'oak', two)],
  ['a page of two configs', 6, (db) => configsHolding(db, 'oak', two, { after: null, take: 100 })],
  ['the next configs', 303, (db) => configsHolding(db, 'oak', {}, { after: 'config-11000', take: 100 })],
  ['the first configs of the board', 300, (db) => boardConfigs(db, 'oak', { after: null, take: 100 })],
])('%s are %i rows', async (_what, rows, job) => {
  const read = await rowsRead('session_tally', job);
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThanOrEqual(rows);
});

const TAKE = 101;
const deep: SessionKey = ['large', CREATED_AT + LARGE / 4, '7'];

it.each<[what: string, filter: SessionFilter, rows: number]>([
  ['of all', {}, TAKE],
  ['of a config', { configIds: ['large'] }, TAKE],
  ['of a maturity', { configIds: ['large'], maturities: ['COMPLETE'] }, TAKE],
  ['of two maturities', { configIds: ['large'], maturities: ['COMPLETE', 'NOT_STARTED'] }, 2 * TAKE],
  ['of a class', { configIds: ['large'], contextIds: ['class-3'] }, TAKE],
])('a page %s, deep inside, is read along its index', async (_what, filter, rows) => {
  const read = await rowsRead('exam_session', (db) => listSessions(db, 'oak', filter, { after: deep, take: TAKE }));
  expect(read).toBeGreaterThanOrEqual(TAKE);
  expect(read).toBeLessThanOrEqual(rows);
});

it('a page of a maturity that few sessions of many configs have is read along its index', async () => {
  const filter = { maturities: ['NOT_STARTED' as const] };
  const read = await rowsRead('exam_session', (db) => listSessions(db, 'oak', filter, { after: null, take: 6 }));
  expect(read).toBe(6);
});

it.each<[where: string, after: [number, string] | null]>([
  ['at its beginning', null],
  ['deep inside', [deep[1], deep[2]]],
])('a page of the board %s is read along its index', async (_where, after) => {
  expect(await rowsRead('exam_session', (db) => boardSessions(db, 'oak', 'large', { after, take: TAKE }))).toBe(TAKE);
});
