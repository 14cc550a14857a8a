import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OperatorError } from '../../../src/server/operator-error.ts';
import { BackupError, backupDatabase, restoreDatabase } from '../../../src/server/store/backup.ts';
import { DataDirInUse, databasePath } from '../../../src/server/store/data-dir.ts';
import { DatabaseDamaged } from '../../../src/server/store/database-damaged.ts';
import { StoreTooNew } from '../../../src/server/store/migrate.ts';
import { MIGRATIONS } from '../../../src/server/store/migrations/migrations.ts';
import { openStore } from '../../../src/server/store/open-store.ts';
import type { Store } from '../../../src/server/store/store.ts';

let root: string;
let dataDir: string;
let file: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'satchel-backup-'));
  dataDir = join(root, 'data');
  file = join(root, 'backup.sqlite');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const add = (store: Store, id: string) =>
  store.write((db) => db.insertInto('workspace').values({ workspace_id: id, name: id, created_at: 0 }).execute());
const ids = (store: Store) =>
  store.read(async (db) => {
    const rows = await db.selectFrom('workspace').select('workspace_id').orderBy('workspace_id').execute();
    return rows.map((row) => row.workspace_id);
  });
const restore = () =>
  restoreDatabase({
    dataDir,
    file,
    now: new Date('2026-03-02T09:00:00Z'),
    randomId: () => 'identity-after-restore',
  });

/** A backup that holds `oak`, of a store that went on to hold `elm` too. */
async function backedUp(): Promise<{ storeId: string }> {
  const store = await openStore({ dataDir });
  await add(store, 'oak');
  await backupDatabase({ dataDir, file });
  await add(store, 'elm');
  await store.close();
  return { storeId: store.storeId };
}

describe('a backup', () => {
  it('is made while the server runs, and holds what was committed when it began', async () => {
    await backedUp();
    const other = join(root, 'other');
    await restoreDatabase({ dataDir: other, file, now: new Date(0), randomId: () => 'identity-of-the-other' });
    const store = await openStore({ dataDir: other });
    expect(await ids(store)).toEqual(['oak']);
    await store.close();
  });

  it('is one whole snapshot while writes go on', async () => {
    const store = await openStore({ dataDir, gatherMs: 0 });
    let running = true;
    const writing = (async () => {
      for (let pair = 0; running; pair += 1) {
        // Both rows of a pair are one write, so that a snapshot holds both or neither.
        await store.write(async (db) => {
          for (const half of ['a', 'b']) {
            const id = `${String(pair).padStart(6, '0')}-${half}`;
            await db.insertInto('workspace').values({ workspace_id: id, name: id, created_at: 0 }).execute();
          }
        });
      }
    })();
    await add(store, 'started');
    await backupDatabase({ dataDir, file });
    running = false;
    await writing;
    await store.close();
    const other = join(root, 'other');
    await restoreDatabase({ dataDir: other, file, now: new Date(0), randomId: () => 'identity-of-the-other' });
    const copy = await openStore({ dataDir: other });
    const there = (await ids(copy)).filter((id) => id !== 'started');
    await copy.close();
    expect(there.length % 2).toBe(0);
    expect(there.filter((id) => id.endsWith('a')).length).toBe(there.length / 2);
  });

  it('is one file, and leaves none half-made behind', async () => {
    await backedUp();
    expect(readdirSync(root).sort()).toEqual(['backup.sqlite', 'data']);
  });

  it('can be read by this user alone, since it holds signing keys', async () => {
    await backedUp();
    expect((await stat(file)).mode & 0o077).toBe(0);
  });

  it('never overwrites a file', async () => {
    await backedUp();
    await expect(backupDatabase({ dataDir, file })).rejects.toThrow(`${file} is there already; choose another name`);
  });

  it('says so when there is no folder to put it in', async () => {
    await backedUp();
    const elsewhere = join(root, 'stick', 'backup.sqlite');
    await expect(backupDatabase({ dataDir, file: elsewhere })).rejects.toThrow(
      `there is no folder ${join(root, 'stick')}`,
    );
  });

  it.each([
    ['cut', (bytes: Buffer) => bytes.subarray(0, bytes.length - 5 * 4096)],
    ['damaged in the middle', (bytes: Buffer) => bytes.fill(0xa5, bytes.length - 20 * 4096, bytes.length - 4096)],
    ['empty', () => Buffer.alloc(0)],
  ])('is not made of a database that is %s', async (_what, damage) => {
    await (await openStore({ dataDir })).close();
    const path = databasePath(dataDir);
    await writeFile(path, damage(await readFile(path)));
    await expect(backupDatabase({ dataDir, file })).rejects.toThrow(`${path} is damaged, so that a copy`);
    expect(readdirSync(root)).toEqual(['data']);
  });

  it('says so when there is no database', async () => {
    await expect(backupDatabase({ dataDir, file })).rejects.toThrow(`there is no database in ${dataDir}`);
  });
});

