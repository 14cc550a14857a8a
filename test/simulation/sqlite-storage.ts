/*
 * The embedded store in a directory. A killed process keeps what it had committed; a power cut keeps what was synced, so a
 * store that does not sync loses its write-ahead log.
 */
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { backupDatabase, restoreDatabase } from '../../src/server/store/backup.ts';
import { databasePath } from '../../src/server/store/data-dir.ts';
import { createTestDeps } from '../support/server.ts';
import type { Opening, Storage, Storages } from './storage.ts';

const FULL = 2;

class SqliteStorage implements Storage {
  readonly isRemote = false;
  losesCommit = false;
  readonly #root: string;
  #dataDir: string;
  #writer: Database | null = null;
  #backup: string | null = null;
  /** Copies and directories that were made. */
  #made = 0;

  /** @param root takes copies of the directory */
  constructor(root: string, dataDir: string) {
    this.#root = root;
    this.#dataDir = dataDir;
  }

  /** Where its files are now. */
  get dataDir(): string {
    return this.#dataDir;
  }

  async open({ hooks, onCommit }: Opening) {
    const onOpen = (writer: Database) => {
      this.#writer = writer;
    };
    const testing = { hooks: { ...hooks, afterCommit: onCommit }, onOpen };
    return { dataDir: this.#dataDir, store: { testing } };
  }

  /** What the dead one still does reaches files that nobody reads. */
  killed(): void {
    const from = this.#dataDir;
    this.#dataDir = this.#another('killed');
    mkdirSync(this.#dataDir);
    for (const end of ['', '-wal']) {
      const file = `${databasePath(from)}${end}`;
      if (existsSync(file)) copyFileSync(file, `${databasePath(this.#dataDir)}${end}`);
    }
  }

  async powerCut(stop: () => Promise<void>): Promise<void> {
    const writer = this.#writer;
    const isSynced = writer === null || Number(writer.pragma('synchronous', { simple: true })) >= FULL;
    const path = databasePath(this.#dataDir);
    const kept = join(this.#root, 'kept.sqlite');
    if (!isSynced) await copyFile(path, kept);
    await stop();
    if (isSynced) return;
    await rm(`${path}-wal`, { force: true });
    await rm(`${path}-shm`, { force: true });
    await copyFile(kept, path);
  }

  get hasBackup(): boolean {
    return this.#backup !== null;
  }

  async backUp(): Promise<void> {
    const file = `${this.#another('backup')}.sqlite`;
    await backupDatabase({ dataDir: this.#dataDir, file });
    this.#backup = file;
  }

  forgetBackup(): void {
    this.#backup = null;
  }

  async restore(now: Date): Promise<void> {
    if (this.#backup === null) throw new Error('there is no backup');
    const dataDir = this.#another('restored');
    await mkdir(dataDir);
    const copy = join(this.#root, 'copy.sqlite');
    await cp(this.#backup, copy);
    const id = `restored-${this.#made}-store`;
    await restoreDatabase({ dataDir, file: copy, now, randomId: () => id });
    this.#dataDir = dataDir;
  }

  async rows(): Promise<unknown[]> {
    const writer = this.#writer;
    if (writer === null) return [];
    const tables = writer.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
    const textual = (value: unknown) => (Buffer.isBuffer(value) ? value.toString('base64') : value);
    const read = (table: unknown) => writer.prepare<[], unknown[]>(`SELECT * FROM "${table}"`).raw().all();
    return tables.map((table) => [table, ...read(table).map((row) => row.map(textual))]);
  }

  #another(kind: string): string {
    return join(this.#root, `${kind}-${++this.#made}`);
  }
}

/** @param directory for all their files */
export async function sqliteStorages(directory: string): Promise<Storages> {
  const root = await mkdtemp(join(directory, 'satchel-simulation-'));
  let prepared: SqliteStorage | null = null;
  let made = 0;
  return {
    async prepare(fill) {
      const own = join(root, `prepared-${++made}`);
      const first = await createTestDeps();
      await first.deps.store.close();
      // A directory that stays is what a school starts from; this one goes with its store.
      await cp(first.dataDir, join(own, 'data'), { recursive: true });
      await first.close();
      prepared = new SqliteStorage(own, join(own, 'data'));
      return await fill(prepared);
    },
    async copy() {
      if (prepared === null) throw new Error('there is nothing to copy');
      const own = join(root, `${++made}`);
      mkdirSync(join(own, 'data'), { recursive: true });
      copyFileSync(databasePath(prepared.dataDir), databasePath(join(own, 'data')));
      const remove = () => rm(own, { recursive: true, force: true });
      return { storage: new SqliteStorage(own, join(own, 'data')), remove };
    },
    close: () => rm(root, { recursive: true, force: true }),
  };
}
