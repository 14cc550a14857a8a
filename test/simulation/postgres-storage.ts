/*
 * A store in PostgreSQL. A server that dies leaves its connections without a word, and what it had not committed is rolled back.
 * That PostgreSQL itself keeps what it acknowledged through a kill is `test/crash/postgres-kill.test.ts`'s to show.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client, type Pool, type PoolClient } from 'pg';
import { openStore } from '../../src/server/store/open-store.ts';
import { Pipeline } from '../../src/server/store/postgres-pipeline.ts';
import { openPool } from '../../src/server/store/postgres-pool.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { createTestDeps } from '../support/server.ts';
import type { Opening, Storage, Storages } from './storage.ts';

/** Schemas: the one that servers know, its tables as they were made, with the prepared school, and what an operator copied. */
type Schema = 'public' | 'empty' | 'prepared' | 'backup';

/** What was deleted stays in its pages, and the tests' PostgreSQL removes nothing by itself. */
const COPIES_UNTIL_VACUUM = 25;

class PostgresStorage implements Storage {
  readonly #root: string;
  readonly #url: string;
  readonly #admin: Client;
  #connections: Connections | null = null;
  readonly isRemote = true;
  losesCommit = false;
  #backup = false;
  #opened = 0;

  constructor(root: string, url: string, admin: Client) {
    this.#root = root;
    this.#url = url;
    this.#admin = admin;
  }

  async open({ hooks, onCommit }: Opening) {
    await alone(this.#admin);
    const dataDir = join(this.#root, `data-${++this.#opened}`);
    await mkdir(dataDir);
    const committed = () => {
      onCommit();
      const isHeard = !this.losesCommit;
      this.losesCommit = false;
      return isHeard;
    };
    const connections = new Connections(committed);
    this.#connections = connections;
    const testing = { hooks, openPool: connections.openPool };
    return { dataDir, store: { databaseUrl: this.#url, testing } };
  }

  killed(): void {
    this.#connections?.die();
  }

  /** Its server is on another machine. */
  async powerCut(stop: () => Promise<void>): Promise<void> {
    this.killed();
    await stop();
  }

  get hasBackup(): boolean {
    return this.#backup;
  }

  async backUp(): Promise<void> {
    await this.#admin.query(copying('public', 'backup'));
    this.#backup = true;
  }

  forgetBackup(): void {
    this.#backup = false;
  }

  /** As `docs/postgresql.md` has it. */
  async restore(): Promise<void> {
    await this.#admin.query(copying('backup', 'public'));
    await this.#admin.query("delete from store_meta where name = 'store-id'");
  }

  async rows(): Promise<unknown[]> {
    const { rows: tables } = await this.#admin.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' order by tablename",
    );
    const read = async (name: string) => {
      const { rows } = await this.#admin.query(`select t::text as row from public."${name}" t order by 1`);
      return [name, ...rows.map(({ row }) => row)];
    };
    const all: unknown[] = [];
    for (const { name } of tables) all.push(await read(name));
    return all;
  }
}

/** Those of one server, all of which break when it dies. */
class Connections {
  readonly #clients = new Set<PoolClient>();
  /** Called after a commit of a job that may write; false when the server is not to hear of it. */
  readonly #committed: () => boolean;
  #isDead = false;

  constructor(committed: () => boolean) {
    this.#committed = committed;
  }

  openPool = (url: string, max: number): Pick<Pool, 'connect' | 'end'> => {
    const pool = openPool(url, max);
    const connect = async () => {
      const client = await pool.connect();
      if (!this.#clients.has(client)) this.#watch(client);
      if (this.#isDead) cut(client);
      return client;
    };
    return { connect: connect as Pool['connect'], end: () => pool.end() };
  };

  die(): void {
    this.#isDead = true;
    for (const client of this.#clients) cut(client);
  }

  #watch(client: PoolClient): void {
    this.#clients.add(client);
    const query = client.query.bind(client) as (asked: unknown) => unknown;
    let mayWrite = false;
    const watched = (asked: unknown) => {
      if (!(asked instanceof Pipeline)) return query(asked);
      const begin = asked.statements.find(({ text }) => text.startsWith('begin'));
      if (begin) mayWrite = !begin.text.includes('read only');
      const complete = asked.handleCommandComplete.bind(asked);
      asked.handleCommandComplete = (message) => {
        if (message.text === 'COMMIT' && mayWrite && !this.#committed()) cut(client);
        else complete(message);
      };
      return query(asked);
    };
    client.query = watched as PoolClient['query'];
  }
}

/** Breaks a connection as the end of its process does. */
function cut(client: PoolClient): void {
  (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
}

/** Waits until nobody else is connected: PostgreSQL notices by and by that a server died, and holds its locks until then. */
async function alone(admin: Client): Promise<void> {
  const others =
    "from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'";
  for (;;) {
    const { rowCount } = await admin.query(`select pg_terminate_backend(pid) ${others}`);
    if (rowCount === 0) return;
    await wait(1);
  }
}

/** Makes the tables of one schema hold what those of another hold. */
const copying = (from: Schema, to: Schema) => `do $$
declare name text;
begin
  create schema if not exists ${to};
  for name in select tablename from pg_tables where schemaname = '${from}' loop
    execute format('create table if not exists ${to}.%I (like ${from}.%I)', name, name);
    execute format('delete from ${to}.%I', name);
    execute format('insert into ${to}.%I select * from ${from}.%I', name, name);
  end loop;
end $$`;

/** Starts a PostgreSQL of its own. @param directory for what servers keep beside it */
export async function postgresStorages(directory: string): Promise<Storages> {
  const postgres = await startPostgres();
  await postgres.run('create database satchel');
  const url = postgres.url('satchel');
  const root = await mkdtemp(join(directory, 'satchel-simulation-'));
  await (await openStore({ dataDir: root, databaseUrl: url })).close();
  const admin = new Client({ connectionString: url });
  await admin.connect();
  await admin.query(copying('public', 'empty'));
  let copies = 0;
  return {
    async prepare(fill) {
      await admin.query(copying('empty', 'public'));
      const first = await createTestDeps({ store: { databaseUrl: url } });
      await first.close();
      const prepared = await fill(new PostgresStorage(await mkdtemp(join(root, 'servers-')), url, admin));
      await alone(admin);
      await admin.query(copying('public', 'prepared'));
      return prepared;
    },
    async copy() {
      await alone(admin);
      await admin.query(copying('prepared', 'public'));
      if (++copies % COPIES_UNTIL_VACUUM === 0) await admin.query('vacuum');
      const own = await mkdtemp(join(root, 'servers-'));
      const remove = () => rm(own, { recursive: true, force: true });
      return { storage: new PostgresStorage(own, url, admin), remove };
    },
    async close() {
      await admin.end();
      await postgres.dispose();
      await rm(root, { recursive: true, force: true });
    },
  };
}
