/*
 * The real server over a real store. It dies as processes and machines do; what is left of it then is its storage's to say
 * (`sqlite-storage.ts`, `postgres-storage.ts`).
 */
import { createApp } from '../../src/server/app.ts';
import { createTestDeps, type TestDeps } from '../support/server.ts';
import type { Storage } from './storage.ts';

const KEPT_MS = 30 * 24 * 3_600_000;

export class Server {
  /** So long went by that devices have removed what was received. */
  hasAged = false;
  readonly storage: Storage;
  readonly #name: string;
  #deps: TestDeps | null = null;
  #app: ReturnType<typeof createApp> | null = null;
  #starts = 0;
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
  constructor(storage: Storage, name = 'server') {
    this.storage = storage;
    this.#name = name;
  }

  get deps(): TestDeps {
    if (this.#deps === null) throw new Error('the server is down');
    return this.#deps;
  }

  /** Another one after every commit and every start. */
  get state(): string {
    return `${this.#starts} ${this.commits}`;
  }

  get workspaceId(): string {
    return 'demo';
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
    };
    const { dataDir, store } = await this.storage.open({ hooks, onCommit: () => this.commits++ });
    this.#deps = await createTestDeps({
      dataDir,
      now: this.now,
      // Other ids than those of the process before.
      seed: `${this.#name} ${this.#starts}`,
      store: { ...store, schedule: (run) => setImmediate(run) },
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

  /** The process dies at this very moment. The next start finds what was stored, and nobody hears of what the dead one still does. */
  kill(): void {
    this.storage.killed();
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

  async powerCut(): Promise<void> {
    await this.storage.powerCut(() => this.stop());
    await this.start();
  }

  /** Devices keep what was received for 30 days: an older backup is not what they can make up for. */
  moveClock(ms: number): void {
    this.now += ms;
    if (ms < KEPT_MS) return;
    this.storage.forgetBackup();
    this.hasAged = true;
  }

  async restoreBackup(): Promise<void> {
    if (!this.storage.hasBackup) return;
    await this.stop();
    await this.storage.restore(new Date(this.now));
    await this.start();
  }

  /** A request of staff or an integrator. @returns the answer; null when it was refused */
  async ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const headers = { authorization: this.deps.authorization, 'content-type': 'application/json' };
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await this.request(path, init);
    return response.ok ? await response.json() : null;
  }
}
