/*
 * One connection, so that what a job leaves on it the next one meets. Oracle: the rows, and how often the database was asked. A commit
 * that does not look at what went along with it keeps half of a job, or acknowledges one that was rolled back.
 */
import { sql } from 'kysely';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addHistory } from '../../../src/server/store/answer-history.ts';
import { type AnswerRow, rowsOf } from '../../../src/server/store/answer-sheet.ts';
import { putAnswers } from '../../../src/server/store/answers.ts';
import { answersAhead } from '../../../src/server/store/answers-ahead.ts';
import { openPool } from '../../../src/server/store/postgres-pool.ts';
import { PostgresTransactions } from '../../../src/server/store/postgres-transactions.ts';
import { insertRun, type RunRow, updateRun } from '../../../src/server/store/runs.ts';
import type { Db } from '../../../src/server/store/store.ts';
import type { AnswerSheetTable } from '../../../src/server/store/tables.ts';
import { putWriter } from '../../../src/server/store/writers.ts';
import { onDatabase, type TestDatabase, takeDatabase } from '../../support/test-database.ts';
import { rows } from './rows.ts';

let database: TestDatabase;
let pool: ReturnType<typeof openPool>;
let jobs: PostgresTransactions;
let trips = 0;
const clients = new Set<PoolClient>();
beforeAll(async () => {
  database = await takeDatabase();
  pool = openPool(database.url, 1);
  const connect = async () => {
    const client = await pool.connect();
    if (!clients.has(client)) {
      const query = client.query.bind(client) as (pipeline: object) => object;
      client.query = ((pipeline: object) => {
        trips += 1;
        return query(pipeline);
      }) as PoolClient['query'];
    }
    clients.add(client);
    return client;
  };
  jobs = new PostgresTransactions(
    { connect: connect as typeof pool.connect, end: () => pool.end() },
    { begin: ['begin isolation level serializable'] },
  );
});
afterAll(async () => {
  await pool.end();
  await database.release();
});

const writer = rows.writer as Parameters<typeof putWriter>[1];
const answer = rows.answer as AnswerRow;
const past = rows.answer_history as Parameters<typeof addHistory>[1][number];
const refused = { ...writer, writer: null } as unknown as typeof writer;
const add = (db: Db, id: string) =>
  db.insertInto('workspace').values({ workspace_id: id, name: id, created_at: 0 }).execute();
const count = (table: 'writer' | 'workspace') =>
  jobs.run(async (db) => (await db.selectFrom(table).select('workspace_id').execute()).length);

it('sends what nobody waits for along with the commit, and what is asked for at once together', async () => {
  const before = trips;
  await jobs.run(async (db) => {
    await Promise.all([sql`select 1`.execute(db), sql`select 2`.execute(db)]);
    await putWriter(db, writer);
    await addHistory(db, [past]);
  });
  expect(trips - before).toBe(2);
  expect(await count('writer')).toBe(1);
});

it('a job that writes without end sends some of it on the way', async () => {
  const had = await count('writer');
  const before = trips;
  await jobs.run(async (db) => {
    for (let n = 0; n < 600; n++) await putWriter(db, { ...writer, writer: `writer-${n}` });
  });
  // 4,800 parameters, of which 2,000 may wait.
  expect(trips - before).toBe(3);
  expect(await count('writer')).toBe(had + 600);
});

it('a job sees what it wrote before, though nobody waited for it', async () => {
  const seen = await jobs.run(async (db) => {
    await putWriter(db, { ...writer, writer: 'another' });
    return db.selectFrom('writer').select('writer').where('writer', '=', 'another').execute();
  });
  expect(seen).toEqual([{ writer: 'another' }]);
});

