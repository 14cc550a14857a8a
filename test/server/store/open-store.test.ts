import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataDirInUse } from '../../../src/server/store/data-dir.ts';
import { StoreTooNew } from '../../../src/server/store/migrate.ts';
import { MIGRATIONS, type Migration } from '../../../src/server/store/migrations/migrations.ts';
import { openStore } from '../../../src/server/store/open-store.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'satchel-open-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const nickname: Migration = {
  name: '0098-nickname',
  up: async (db) => {
    await db.schema.alterTable('workspace').addColumn('nickname', 'text').execute();
  },
};

describe('opening a data directory', () => {
  it('creates it for this user alone when it is not there', async () => {
    const deeper = join(dataDir, 'not', 'there');
    const store = await openStore({ dataDir: deeper });
    expect((await stat(deeper)).mode & 0o077).toBe(0);
    await store.close();
  });

  it('is refused with a sentence while another server has it, and allowed once that has closed', async () => {
    const first = await openStore({ dataDir });
    const second = openStore({ dataDir });
    await expect(second).rejects.toBeInstanceOf(DataDirInUse);
    await expect(second).rejects.toThrow(`another Satchel server or command is using ${dataDir}`);
    await first.close();
    await (await openStore({ dataDir })).close();
  });

  it('mints an identity from the randomness that is handed in, once', async () => {
    let minted = 0;
    const randomId = () => `identity-number-${++minted}`;
    const first = await openStore({ dataDir, randomId });
    await first.close();
    const second = await openStore({ dataDir, randomId });
    await second.close();
    expect([first.storeId, second.storeId]).toEqual(['identity-number-1', 'identity-number-1']);
  });
});

describe('migrations', () => {
  const applied = async (migrations: readonly Migration[]) => {
    const store = await openStore({ dataDir, migrations, now: () => 1_772_000_000_000 });
    const rows = await store.read((db) =>
      sql<{ name: string; applied_at: number }>`select name, applied_at from schema_migration order by name`.execute(
        db,
      ),
    );
    await store.close();
    return rows.rows;
  };

  it('run once, in order, and are recorded with their time', async () => {
    expect(await applied(MIGRATIONS)).toEqual(MIGRATIONS.map(({ name }) => ({ name, applied_at: 1_772_000_000_000 })));
    const all = [...MIGRATIONS, nickname].map(({ name }) => name).sort();
    expect((await applied([...MIGRATIONS, nickname])).map(({ name }) => name)).toEqual(all);
    expect(await applied([...MIGRATIONS, nickname])).toHaveLength(all.length);
  });

  it('keep what was stored before them', async () => {
    const before = await openStore({ dataDir });
    await before.write((db) =>
      db.insertInto('workspace').values({ workspace_id: 'oak', name: 'Oak School', created_at: 1 }).execute(),
    );
    await before.close();
    const after = await openStore({ dataDir, migrations: [...MIGRATIONS, nickname] });
    expect(await after.read((db) => db.selectFrom('workspace').selectAll().execute())).toEqual([
      { workspace_id: 'oak', name: 'Oak School', created_at: 1, nickname: null },
    ]);
    await after.close();
  });

  it('leave nothing behind when one fails, and the store is free for another try', async () => {
    const failing: Migration = {
      name: '0099-failing',
      up: async (db) => {
        await db.schema.createTable('half').addColumn('a', 'text').execute();
        throw new Error('no such luck');
      },
    };
    await (await openStore({ dataDir })).close();
    await expect(openStore({ dataDir, migrations: [...MIGRATIONS, nickname, failing] })).rejects.toThrow(
      'no such luck',
    );
    expect(await applied(MIGRATIONS)).toHaveLength(MIGRATIONS.length);
    const store = await openStore({ dataDir });
    const tables = await store.read((db) => sql`select 1 from sqlite_master where name = 'half'`.execute(db));
    expect(tables.rows).toEqual([]);
    await store.close();
  });

  it('refuse a store of a newer release with a sentence that says what to do', async () => {
    await applied([...MIGRATIONS, nickname]);
    const older = openStore({ dataDir, migrations: MIGRATIONS });
    await expect(older).rejects.toBeInstanceOf(StoreTooNew);
    await expect(older).rejects.toThrow(
      'the database was made by a newer Satchel (it has 0098-nickname); start that version, or restore a backup made with this one',
    );
  });
});
