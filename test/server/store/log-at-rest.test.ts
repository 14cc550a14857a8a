/* When the write-ahead log is copied into the database. Oracle: SQLite itself, asked through a connection of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { databasePath } from '../../../src/server/store/data-dir.ts';
import { openStore } from '../../../src/server/store/open-store.ts';
import type { Db, Store } from '../../../src/server/store/store.ts';

let dataDir: string;
let store: Store;
let other: Database;
let left: number[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'satchel-log-'));
  left = [];
  const afterCommit = () => left.push(pagesToCopy());
  store = await openStore({ dataDir, groupLimit: 4, testing: { hooks: { afterCommit } } });
  other = new SqliteDatabase(databasePath(dataDir));
});
afterEach(async () => {
  other.close();
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
});

function pagesToCopy(): number {
  const [row] = other.pragma('wal_checkpoint(noop)') as Array<{ log: number; checkpointed: number }>;
  return row === undefined ? 0 : row.log - row.checkpointed;
}

/** Some 500 pages of the log each. */
const add = (id: string) =>
  store.write((db: Db) =>
    db
      .insertInto('workspace')
      .values({ workspace_id: id, name: 'x'.repeat(2 ** 21), created_at: 0 })
      .execute(),
  );

it('copies a long log once nobody waits for a write, and not before', async () => {
  const began = left.length;
  await Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'].map(add));
  // Three groups of four, the log longer with each.
  expect(left.slice(began).map((pages) => Math.round(pages / 2000))).toEqual([1, 2, 3]);
  await expect.poll(pagesToCopy).toBe(0);
});

it('leaves a short log for later', async () => {
  await Promise.all(['a', 'b'].map(add));
  // The store rests a turn after the commit, and so before this.
  await new Promise((resolve) => setImmediate(resolve));
  expect(pagesToCopy()).toBeGreaterThan(1000);
});

it('lets a commit copy what never comes to rest', async () => {
  await Promise.all([...'abcdefghijklmnopqrst'].map(add));
  expect(Math.max(...left)).toBeLessThan(8500);
  expect(left).toContain(0);
});
