import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type Pool } from 'pg';
import { openStore } from '../../src/server/store/open-store.ts';
import { type OpenPool, openPool } from '../../src/server/store/postgres-pool.ts';

/** A migrated database that those of the tests are copies of: a copy takes a tenth of the time of the migrations. */
export const TEMPLATE = 'satchel_template';

/** Makes the tables of the template. */
export async function makeTemplate(url: string): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'satchel-template-'));
  const store = await openStore({ dataDir, databaseUrl: url });
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
}

export interface TestDatabase {
  url: string;
  /** For the stores of one test after the other: a new connection takes PostgreSQL longer than most tests. */
  openPool: OpenPool;
  /** Lets the next test have it. */
  release(): Promise<void>;
}

/** What was deleted stays in its pages, so that after some tests a new copy is faster. */
const USES = 40;

interface Copy {
  url: string;
  pools: Map<number, Pool>;
  uses: number;
}

const free: Copy[] = [];
let made = 0;

/** A database of this process with the tables and no rows. Those that earlier tests have released are used again. */
export async function takeDatabase(): Promise<TestDatabase> {
  const copy = free.pop() ?? { url: await createDatabase(`template ${TEMPLATE}`), pools: new Map(), uses: 0 };
  if (copy.uses > 0) await poolOf(copy, 1).query(EMPTY);
  copy.uses += 1;
  return {
    url: copy.url,
    openPool: (_url, max) => {
      const pool = poolOf(copy, max);
      return { connect: () => pool.connect(), end: async () => {} } as Pool;
    },
    release: async () => {
      if (copy.uses < USES) free.push(copy);
      else await retire(copy);
    },
  };
}

function poolOf({ url, pools }: Copy, max: number): Pool {
  const pool = pools.get(max) ?? openPool(url, max);
  pools.set(max, pool);
  return pool;
}

async function retire({ url, pools }: Copy): Promise<void> {
  await Promise.all([...pools.values()].map((pool) => pool.end()));
  await dropDatabase(url);
}

/** @param options of `create database`. @returns its URL */
export async function createDatabase(options: string): Promise<string> {
  made += 1;
  const name = `satchel_${process.pid}_${made}`;
  await onDatabase(adminUrl(), `create database ${name} ${options}`);
  return adminUrl().replace(/\/postgres$/, `/${name}`);
}

export async function dropDatabase(url: string): Promise<void> {
  await onDatabase(adminUrl(), `drop database ${new URL(url).pathname.slice(1)}`);
}

/** Deletes, where a `truncate` would sync a new file for each table and index. */
const EMPTY = `do $$
declare name text;
begin
  for name in select tablename from pg_tables where schemaname = 'public' and tablename <> 'schema_migration' loop
    execute format('delete from %I', name);
  end loop;
end $$`;

/** Runs a statement on a connection of its own. @returns its rows */
export async function onDatabase(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql).finally(() => client.end());
  return rows;
}

function adminUrl(): string {
  const url = process.env.TEST_POSTGRES_URL;
  if (url === undefined) throw new Error('this project has no PostgreSQL: test/support/postgres.ts starts it');
  return url;
}
