/*
 * Two servers on one database. Oracle: the rows. A transaction that is not serializable loses increments, and one that is
 * not run again refuses some.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../../src/server/store/open-store.ts';
import type { Db, Store } from '../../../src/server/store/store.ts';
import { type TestDatabase, takeDatabase } from '../../support/test-database.ts';

let root: string;
let database: TestDatabase;
let one: Store;
let two: Store;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'satchel-together-'));
  database = await takeDatabase();
  const open = (name: string) => openStore({ dataDir: join(root, name), databaseUrl: database.url });
  one = await open('one');
  two = await open('two');
});
afterEach(async () => {
  await Promise.all([one.close(), two.close()]);
  await database.release();
  await rm(root, { recursive: true, force: true });
});

const add = (db: Db, id: string, name = id) =>
  db.insertInto('workspace').values({ workspace_id: id, name, created_at: 0 }).execute();
const nameOf = async (db: Db, id: string) =>
  (await db.selectFrom('workspace').select('name').where('workspace_id', '=', id).executeTakeFirst())?.name;

it('they lose no increment of a row that both read and write at once', async () => {
  await one.write((db) => add(db, 'oak', '0'));
  const increment = (store: Store) =>
    store.write(async (db) => {
      const name = String(Number(await nameOf(db, 'oak')) + 1);
      await db.updateTable('workspace').set({ name }).where('workspace_id', '=', 'oak').execute();
    });
  await Promise.all(Array.from({ length: 100 }, (_, index) => increment(index % 2 ? one : two)));
  expect(await two.read((db) => nameOf(db, 'oak'))).toBe('100');
});

it('of two that each write what the other has read, one sees what the other wrote', async () => {
  // Each may be on call only while nobody else is: with snapshots alone both would be.
  const goOnCall = (store: Store, id: string) =>
    store.write(async (db) => {
      const others = await db.selectFrom('workspace').select('workspace_id').where('name', '=', 'on call').execute();
      await add(db, id, others.length === 0 ? 'on call' : 'at home');
    });
  await Promise.all([goOnCall(one, 'ann'), goOnCall(two, 'ben'), goOnCall(one, 'cai'), goOnCall(two, 'dee')]);
  const onCall = await one.read((db) =>
    db.selectFrom('workspace').select('workspace_id').where('name', '=', 'on call').execute(),
  );
  expect(onCall).toHaveLength(1);
});

it('a row that both look for and both add is added once, and the later one finds it', async () => {
  const ensure = (store: Store, id: string) =>
    store.write(async (db) => {
      if (await nameOf(db, id)) return 'found';
      await add(db, id);
      return 'added';
    });
  for (let round = 0; round < 10; round += 1) {
    const outcomes = await Promise.all([one, two, one, two].map((store) => ensure(store, `school-${round}`)));
    expect(outcomes.sort()).toEqual(['added', 'found', 'found', 'found']);
  }
});

it('what one wrote the other reads as soon as the write has resolved', async () => {
  await one.write((db) => add(db, 'oak', 'Oak School'));
  expect(await two.read((db) => nameOf(db, 'oak'))).toBe('Oak School');
});
