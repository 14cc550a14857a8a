/*
 * A real SQLite file with a server's store open on it, and a real PostgreSQL. Oracle: the rows of both, and which writes the
 * old store acknowledged. A fence that is not looked for in the transaction, doors that open before the last pass, or a page
 * that is taken for done because it was begun make it fail.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Insertable } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ensureFirstStart } from '../../../../src/server/first-start.ts';
import { findWorkspace } from '../../../../src/server/store/directory.ts';
import { StoreMoved } from '../../../../src/server/store/fence.ts';
import { giveBack, undoMove } from '../../../../src/server/store/move/give-back.ts';
import { type MoveStep, moveStore } from '../../../../src/server/store/move/move-store.ts';
import { DOORS, MOVED_TABLES } from '../../../../src/server/store/move/moved-tables.ts';
import { digestTable } from '../../../../src/server/store/move/table-rows.ts';
import { storeIdOf } from '../../../../src/server/store/moved-store.ts';
import { openStore } from '../../../../src/server/store/open-store.ts';
import { type Store, StoreUnavailable } from '../../../../src/server/store/store.ts';
import type { Tables } from '../../../../src/server/store/tables.ts';
import { createTestDeps } from '../../../support/server.ts';
import { onDatabase, type TestDatabase, takeDatabase } from '../../../support/test-database.ts';
import { SHARED_TABLES } from '../../../support/workspace-rule.ts';
import { rows } from '../rows.ts';

let root: string;
let database: TestDatabase;
let school: Store;
let cluster: Store;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'satchel-move-'));
  database = await takeDatabase();
  school = await openStore({ dataDir: join(root, 'school'), gatherMs: 0 });
  cluster = await openStore({ dataDir: join(root, 'cluster'), databaseUrl: database.url, testing: database });
  await school.write(async (db) => {
    for (const { name } of [...DOORS, ...MOVED_TABLES]) {
      await db
        .insertInto(name)
        .values(rows[name] as Insertable<Tables[typeof name]>)
        .execute();
    }
  });
});
afterEach(async () => {
  await Promise.all([school.close(), cluster.close()]);
  await database.release();
  await rm(root, { recursive: true, force: true });
});

const workspaceId = 'oak';
const move = (onStep: (step: MoveStep) => void | Promise<void> = () => {}) =>
  moveStore({ dataDir: join(root, 'school'), target: cluster, where: 'postgres://district/satchel', onStep });

/** What the school's server acknowledges: an answer of a question of its own, another value for one, and one taken away. */
async function work(n: number): Promise<void> {
  const answer = { ...rows.answer, item_id: `item-${String(n).padStart(4, '0')}`, seq: n };
  await school.write(async (db) => {
    await db.insertInto('answer').values(answer).execute();
    await db
      .updateTable('run')
      .set({ view_json: `${n}` })
      .where('workspace_id', '=', workspaceId)
      .execute();
    await db
      .insertInto('answer_history')
      .values({ ...rows.answer_history, history_id: undefined, seq: n })
      .execute();
    await db.deleteFrom('journal').where('workspace_id', '=', workspaceId).execute();
    await db
      .insertInto('journal')
      .values({ ...rows.journal, seq: n })
      .execute();
  });
}

const digests = (store: Store, tables = MOVED_TABLES) =>
  Promise.all(tables.map((table) => digestTable((job) => store.read(job), table, workspaceId)));
const acknowledgedIn = async (store: Store) => {
  const answers = await store.read((db) =>
    db
      .selectFrom('answer')
      .select('seq')
      .where('workspace_id', '=', workspaceId)
      .where('item_id', 'like', 'item-%')
      .execute(),
  );
  return answers.map(({ seq }) => seq);
};

class Killed extends Error {}

it('moves every table but those of one database, each by its primary key', async () => {
  const keys = (await onDatabase(
    database.url,
    `select c.relname as name, array_agg(a.attname::text order by array_position(i.indkey::int[], a.attnum::int)) as columns
     from pg_index i join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
     join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
     where i.indisprimary group by 1`,
  )) as { name: string; columns: string[] }[];
  const moved = [...DOORS, ...MOVED_TABLES].map(({ name, key }): [string, readonly string[]] => [
    name,
    name === 'directory' ? key : ['workspace_id', ...key],
  ]);
  const ofWorkspaces = keys.filter(({ name }) => name === 'directory' || !SHARED_TABLES.includes(name));
  expect(Object.fromEntries(moved)).toEqual(
    Object.fromEntries(ofWorkspaces.map(({ name, columns }) => [name, columns])),
  );
});

