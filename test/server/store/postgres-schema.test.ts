import { afterAll, beforeAll, expect, it } from 'vitest';
import { onDatabase, type TestDatabase, takeDatabase } from '../../support/test-database.ts';
import { SHARED_TABLES } from '../../support/workspace-rule.ts';
import { rows as everyTable } from './rows.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await takeDatabase();
});
afterAll(() => database.release());

/** The first column of every index, primary keys among them. */
const FIRST_COLUMNS = `
  select c.relname as name, i.indisprimary as is_key, a.attname as first
  from pg_index i
  join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
  join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]`;

it('every table but the shared ones is keyed by its workspace first, and so is every index on it', async () => {
  const indexes = (await onDatabase(database.url, FIRST_COLUMNS)) as { name: string; is_key: boolean; first: string }[];
  const keyed = indexes.filter((index) => index.is_key).map((index) => index.name);
  expect(keyed.sort()).toEqual([...Object.keys(everyTable), 'schema_migration'].sort());
  const own = indexes.filter((index) => !SHARED_TABLES.includes(index.name));
  expect(own.length).toBeGreaterThan(30);
  expect(own.filter((index) => index.first !== 'workspace_id')).toEqual([]);
});

it('text has the order of its bytes on every column, whatever the locale of the database', async () => {
  const columns = await onDatabase(
    database.url,
    `select table_name, column_name from information_schema.columns
     where table_schema = 'public' and data_type = 'text' and collation_name is distinct from 'C'
       and table_name <> 'schema_migration'`,
  );
  expect(columns).toEqual([]);
});
