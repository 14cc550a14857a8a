import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OperatorError } from '../../../src/server/operator-error.ts';
import { DatabaseUnfit } from '../../../src/server/store/check-postgres.ts';
import { DataDirInUse } from '../../../src/server/store/data-dir.ts';
import { StoreTooNew } from '../../../src/server/store/migrate.ts';
import { MIGRATIONS, type Migration } from '../../../src/server/store/migrations/migrations.ts';
import { checkPostgresDatabase } from '../../../src/server/store/open-for-check.ts';
import { type OpenStoreOptions, openStore } from '../../../src/server/store/open-store.ts';
import { openPool } from '../../../src/server/store/postgres-pool.ts';
import { type Store, StoreUnavailable } from '../../../src/server/store/store.ts';
import { createDatabase, dropDatabase, onDatabase } from '../../support/test-database.ts';

let root: string;
let databaseUrl: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'satchel-open-'));
  databaseUrl = await createDatabase('');
});
afterEach(async () => {
  await dropDatabase(databaseUrl);
  await rm(root, { recursive: true, force: true });
});

const open = (options: Partial<OpenStoreOptions> = {}) =>
  openStore({ dataDir: join(root, 'data'), databaseUrl, ...options });

describe('opening a database', () => {
  it('of another owner is refused in one line', async () => {
    await (await open()).close();
    const name = `stranger_${new URL(databaseUrl).pathname.slice(1)}`;
    await onDatabase(databaseUrl, `create role ${name} login password 'stranger'`);
    const asStranger = new URL(databaseUrl);
    asStranger.username = name;
    asStranger.password = 'stranger';
    try {
      await expect(open({ databaseUrl: asStranger.href })).rejects.toThrow(
        /^DATABASE_URL: permission denied for .*: its user has to own the database and all tables in it$/,
      );
    } finally {
      await onDatabase(databaseUrl, `drop role ${name}`);
    }
  });

  it('by two servers at once migrates it once, and both are the same store', async () => {
    const ran: unknown[] = [];
    const log = { info: (fields: object) => ran.push(fields), error: () => undefined };
    const stores = await Promise.all(['one', 'two', 'three'].map((name) => open({ dataDir: join(root, name), log })));
    expect(new Set(stores.map((store) => store.storeId)).size).toBe(1);
    expect(ran).toHaveLength(1);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('runs the migrations that it has not seen, and keeps its rows', async () => {
    const older = await open({ migrations: MIGRATIONS.slice(0, 1) });
    await older.write((db) =>
      db.insertInto('workspace').values({ workspace_id: 'oak', name: 'Oak', created_at: 1 }).execute(),
    );
    await older.close();
    const store = await open();
    expect(await store.read((db) => db.selectFrom('workspace').selectAll().execute())).toEqual([
      { workspace_id: 'oak', name: 'Oak', created_at: 1 },
    ]);
    await store.close();
  });

  it('by a newer release beside an older server leaves that server working', async () => {
    const older = await open();
    const row = { workspace_id: 'oak', name: 'Oak', created_at: 1 };
    await older.write((db) => db.insertInto('workspace').values(row).execute());
    const all = (store: Store) => store.read((db) => db.selectFrom('workspace').selectAll().execute());
    expect(await all(older)).toEqual([row]);
    const nickname: Migration = {
      name: '0099-nickname',
      up: async (db) => {
        await db.schema.alterTable('workspace').addColumn('nickname', 'text').execute();
      },
    };
    const newer = await open({ dataDir: join(root, 'newer'), migrations: [...MIGRATIONS, nickname] });
    expect(await all(older)).toEqual([{ ...row, nickname: null }]);
    const seen = await older.write((db) => db.selectFrom('workspace').selectAll().execute());
    expect(seen).toEqual([{ ...row, nickname: null }]);
    await Promise.all([older.close(), newer.close()]);
  });

  it('that was put back from a copy without its identity keeps its rows under a new one', async () => {
    const before = await open();
    await before.write((db) =>
      db.insertInto('workspace').values({ workspace_id: 'oak', name: 'Oak', created_at: 1 }).execute(),
    );
    await before.close();
    await onDatabase(databaseUrl, "delete from store_meta where name = 'store-id'");
    const after = await open();
    expect(after.storeId).not.toBe(before.storeId);
    expect(await after.read((db) => db.selectFrom('workspace').select('name').execute())).toEqual([{ name: 'Oak' }]);
    await after.close();
  });

  it('gives a migration all the time that it takes, where another statement would be given up', async () => {
    const slow: Migration = { name: '0099-slow', up: async (db) => void (await sql`select pg_sleep(0.3)`.execute(db)) };
    const impatient = (url: string, max: number, answerMs = 100) => openPool(url, max, answerMs);
    const store = await open({ migrations: [...MIGRATIONS, slow], testing: { openPool: impatient } });
    await expect(store.read((db) => sql`select pg_sleep(0.3)`.execute(db))).rejects.toThrow(StoreUnavailable);
    await store.close();
  });

  it('leaves nothing of migrations of which one fails', async () => {
    const failing = { name: '0099-failing', up: () => Promise.reject(new Error('no')) };
    await expect(open({ migrations: [...MIGRATIONS, failing] })).rejects.toThrow('no');
    expect(await onDatabase(databaseUrl, "select tablename from pg_tables where schemaname = 'public'")).toEqual([]);
  });

  it('is refused when a newer release wrote it', async () => {
    const newer = { name: '0099-later', up: async () => {} };
    await (await open({ migrations: [...MIGRATIONS, newer] })).close();
    await expect(open()).rejects.toBeInstanceOf(StoreTooNew);
    await (await open({ migrations: [...MIGRATIONS, newer] })).close();
  });

  it('is refused while another server of this machine has the data directory', async () => {
    const store = await open();
    await expect(open()).rejects.toBeInstanceOf(DataDirInUse);
    await store.close();
  });

  it('says in a line that cannot hold the password that it is not there', async () => {
    const gone = databaseUrl.replace(/\/[^/]*$/, '/not-there');
    const refused = await open({ databaseUrl: gone }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DatabaseUnfit);
    expect(String(refused)).toBe(
      'DatabaseUnfit: DATABASE_URL: the database cannot be used: database "not-there" does not exist',
    );
    await expect(open({ databaseUrl: 'postgres://a:hidden@127.0.0.1:1/b' })).rejects.toThrow(
      'DATABASE_URL: the database cannot be used: connect ECONNREFUSED 127.0.0.1:1',
    );
  });

  // A user and a part of the password that stand where a host and a port do, at which nobody listens.
  it.each([
    'postgres://127.0.0.1:1/hidden@db/satchel',
    'postgres://127.0.0.1:1#hidden@db/satchel',
    'postgres://127.0.0.1:1?hidden@db/satchel',
    'postgres://127.0.0.1:1/hid=den@db/satchel',
    'postgres://satchel:hid@127.0.0.1:1/den@db/satchel',
  ])(
    'says how a password is written of which a part was taken for something else, and nothing of it: %s',
    async (url) => {
      const why =
        'ECONNREFUSED: the URL has an @ behind its host; in a password % @ / ? # are written %25 %40 %2F %3F %23';
      const used = new DatabaseUnfit(`DATABASE_URL: the database cannot be used: ${why}`);
      await expect(open({ databaseUrl: url })).rejects.toThrow(used);
      const read = new OperatorError(`DATABASE_URL: the database cannot be read: ${why}`);
      await expect(checkPostgresDatabase(url, async () => {})).rejects.toThrow(read);
    },
  );

  it('says what the network says of a URL with an @ in a setting', async () => {
    const url = 'postgres://127.0.0.1:1/b?user=satchel@server&password=p@ss';
    await expect(open({ databaseUrl: url })).rejects.toThrow('cannot be used: connect ECONNREFUSED 127.0.0.1:1');
  });

  it.each([
    ["alter database %I set synchronous_commit = 'off'", 'synchronous_commit is off'],
    ['alter database %I set default_transaction_read_only = on', 'cannot execute'],
  ])('is refused after %s', async (change, reason) => {
    const name = new URL(databaseUrl).pathname.slice(1);
    await onDatabase(databaseUrl, change.replace('%I', name));
    await expect(open()).rejects.toThrow(reason);
  });

  it('is refused in another encoding', async () => {
    const other = await createDatabase("template template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'");
    await expect(open({ databaseUrl: other })).rejects.toThrow(
      'the database is encoded in SQL_ASCII, and UTF8 is needed',
    );
    await dropDatabase(other);
  });
});