describe('a restore', () => {
  it('puts the backup in place under a new identity, and keeps what was there beside it', async () => {
    const { storeId } = await backedUp();
    const replaced = await restore();
    const store = await openStore({ dataDir });
    expect(await ids(store)).toEqual(['oak']);
    expect(store.storeId).toBe('identity-after-restore');
    expect(store.storeId).not.toBe(storeId);
    await store.close();

    expect(replaced).toBe(`${databasePath(dataDir)}.replaced-2026-03-02T09-00-00-000Z`);
    const older = join(root, 'older');
    await restoreDatabase({
      dataDir: older,
      file: replaced ?? '',
      now: new Date(0),
      randomId: () => 'identity-of-the-older',
    });
    const before = await openStore({ dataDir: older });
    expect(await ids(before)).toEqual(['elm', 'oak']);
    await before.close();
  });

  it('leaves the backup as it is, so that it can be restored again', async () => {
    await backedUp();
    await restore();
    await restoreDatabase({
      dataDir,
      file,
      now: new Date('2026-03-02T10:00:00Z'),
      randomId: () => 'identity-the-second-time',
    });
    const store = await openStore({ dataDir });
    expect(store.storeId).toBe('identity-the-second-time');
    expect(await ids(store)).toEqual(['oak']);
    await store.close();
  });

  it('takes a log away that lies there without its database, as a kill in the middle of another restore leaves it', async () => {
    await backedUp();
    const log = `${databasePath(dataDir)}-wal`;
    await rm(databasePath(dataDir));
    await writeFile(log, 'of the database that was moved');
    await expect(openStore({ dataDir })).rejects.toBeInstanceOf(DatabaseDamaged);
    const replaced = await restore();
    expect(await readFile(`${replaced}-wal`, 'utf8')).toBe('of the database that was moved');
    const store = await openStore({ dataDir });
    expect(await ids(store)).toEqual(['oak']);
    await store.close();
  });

  it('is refused while a server has the data directory, and changes nothing', async () => {
    await backedUp();
    const running = await openStore({ dataDir });
    await expect(restore()).rejects.toBeInstanceOf(DataDirInUse);
    expect(await ids(running)).toEqual(['elm', 'oak']);
    await running.close();
  });

  it.each([
    ['a file that is no database', 'Dear teacher, my dog ate the backup.'],
    ['an empty file', ''],
  ])('is refused for %s, and changes nothing', async (_what, content) => {
    await backedUp();
    await rm(file);
    await writeFile(file, content);
    await expect(restore()).rejects.toBeInstanceOf(BackupError);
    const store = await openStore({ dataDir });
    expect(await ids(store)).toEqual(['elm', 'oak']);
    await store.close();
    expect(readdirSync(dataDir).filter((name) => /replaced|restoring|partial/.test(name))).toEqual([]);
  });

  it('is refused for a backup of which pages were lost', async () => {
    const store = await openStore({ dataDir });
    await store.write((db) =>
      db
        .insertInto('workspace')
        .values({ workspace_id: 'oak', name: 'x'.repeat(200_000), created_at: 0 })
        .execute(),
    );
    await backupDatabase({ dataDir, file });
    await store.close();
    const bytes = await readFile(file);
    bytes.fill(0xa5, bytes.length - 120_000, bytes.length - 20_000);
    await writeFile(file, bytes);
    await expect(restore()).rejects.toThrow('is damaged, or no backup of Satchel; nothing was changed');
  });

  it('is refused for a backup of a newer release', async () => {
    const newer = await openStore({
      dataDir,
      migrations: [...MIGRATIONS, { name: '0099-later', up: async () => {} }],
    });
    await backupDatabase({ dataDir, file });
    await newer.close();
    await expect(restore()).rejects.toBeInstanceOf(StoreTooNew);
    expect(existsSync(databasePath(dataDir))).toBe(true);
  });

  it('says so when there is no such file', async () => {
    await expect(restore()).rejects.toThrow(`there is no file ${file}`);
  });

  it('says so when there is a folder in its place', async () => {
    await mkdir(file);
    await expect(restore()).rejects.toThrow(
      new OperatorError(`${file} cannot be read (disk I/O error): is it a file, and may this user read it?`),
    );
  });

  it('does not say that there is nothing where it may not look', async () => {
    await writeFile(file, '');
    file = join(file, 'backup.sqlite');
    await expect(restore()).rejects.toThrow(`${file} cannot be looked at (ENOTDIR`);
  });
});
