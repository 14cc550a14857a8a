/*
 * The real server over a real SQLite store in a directory. It dies as processes and machines do: a killed process keeps
 * what it had committed; a power cut keeps what was synced, so a store that does not sync loses its write-ahead log.
 */
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { copyFile, cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { createApp } from '../../src/server/app.ts';
import { backupDatabase, restoreDatabase } from '../../src/server/store/backup.ts';
import { databasePath } from '../../src/server/store/data-dir.ts';
import { createTestDeps, type TestDeps } from '../support/server.ts';

const FULL = 2;

const KEPT_MS = 30 * 24 * 3_600_000;

export class Server {
  /** So long went by that devices have removed what was received. */
  hasAged = false;
  readonly #name: string;
  readonly #root: string;
  readonly #workspace: string;
  #dataDir: string;
  #deps: TestDeps | null = null;
  #app: ReturnType<typeof createApp> | null = null;
  #writer: Database | null = null;
  #starts = 0;
  #backup: string | null = null;
  #backups = 0;
  readonly #underWay = new Set<Promise<Response>>();
  readonly #killed: TestDeps[] = [];
  #cut: (reason: TypeError) => void = () => undefined;
  #death: Promise<never> = new Promise(() => undefined);
  commits = 0;
  requests = 0;
  /** Makes the next commits fail, as a disk does. */
  commitsFail = 0;
  /** The process dies in the midst of its next commit. */
  diesInCommit = false;
  /** A device asked for the run in this step. */
  claimed = false;
  now = Date.parse('2026-03-02T09:00:00Z');

  /** @param name decides its ids */
  constructor(root: string, dataDir: string, name = 'server') {
    this.#name = name;
    this.#root = root;
    this.#workspace = 'demo';
    this.#dataDir = dataDir;
  }

  get deps(): TestDeps {
    if (this.#deps === null) throw new Error('the server is down');
    return this.#deps;
  }

  /** Where its files are now. */
  get dataDir(): string {
    return this.#dataDir;
  }

  /** Another one after every commit and every start. */
  get state(): string {
    return `${this.#starts} ${this.commits}`;
  }

  get workspaceId(): string {
    return this.#workspace;
  }

  async start(): Promise<void> {
    this.#starts++;
    const hooks = {
      beforeCommit: () => {
        if (this.diesInCommit) {
          this.diesInCommit = false;
          this.kill();
        }
        if (this.commitsFail <= 0) return;
        this.commitsFail--;
        throw new Error('the disk failed');
      },
      afterCommit: () => {
        this.commits++;
      },
    };
    const onOpen = (writer: Database) => {
      this.#writer = writer;
    };
    this.#deps = await createTestDeps({
      dataDir: this.#dataDir,
      now: this.now,
      // Other ids than those of the process before.
      seed: `${this.#name} ${this.#starts}`,
      store: { schedule: (run) => setImmediate(run), testing: { hooks, onOpen } },
    });
    this.#app = createApp(this.#deps.deps);
    this.#death = new Promise((_, reject) => {
      this.#cut = reject;
    });
    this.#death.catch(() => undefined);
  }

  /** @throws when the server is down */
  async request(path: string, init: RequestInit): Promise<Response> {
    this.deps.clock.now = this.now;
    this.claimed ||= path.endsWith('/claim');
    if (this.#app === null) throw new TypeError('Failed to fetch');
    this.requests++;
    const answer = Promise.resolve(this.#app.request(path, { ...init, signal: null }));
    this.#underWay.add(answer);
    answer.catch(() => undefined).finally(() => this.#underWay.delete(answer));
    return await Promise.race([answer, this.#death]);
  }

  async stop(): Promise<void> {
    await this.#deps?.close();
    this.#deps = null;
    this.#app = null;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /**
   * The process dies at this very moment. The next start finds what was in its files; what the dead one still does reaches
   * files that nobody reads, and nobody hears of it.
   */
  kill(): void {
    const from = this.#dataDir;
    this.#dataDir = join(this.#root, `killed-${this.#starts}`);
    mkdirSync(this.#dataDir);
    for (const end of ['', '-wal']) {
      const file = `${databasePath(from)}${end}`;
      if (existsSync(file)) copyFileSync(file, `${databasePath(this.#dataDir)}${end}`);
    }
    this.#killed.push(this.deps);
    this.#deps = null;
    this.#app = null;
    this.#cut(new TypeError('Failed to fetch'));
  }

  /** Once no request is under way, of a dead process neither. */
  async rest(): Promise<void> {
    await Promise.allSettled(this.#underWay);
    for (const deps of this.#killed.splice(0)) await deps.close();
  }

  get isDown(): boolean {
    return this.#app === null;
  }

  /** All rows of all tables, while nothing is being written. */
  rows(): unknown[] {
    const writer = this.#writer;
    if (writer === null) return [];
    const tables = writer.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
    const textual = (value: unknown) => (Buffer.isBuffer(value) ? value.toString('base64') : value);
    const read = (table: unknown) => writer.prepare<[], unknown[]>(`SELECT * FROM "${table}"`).raw().all();
    return tables.map((table) => [table, ...read(table).map((row) => row.map(textual))]);
  }

  async powerCut(): Promise<void> {
    const writer = this.#writer;
    const isSynced = writer === null || Number(writer.pragma('synchronous', { simple: true })) >= FULL;
    const path = databasePath(this.#dataDir);
    const kept = join(this.#root, 'kept.sqlite');
    if (!isSynced) await copyFile(path, kept);
    await this.stop();
    if (!isSynced) {
      await rm(`${path}-wal`, { force: true });
      await rm(`${path}-shm`, { force: true });
      await copyFile(kept, path);
    }
    await this.start();
  }

  async backUp(): Promise<void> {
    const file = join(this.#root, `backup-${++this.#backups}.sqlite`);
    await backupDatabase({ dataDir: this.#dataDir, file });
    this.#backup = file;
  }

  /** Devices keep what was received for 30 days: an older backup is not what they can make up for. */
  moveClock(ms: number): void {
    this.now += ms;
    if (ms < KEPT_MS) return;
    this.#backup = null;
    this.hasAged = true;
  }

  /** @returns false when there is no backup */
  async restoreBackup(): Promise<boolean> {
    const file = this.#backup;
    if (file === null) return false;
    await this.stop();
    const dataDir = join(this.#root, `restored-${this.#starts}`);
    await mkdir(dataDir);
    const copy = join(this.#root, 'copy.sqlite');
    await cp(file, copy);
    const starts = this.#starts;
    await restoreDatabase({ dataDir, file: copy, now: new Date(this.now), randomId: () => `restored-${starts}-store` });
    this.#dataDir = dataDir;
    await this.start();
    return true;
  }

  /** A request of staff or an integrator. @returns the answer; null when it was refused */
  async ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const headers = { authorization: this.deps.authorization, 'content-type': 'application/json' };
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await this.request(path, init);
    return response.ok ? await response.json() : null;
  }
}

/** A data directory with a workspace in it, and nobody who uses it. */
export async function makeDataDir(dataDir: string): Promise<void> {
  const first = await createTestDeps();
  await first.deps.store.close();
  // A directory that stays is what a school starts from; this one goes with its store.
  await cp(first.dataDir, dataDir, { recursive: true });
  await first.close();
}
