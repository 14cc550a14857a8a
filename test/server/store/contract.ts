import type { Insertable } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Db, type Store, StoreUnavailable } from '../../../src/server/store/store.ts';
import type { Tables } from '../../../src/server/store/tables.ts';
import { statementsWithoutWorkspace } from '../../support/workspace-rule.ts';
import { rows } from './rows.ts';
import { tour, WHAT_THE_TOUR_READS } from './tour.ts';

export interface OpenedStore {
  store: Store;
  /** Opens the same database once more, after `store.close()`. */
  reopen(): Promise<Store>;
  /** The text of every statement that a job ran so far. */
  statements(): string[];
  /** Removes everything. */
  dispose(): Promise<void>;
}

const nameOf = (db: Db, id: string) =>
  db.selectFrom('workspace').select('name').where('workspace_id', '=', id).executeTakeFirst();

const add = (db: Db, id: string, name = id) =>
  db.insertInto('workspace').values({ workspace_id: id, name, created_at: 0 }).execute();

/** What `Store` promises, whatever the engine. Each engine runs the whole of it. */
export function storeContract(engine: string, open: () => Promise<OpenedStore>): void {
  describe(`the store on ${engine}`, () => {
    let opened: OpenedStore;
    let store: Store;

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(async () => {
      await opened.store.close();
      await opened.dispose();
    });

    it('reads what a write left, as soon as the write has resolved', async () => {
      await store.write((db) => add(db, 'oak', 'Oak School'));
      expect(await store.read((db) => nameOf(db, 'oak'))).toEqual({ name: 'Oak School' });
    });

    it('gives the value of a job to its caller', async () => {
      expect(await store.write(async () => 42)).toBe(42);
      expect(await store.read(async () => 'forty-two')).toBe('forty-two');
    });

    it('keeps nothing of a job that throws, and hands its own error to its caller', async () => {
      const failure = new Error('the exam is unknown');
      const write = store.write(async (db) => {
        await add(db, 'oak');
        throw failure;
      });
      await expect(write).rejects.toBe(failure);
      expect(await store.read((db) => nameOf(db, 'oak'))).toBeUndefined();
    });

    it('lets a job fail alone among those that came with it', async () => {
      const writes = await Promise.allSettled(
        Array.from({ length: 20 }, (_, index) =>
          store.write(async (db) => {
            await add(db, `school-${index}`);
            if (index % 3 === 0) throw new Error(`no ${index}`);
            return index;
          }),
        ),
      );
      expect(writes.map(({ status }) => status)).toEqual(
        Array.from({ length: 20 }, (_, index) => (index % 3 === 0 ? 'rejected' : 'fulfilled')),
      );
      const there = await store.read((db) => db.selectFrom('workspace').select('workspace_id').execute());
      const kept = Array.from({ length: 20 }, (_, index) => index).filter((index) => index % 3 !== 0);
      expect(there.map((row) => row.workspace_id).sort()).toEqual(kept.map((index) => `school-${index}`).sort());
    });

    it('lets a job fail alone when a statement of it breaks a key', async () => {
      const [first, second, third] = await Promise.allSettled([
        store.write((db) => add(db, 'oak')),
        store.write((db) => add(db, 'oak')),
        store.write((db) => add(db, 'elm')),
      ]);
      expect([first?.status, second?.status].sort()).toEqual(['fulfilled', 'rejected']);
      expect(third?.status).toBe('fulfilled');
      expect(await store.read((db) => nameOf(db, 'elm'))).toBeDefined();
    });

    it('loses no increment of two hundred jobs that read and write the same row at once', async () => {
      await store.write((db) => add(db, 'oak', '0'));
      await Promise.all(
        Array.from({ length: 200 }, () =>
          store.write(async (db) => {
            const row = await nameOf(db, 'oak');
            await db
              .updateTable('workspace')
              .set({ name: String(Number(row?.name) + 1) })
              .where('workspace_id', '=', 'oak')
              .execute();
          }),
        ),
      );
      expect(await store.read((db) => nameOf(db, 'oak'))).toEqual({ name: '200' });
    });

    it('shows a read job one state from its first statement to its last', async () => {
      await store.write((db) => add(db, 'oak', 'before'));
      let write: Promise<unknown> | undefined;
      const seen = await store.read(async (db) => {
        const first = await nameOf(db, 'oak');
        write = store.write((inner) =>
          inner.updateTable('workspace').set({ name: 'after' }).where('workspace_id', '=', 'oak').execute(),
        );
        await write;
        return [first, await nameOf(db, 'oak')];
      });
      expect(seen).toEqual([{ name: 'before' }, { name: 'before' }]);
      expect(await store.read((db) => nameOf(db, 'oak'))).toEqual({ name: 'after' });
    });

    it('goes on reading after a read job threw', async () => {
      await expect(
        store.read(async () => {
          throw new Error('no');
        }),
      ).rejects.toThrow('no');
      expect(await store.read(async () => 1)).toBe(1);
    });

    it('refuses a write in a read job', async () => {
      await expect(store.read((db) => add(db, 'oak'))).rejects.toThrow();
      expect(await store.read((db) => nameOf(db, 'oak'))).toBeUndefined();
    });

    it('refuses a statement of a job that has ended', async () => {
      let kept: Db | undefined;
      await store.write(async (db) => {
        kept = db;
      });
      await expect(kept && add(kept, 'oak')).rejects.toThrow('ended');
      expect(await store.read((db) => nameOf(db, 'oak'))).toBeUndefined();
    });

    it('finishes what it had accepted before it closes, and takes nothing after', async () => {
      const writes = Array.from({ length: 50 }, (_, index) => store.write((db) => add(db, `school-${index}`)));
      const closed = store.close();
      await expect(store.write((db) => add(db, 'late'))).rejects.toBeInstanceOf(StoreUnavailable);
      await Promise.all(writes);
      await closed;
      await expect(store.read((db) => nameOf(db, 'oak'))).rejects.toBeInstanceOf(StoreUnavailable);
      const again = await opened.reopen();
      const there = await again.read((db) => db.selectFrom('workspace').select('workspace_id').execute());
      await again.close();
      expect(there).toHaveLength(50);
    });

    it('may be closed twice', async () => {
      await store.close();
      await store.close();
    });

    it('is the same store when it is opened again', async () => {
      await store.close();
      const again = await opened.reopen();
      await again.close();
      expect(again.storeId).toBe(store.storeId);
      expect(store.storeId).toMatch(/^[A-Za-z0-9_-]{16,64}$/);
    });

    it.each(Object.keys(rows) as (keyof Tables)[])('gives a row of %s back as it was put in', async (table) => {
      const row: Record<string, unknown> = { ...rows[table] };
      await store.write((db) =>
        db
          .insertInto(table)
          .values(row as Insertable<Tables[typeof table]>)
          .execute(),
      );
      const [read] = await store.read((db) => db.selectFrom(table).selectAll().execute());
      expect(plain(table === 'store_meta' ? await metaRow(store, row) : read)).toMatchObject(row);
    });

    it('keeps workspaces apart, and reaches no row without naming its workspace', async () => {
      expect(await tour(store)).toEqual(WHAT_THE_TOUR_READS);
      expect(opened.statements().length).toBeGreaterThan(30);
      expect(statementsWithoutWorkspace(opened.statements())).toEqual([]);
    });

    it('counts history and events up by itself', async () => {
      const { history_id, ...row } = { history_id: undefined, ...rows.answer_history };
      await store.write((db) => db.insertInto('answer_history').values([row, row]).execute());
      const read = await store.read((db) =>
        db
          .selectFrom('answer_history')
          .select('history_id')
          .where('workspace_id', '=', row.workspace_id)
          .orderBy('history_id')
          .execute(),
      );
      expect(read).toHaveLength(2);
      expect(Number(read[1]?.history_id)).toBeGreaterThan(Number(read[0]?.history_id));
    });

    it('keeps any text that a student can type, and large counters', async () => {
      const text = 'Ünïcode 🎒 "quotes" \\ new\nline \u2028 حقيبة';
      await store.write((db) =>
        db
          .insertInto('workspace')
          .values({ workspace_id: 'oak', name: text, created_at: 2 ** 52 })
          .execute(),
      );
      const row = await store.read((db) =>
        db.selectFrom('workspace').selectAll().where('workspace_id', '=', 'oak').executeTakeFirst(),
      );
      expect({ ...row, created_at: Number(row?.created_at) }).toEqual({
        workspace_id: 'oak',
        name: text,
        created_at: 2 ** 52,
      });
    });
  });
}

async function metaRow(store: Store, row: Record<string, unknown>): Promise<unknown> {
  return store.read((db) =>
    db.selectFrom('store_meta').selectAll().where('name', '=', String(row.name)).executeTakeFirst(),
  );
}

// Bytes come back as the engine's own kind of array.
function plain(row: unknown): unknown {
  return Object.fromEntries(
    Object.entries(row as object).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? Uint8Array.from(value) : value,
    ]),
  );
}
