import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { cacheStatements } from '../../../src/server/store/statement-cache.ts';

let database: SqliteDatabase.Database;
beforeEach(() => {
  database = new SqliteDatabase(':memory:');
  database.exec('create table t (n integer primary key)');
});
afterEach(() => database.close());

it('prepares a statement once, however often it runs', () => {
  const prepare = vi.spyOn(database, 'prepare');
  const cached = cacheStatements(database);
  for (const n of [1, 2, 3]) cached.prepare('insert into t values (?)').run([n]);
  expect(cached.prepare('select n from t').all([])).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  expect(prepare).toHaveBeenCalledTimes(2);
});

it('forgets the statement that was used longest ago when it is full', () => {
  const prepare = vi.spyOn(database, 'prepare');
  const cached = cacheStatements(database, { limit: 2 });
  for (const sql of ['select 1', 'select 2', 'select 1', 'select 3', 'select 1']) cached.prepare(sql).all([]);
  expect(prepare).toHaveBeenCalledTimes(3);
  cached.prepare('select 2').all([]);
  expect(prepare).toHaveBeenCalledTimes(4);
});

it('gives rows as better-sqlite3 does, the last of two columns of one name included', () => {
  const sql = `select 1 as n, null as "a b", 'x' as "constructor", x'00ff' as bytes, 2.5 as n union all select 2, 3, '', x'', 4`;
  const plain = database.prepare(sql).all();
  expect(cacheStatements(database).prepare(sql).all([])).toEqual(plain);
  expect(plain).toHaveLength(2);
});

it('streams a statement that another query runs meanwhile', () => {
  const cached = cacheStatements(database);
  for (const n of [1, 2]) cached.prepare('insert into t values (?)').run([n]);
  const seen = [];
  for (const row of cached.prepare('select n from t').iterate([])) {
    seen.push(row, cached.prepare('select n from t').all([]).length);
  }
  expect(seen).toEqual([{ n: 1 }, 2, { n: 2 }, 2]);
});

it('tells of every error before it throws it', () => {
  const errors: unknown[] = [];
  const cached = cacheStatements(database, { onError: (error) => errors.push(error) });
  expect(() => cached.prepare('nonsense')).toThrow('syntax error');
  cached.prepare('insert into t values (?)').run([1]);
  expect(() => cached.prepare('insert into t values (?)').run([1])).toThrow('UNIQUE');
  expect(errors).toHaveLength(2);
});