it('killed at any step, while the school goes on answering, it goes on, and the cluster has every answer that was acknowledged', async () => {
  const acknowledged: number[] = [];
  let n = 0;
  let isFenced = false;
  let refused = 0;
  const killAt = async (at: number) => {
    let steps = 0;
    await move(async (step) => {
      if (step.kind === 'fenced') isFenced = true;
      n += 1;
      await work(n).then(
        () => acknowledged.push(n),
        (error: unknown) => {
          if (!(error instanceof StoreUnavailable)) throw error;
          refused += 1;
        },
      );
      // Before the doors are open nobody finds the way in.
      expect(await cluster.read((db) => findWorkspace(db, 'ticket', rows.directory.lookup))).toBe(
        step.kind === 'open' ? workspaceId : undefined,
      );
      steps += 1;
      if (steps === at) throw new Killed();
    });
  };
  // Each time one step further; behind the fence, where there are fewer of them, from the first once more.
  let kills = 0;
  for (const phase of ['before', 'behind'] as const) {
    for (let at = 1; phase === 'behind' || !isFenced; at += 1) {
      const outcome = await killAt(at).catch((error: unknown) => error);
      if (outcome === undefined) break;
      expect(outcome).toBeInstanceOf(Killed);
      kills += 1;
    }
  }
  expect(kills).toBeGreaterThan(2 * MOVED_TABLES.length);
  expect(acknowledged.length).toBeGreaterThan(MOVED_TABLES.length);
  expect(refused).toBeGreaterThan(MOVED_TABLES.length);
  expect(await acknowledgedIn(cluster)).toEqual(acknowledged);
  expect(await move()).toEqual({ workspaceIds: [workspaceId], tables: null });

  // The file as it is, which only the fence keeps from being read.
  await undoFence();
  expect(await digests(cluster, [...DOORS, ...MOVED_TABLES])).toEqual(
    await digests(school, [...DOORS, ...MOVED_TABLES]),
  );
  console.log(`${kills} kills, ${acknowledged.length} writes acknowledged meanwhile, ${refused} refused, 0 lost`);
});

/** As nobody may: what the old store has is to be read. */
async function undoFence(): Promise<void> {
  const { default: SqliteDatabase } = await import('better-sqlite3');
  const file = new SqliteDatabase(join(root, 'school', 'satchel.sqlite'));
  file.prepare("delete from store_meta where name = 'moved-to'").run();
  file.close();
}

it('behind the fence the old server refuses reads and writes, and no other starts; the cluster goes by the old identity', async () => {
  const { storeId } = school;
  await work(1);
  const { tables } = await move();
  expect(tables?.find(({ name }) => name === 'answer')).toMatchObject({ rows: 2 });
  await expect(work(2)).rejects.toBeInstanceOf(StoreUnavailable);
  await expect(acknowledgedIn(school)).rejects.toBeInstanceOf(StoreUnavailable);
  await school.close();
  await expect(openStore({ dataDir: join(root, 'school') })).rejects.toThrow(StoreMoved);

  const idOf = (id: string) => cluster.read((db) => storeIdOf(db, id, () => 'none'));
  expect(await idOf(workspaceId)).toBe(storeId);
  expect(await idOf('elm')).toBe(cluster.storeId);
});

it('where the cluster was put back from a copy since, devices of a school that was moved hear of it too', async () => {
  await move();
  await onDatabase(database.url, "delete from store_meta where name = 'store-id'");
  const again = await openStore({ dataDir: join(root, 'again'), databaseUrl: database.url });
  const told = await again.read((db) => storeIdOf(db, workspaceId, () => 'none'));
  expect(told).toBe(again.storeId);
  expect(told).not.toBe(school.storeId);
  await again.close();
});

it('what the engine counts goes on behind what came along', async () => {
  for (let n = 1; n <= 30; n += 1) await work(n);
  await move();
  const { history_id, ...row } = { history_id: undefined, ...rows.answer_history };
  const { id, greatest } = await cluster.write(async (db) => {
    const of = db.selectFrom('answer_history').where('workspace_id', '=', workspaceId);
    const { greatest } = await of.select((e) => e.fn.max('history_id').as('greatest')).executeTakeFirstOrThrow();
    const { history_id: id } = await db
      .insertInto('answer_history')
      .values(row)
      .returning('history_id')
      .executeTakeFirstOrThrow();
    return { id, greatest };
  });
  expect(id).toBeGreaterThan(greatest);
});

it('refuses what another school of the cluster has: its name, or a ticket; and the old server goes on', async () => {
  await cluster.write((db) =>
    db
      .insertInto('directory')
      .values({ ...rows.directory, workspace_id: 'elm' })
      .execute(),
  );
  await expect(move()).rejects.toThrow(/workspace elm has one ticket that workspace oak has too/);
  await cluster.write((db) => db.deleteFrom('directory').where('workspace_id', '=', 'elm').execute());
  await undoMove(join(root, 'school'), cluster);
  await cluster.write((db) =>
    db
      .insertInto('workspace')
      .values({ ...rows.workspace, name: 'Oak County' })
      .execute(),
  );
  await expect(move()).rejects.toThrow(/has a workspace oak already/);
  await work(1);
  expect(await acknowledgedIn(school)).toEqual([1]);
});

it('no server makes a workspace that is on its way, and one that was given back leaves nothing in the cluster', async () => {
  await expect(
    move((step) => {
      if (step.kind === 'same') throw new Killed();
    }),
  ).rejects.toThrow(Killed);
  const test = await createTestDeps({ store: { databaseUrl: database.url } });
  const choices = { workspaceId, apiKey: undefined, adminPassword: undefined, demo: false };
  await expect(ensureFirstStart(test.deps, choices, () => {})).rejects.toThrow(/is being moved here/);
  await test.close();

  await undoMove(join(root, 'school'), cluster);
  await work(1);
  expect((await digests(cluster)).map((digest) => digest.rows)).toEqual(MOVED_TABLES.map(() => 0));
  await move();
  expect(await giveBack(join(root, 'school'), cluster)).toBe(false);
  await expect(undoMove(join(root, 'school'), cluster)).rejects.toThrow(/the move is done/);
  await expect(work(2)).rejects.toBeInstanceOf(StoreUnavailable);
});
