import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { OperatorError } from '../../../src/server/operator-error.ts';
import { changePostgresDatabase } from '../../../src/server/store/open-for-change.ts';
import { openStore } from '../../../src/server/store/open-store.ts';
import type { Db, Store } from '../../../src/server/store/store.ts';
import { type TestDatabase, takeDatabase } from '../../support/test-database.ts';

let dataDir: string;
let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'satchel-change-'));
  database = await takeDatabase();
  store = await openStore({ dataDir, databaseUrl: database.url });
  await store.write((db) =>
    db.insertInto('workspace').values({ workspace_id: 'demo', name: '', created_at: 0 }).execute(),
  );
});
afterAll(async () => {
  await store.close();
  await database.release();
  await rm(dataDir, { recursive: true, force: true });
});

const nameOf = async (db: Db) => {
  const row = await db.selectFrom('workspace').select('name').where('workspace_id', '=', 'demo').executeTakeFirst();
  return row?.name ?? '';
};
const rename = (db: Db, name: string) =>
  db.updateTable('workspace').set({ name }).where('workspace_id', '=', 'demo').execute();

/** Adds a letter to a name, to which a server adds another one after it was read, `times` times. */
function addBeside(times: number): { job: (db: Db) => Promise<void>; tries: () => number } {
  let tries = 0;
  const job = async (db: Db) => {
    const name = await nameOf(db);
    tries += 1;
    if (tries <= times) await store.write(async (server) => rename(server, `${await nameOf(server)}s`));
    await rename(db, `${name}c`);
  };
  return { job, tries: () => tries };
}

it('a change that a server was in the way of runs again over what the server wrote', async () => {
  await store.write((db) => rename(db, ''));
  const { job, tries } = addBeside(2);
  await changePostgresDatabase(database.url, job);
  expect([await store.read(nameOf), tries()]).toEqual(['ssc', 3]);
});

it('a change that servers are always in the way of says so in the end, and leaves no trace', async () => {
  await store.write((db) => rename(db, ''));
  const { job, tries } = addBeside(Number.POSITIVE_INFINITY);
  await expect(changePostgresDatabase(database.url, job)).rejects.toThrow(OperatorError);
  expect(await store.read(nameOf)).toBe('s'.repeat(tries()));
});
