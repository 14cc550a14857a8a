/*
 * What SQLite reads for a list, as it says itself. Oracle: the index that has the rows in order. Without the estimates that the
 * migration leaves it takes the primary key, and reads a whole workspace for one page.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databasePath } from '../../../src/server/store/data-dir.ts';
import { listSessions, type SessionKey } from '../../../src/server/store/list-sessions.ts';
import { openStore } from '../../../src/server/store/open-store.ts';
import { boardSessions } from '../../../src/server/store/staff-board.ts';
import type { Db, Store } from '../../../src/server/store/store.ts';
import { totalSessions } from '../../../src/server/store/total-sessions.ts';

let dataDir: string;
let store: Store;
const statements: string[] = [];
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'satchel-plans-'));
  store = await openStore({ dataDir, testing: { onStatement: (sql) => statements.push(sql) } });
});
afterAll(async () => {
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** How the statements of a job find and order rows. */
async function plansOf(job: (db: Db) => Promise<unknown>): Promise<string[]> {
  statements.length = 0;
  await store.read(job);
  const database = new Database(databasePath(dataDir), { readonly: true });
  const plans = statements.flatMap((sql) => {
    const values = Array(sql.match(/\?/g)?.length ?? 0).fill('');
    return database.prepare(`explain query plan ${sql}`).all(...values) as { detail: string }[];
  });
  database.close();
  return plans.map(({ detail }) => detail);
}

const page = { after: ['c', 1, 's'] as SessionKey, take: 101 };

test.each([
  [
    'everything',
    (db: Db) => listSessions(db, 'oak', {}, page),
    /by_config \(workspace_id=\? AND \(config_id,created_at,session_id\)>/,
  ],
  [
    'a config',
    (db: Db) => listSessions(db, 'oak', { configIds: ['c'] }, page),
    /by_config .*config_id=\? AND \(created_at,session_id\)>/,
  ],
  [
    'a maturity',
    (db: Db) => listSessions(db, 'oak', { maturities: ['COMPLETE'] }, page),
    /by_maturity .*config_id=\? AND maturity=\? AND \(created_at,session_id\)>/,
  ],
  [
    'a class',
    (db: Db) => listSessions(db, 'oak', { contextIds: ['k'] }, page),
    /by_class .*context_id=\? AND config_id=\? AND \(created_at,session_id\)>/,
  ],
  [
    'a maturity of a class',
    (db: Db) => listSessions(db, 'oak', { contextIds: ['k'], maturities: ['COMPLETE'] }, page),
    /by_class .*context_id=\? AND config_id=\? AND \(created_at,session_id\)>/,
  ],
  ['a student', (db: Db) => listSessions(db, 'oak', { studentIds: ['p'] }, page), /by_student .*student_id=\?/],
  ['the totals of all', (db: Db) => totalSessions(db, 'oak', {}), /by_score .*maturity=\?/],
  [
    'the totals of a config',
    (db: Db) => totalSessions(db, 'oak', { configIds: ['c'] }),
    /by_config_score .*maturity=\?/,
  ],
  [
    'the totals of a class',
    (db: Db) => totalSessions(db, 'oak', { contextIds: ['k'] }),
    /by_class_score .*maturity=\?/,
  ],
  [
    'the first page of a config',
    (db: Db) => listSessions(db, 'oak', { configIds: ['c'] }, { after: null, take: 101 }),
    /by_config \(workspace_id=\? AND config_id=\?\)/,
  ],
  [
    'the board',
    (db: Db) => boardSessions(db, 'oak', 'c', { after: null, take: 101 }),
    /by_config \(workspace_id=\? AND config_id=\?\)/,
  ],
  [
    'the board further on',
    (db: Db) => boardSessions(db, 'oak', 'c', { after: [1, 's'], take: 101 }),
    /by_config .*config_id=\? AND \(created_at,session_id\)>/,
  ],
])('%s is read along its index', async (what, job, index) => {
  const plans = await plansOf(job);
  const ofSessions = plans.filter((detail) => /^(SEARCH|SCAN) (exam_)?session\b/.test(detail));
  expect(ofSessions.length).toBeGreaterThan(0);
  for (const plan of ofSessions) expect(plan).toMatch(index);
  // Of totals and of a student, who has few, rows are sorted or put together; of all else they come as the index has them.
  if (!/totals|student/.test(what))
    expect(plans.filter((detail) => /TEMP B-TREE FOR .*ORDER BY/.test(detail))).toEqual([]);
});

test('each index of the sessions has an estimate under its own name: SQLite passes over one that it does not know', () => {
  const database = new Database(databasePath(dataDir), { readonly: true });
  const names = (sql: string) => database.prepare(sql).pluck().all();
  const indexes = names("select name from sqlite_schema where type = 'index' and tbl_name = 'exam_session' order by 1");
  expect(names("select idx from sqlite_stat1 where tbl = 'exam_session' order by 1")).toEqual(indexes);
  database.close();
});