it('keeps nothing of a job of which a write fails that nobody waited for, and tells of that one', async () => {
  const had = await count('workspace');
  const atCommit = jobs.run(async (db) => {
    await add(db, 'elm');
    await putWriter(db, refused);
  });
  await expect(atCommit).rejects.toThrow(/null value in column "writer"/);
  const before = jobs.run(async (db) => {
    await putWriter(db, refused);
    await add(db, 'elm');
  });
  await expect(before).rejects.toThrow(/null value in column "writer"/);
  const caught = jobs.run(async (db) => {
    await putWriter(db, refused);
    await add(db, 'elm').catch(() => undefined);
  });
  await expect(caught).rejects.toThrow(/null value in column "writer"/);
  expect(await count('workspace')).toBe(had);
});

it('goes on with the connection and its statements after one failed that was prepared in that moment', async () => {
  const divide = (by: number) => jobs.run(async (db) => sql`select 1 / ${by}::integer as one`.execute(db));
  await divide(1);
  await expect(divide(0)).rejects.toThrow('division by zero');
  await expect(divide(0)).rejects.toThrow('division by zero');
  expect((await divide(1)).rows).toEqual([{ one: 1 }]);
  expect((await divide(1)).rows).toEqual([{ one: 1 }]);
  expect(clients.size).toBe(1);
});

it('refuses a job whose rows it cannot read, and goes on', async () => {
  const tooLarge = jobs.run(async (db) => sql`select 9007199254740993::bigint as sum`.execute(db));
  await expect(tooLarge).rejects.toMatchObject({ cause: expect.any(RangeError) });
  expect((await jobs.run(async (db) => sql`select 1::bigint as sum`.execute(db))).rows).toEqual([{ sum: 1 }]);
});

it('runs a job again for which a pooler lent a connection with a wider statement under the same name', async () => {
  await onDatabase(database.url, 'create table leaf (a int, b int)');
  await onDatabase(database.url, 'insert into leaf values (1, 2)');
  let runs = 0;
  const look = () =>
    jobs.run(async (db) => {
      runs += 1;
      return (await sql`select * from leaf where a = ${1}`.execute(db)).rows;
    });
  // The second time it gets a name, the third time it is known by it.
  for (let time = 0; time < 3; time += 1) await look();
  const client = await pool.connect();
  const { rows: prepared } = await client.query(
    `select name from pg_prepared_statements where statement like '%from leaf%'`,
  );
  const [{ name }] = prepared;
  await client.query(`deallocate ${name}`);
  await client.query('alter table leaf add column c int default 9');
  await client.query(`prepare ${name} (int) as select * from leaf where a = $1`);
  client.release();
  runs = 0;
  expect(await look()).toEqual([{ a: 1, b: 2, c: 9 }]);
  expect(runs).toBe(2);
});

it('does not look for answers of a run that has not started, and then finds those that are asked for', async () => {
  const { workspace_id: workspaceId, run_id: runId, item_id: itemId, question_id: questionId } = answer;
  await jobs.run(async (db) => {
    await insertRun(db, { ...rows.run, maturity: 'NOT_STARTED' } as RunRow);
    await putAnswers(db, [answer, { ...answer, question_id: 'another' }]);
    await db.insertInto('answer_sheet').values(rows.answer_sheet).execute();
  });
  /** What it finds, and how often it stands in the way of who writes answers. */
  const look = () =>
    jobs.run(async (db) => {
      const found = await answersAhead(db, workspaceId, runId, [{ itemId, questionId }])({ all: false });
      const { rows: locks } = await sql<{ relation: string }>`select relation::regclass::text as relation from pg_locks
        where mode = 'SIReadLock' and pid = pg_backend_pid()`.execute(db);
      return { found, locks: locks.filter(({ relation }) => /^answer(_sheet)?(_key)?$/.test(relation)).length };
    });
  // So often that the plan is the one that is kept.
  for (let time = 0; time < 8; time += 1) expect(await look()).toEqual({ found: [], locks: 0 });
  await jobs.run((db) => updateRun(db, workspaceId, runId, { maturity: 'IN_PROGRESS' }));
  const onSheet = rowsOf(rows.answer_sheet as AnswerSheetTable);
  expect(await look()).toEqual({ found: [...onSheet, answer], locks: expect.any(Number) });
  expect((await look()).locks).toBeGreaterThan(0);
});
