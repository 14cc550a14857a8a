/* What a migration tells SQLite of a table. Oracle: the tables of its planner. */
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { expect, test } from 'vitest';
import { sqliteDdl } from '../../../src/server/store/ddl.ts';

test('estimates stand in the place of what the rows of today are like, and of samples of them', async () => {
  const database = new Database(':memory:');
  database.exec(
    'create table t (id integer primary key, a text, b text); create index t_a on t (a); create index t_b on t (b)',
  );
  const insert = database.prepare('insert into t (a, b) values (?, ?)');
  for (let n = 0; n < 100; n++) insert.run('oak', `${n}`);
  database.exec('analyze');
  expect(database.prepare("select count(*) from sqlite_stat4 where tbl = 't'").pluck().get()).toBeGreaterThan(0);

  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
  await sqliteDdl.estimate(db, 't', { t_a: [1_000_000, 1000] });
  expect(database.prepare("select idx, stat from sqlite_stat1 where tbl = 't'").all()).toEqual([
    { idx: 't_a', stat: '1000000 1000' },
  ]);
  expect(database.prepare("select count(*) from sqlite_stat4 where tbl = 't'").pluck().get()).toBe(0);
  await db.destroy();
});
