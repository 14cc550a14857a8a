/*
 * A PostgreSQL of its own, because these tests end it. Oracle: what the server says over HTTP, and the rows that are there
 * afterwards. Taking a broken connection for a job's own error, or keeping one in the pool, makes them fail.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../../src/server/app.ts';
import { serviceRoutes } from '../../../src/server/routes/service.ts';
import { openStore } from '../../../src/server/store/open-store.ts';
import { type Db, StoreUnavailable } from '../../../src/server/store/store.ts';
import { type PostgresServer, startPostgres } from '../../support/postgres-server.ts';
import { createTestDeps } from '../../support/server.ts';

let postgres: PostgresServer;
let databaseUrl: string;
let dataDir: string;
beforeAll(async () => {
  postgres = await startPostgres();
  await postgres.run('create database satchel');
  databaseUrl = postgres.url('satchel');
  dataDir = await mkdtemp(join(tmpdir(), 'satchel-gone-'));
}, 60_000);
afterAll(async () => {
  await postgres.dispose();
  await rm(dataDir, { recursive: true, force: true });
});

const add = (db: Db, id: string) =>
  db.insertInto('workspace').values({ workspace_id: id, name: id, created_at: 0 }).execute();
const nameOf = (db: Db, id: string) =>
  db.selectFrom('workspace').select('name').where('workspace_id', '=', id).executeTakeFirst();

it('is ready while PostgreSQL takes a write, alive also while it is gone, and ready again once it is back', async () => {
  const test = await createTestDeps({ store: { databaseUrl } });
  const app = createApp(test.deps, { routes: serviceRoutes });
  const status = async (path: string) => (await app.request(path)).status;
  expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 200]);

  await postgres.kill('SIGINT');
  expect(await status('/healthz')).toBe(200);
  const response = await app.request('/readyz');
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('5');
  expect(await response.json()).toMatchObject({ type: 'urn:satchel:problem:unavailable' });
  await expect(test.deps.store.read((db) => nameOf(db, 'oak'))).rejects.toBeInstanceOf(StoreUnavailable);

  await postgres.start();
  expect(await status('/readyz')).toBe(200);
  await test.close();
});

it('acknowledges no write that PostgreSQL was killed in, and goes on by itself when it is back', async () => {
  const store = await openStore({ dataDir, databaseUrl });
  await store.write((db) => add(db, 'oak'));
  const write = store.write(async (db) => {
    await add(db, 'elm');
    await postgres.kill('SIGKILL');
  });
  await expect(write).rejects.toBeInstanceOf(StoreUnavailable);
  await postgres.start();
  expect(await store.read((db) => nameOf(db, 'elm'))).toBeUndefined();
  await store.write((db) => add(db, 'elm'));
  expect(await store.read((db) => nameOf(db, 'oak'))).toEqual({ name: 'oak' });
  await store.close();
});

it('ends a job that waits too long for another, without a word of what it did', async () => {
  const store = await openStore({ dataDir, databaseUrl });
  await store.write((db) => add(db, 'ash'));
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let isLocked = () => {};
  const locked = new Promise<void>((resolve) => {
    isLocked = resolve;
  });
  const first = store.write(async (db) => {
    await db.updateTable('workspace').set({ name: 'first' }).where('workspace_id', '=', 'ash').execute();
    isLocked();
    await held;
  });
  await locked;
  const second = store.write((db) =>
    db.updateTable('workspace').set({ name: 'second' }).where('workspace_id', '=', 'ash').execute(),
  );
  await expect(second).rejects.toBeInstanceOf(StoreUnavailable);
  letGo();
  await first;
  expect(await store.read((db) => nameOf(db, 'ash'))).toEqual({ name: 'first' });
  await store.close();
});
