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
import { listSessions } from '../../../src/server/store/list-sessions.ts';
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

/** How the statements of a job find sessions. */
async function plansOf(job: (db: Db) => Promise<unknown>): Promise<string[]> {
  statements.length = 0;
  await store.read(job);
  const database = new Database(databasePath(dataDir), { readonly: true });
  const plans = statements.flatMap((sql) => {
    const values = Array(sql.match(/\?/g)?.length ?? 0).fill('');
    return database.prepare(`explain query plan ${sql}`).all(...values) as { detail: string }[];
  });
  database.close();
  return plans.map(({ detail }) => detail).filter((detail) => /^(SEARCH|SCAN) (exam_)?session\b/.test(detail));
}

const page = { after: ['c', 's'] as [string, string], take: 101 };

test.each([
  [
    'everything',
    (db: Db) => listSessions(db, 'oak', {}, page),
    /by_config \(workspace_id=\? AND \(config_id,session_id\)>/,
  ],
  [
    'a config',
    (db: Db) => listSessions(db, 'oak', { configIds: ['c'] }, page),
    /by_config .*config_id=\? AND session_id>\?/,
  ],
  [
    'a maturity',
    (db: Db) => listSessions(db, 'oak', { maturities: ['COMPLETE'] }, page),
    /by_maturity .*config_id=\? AND maturity=\? AND session_id>\?/,
  ],
  [
    'a class',
    (db: Db) => listSessions(db, 'oak', { contextIds: ['k'] }, page),
    /by_class .*context_id=\? AND config_id=\? AND session_id>\?/,
  ],
  [
    'a maturity of a class',
    (db: Db) => listSessions(db, 'oak', { contextIds: ['k'], maturities: ['COMPLETE'] }, page),
    /by_class .*context_id=\? AND config_id=\? AND session_id>\?/,
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
    'the board',
    (db: Db) => boardSessions(db, 'oak', 'c', { after: null, take: 101 }),
    /by_config .*config_id=\? AND session_id>\?/,
  ],
])('%s is read along its index', async (_what, job, index) => {
  const plans = await plansOf(job);
  expect(plans.length).toBeGreaterThan(0);
  for (const plan of plans) expect(plan).toMatch(index);
});

test('each index of the sessions has an estimate under its own name: SQLite passes over one that it does not know', () => {
  const database = new Database(databasePath(dataDir), { readonly: true });
  const names = (sql: string) => database.prepare(sql).pluck().all();
  const indexes = names("select name from sqlite_schema where type = 'index' and tbl_name = 'exam_session' order by 1");
  expect(names("select idx from sqlite_stat1 where tbl = 'exam_session' order by 1")).toEqual(indexes);
  database.close();
});
