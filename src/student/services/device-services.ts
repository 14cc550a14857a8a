import { freeSpace } from '../../shared/lib/free-space.ts';
import { onCommit, openDatabase, type SatchelDatabase } from '../db/database.ts';
import { isIdle } from '../db/idle.ts';
import { readActive, readLost, readOpen, readSchool, readSignedIn, writeLost, writeSignedOut } from '../db/meta.ts';
import { randomId } from '../db/random-id.ts';
import { type DeviceRows, readDevice } from '../db/read-tests.ts';
import type { OutsideStores } from '../pwa/outside-stores.ts';
import type {
  AppState,
  ExportResult,
  ExportScope,
  GetReadyResult,
  ReceiptResult,
  Services,
  SignInResult,
} from '../session/ports.ts';
import type { HttpOptions, Later } from '../sync/http.ts';
import { holdTab, type Locks } from '../sync/leader.ts';
import type { Trigger } from '../sync/scheduler.ts';
import { type AppFacts, appState, nobody } from './app-state.ts';
import { Attempts } from './attempts.ts';
import type { Online } from './online.ts';
import type { World } from './world.ts';

export interface ServicesOptions {
  fetch: HttpOptions['fetch'];
  /** Undefined where the browser has no Web Locks. */
  locks: Locks | undefined;
  /** Milliseconds since 1970. */
  now: () => number;
  /** From 0 up to, but not including, 1. */
  random: () => number;
  indexedDB: IDBFactory;
  later: Later;
  world: World;
  /** Milliseconds of a clock that is never set. */
  monotonic: () => number;
  /** Left out where it is the page's own. */
  outside?: OutsideStores | undefined;
  broadcast?: BroadcastChannel | undefined;
  /** Iterations of PBKDF2, when not the product's. */
  iterations?: number;
}

/** How long commits are gathered before the list of tests is read again: longer while an attempt hides the list. */
const GATHER_MS = 150;
const GATHER_DURING_ATTEMPT_MS = 5000;

export class DeviceServices implements Services {
  readonly #options: ServicesOptions;
  readonly #db: SatchelDatabase;
  /** Comes after the database and the first question; null while it could not be loaded. */
  #loading: Promise<Online | null> | null = null;
  #there: Online | null = null;
  readonly #tab = randomId();
  readonly #attempts: Attempts;
  readonly #listeners = new Set<(state: AppState) => void>();
  readonly #stops: Array<() => void> = [];
  readonly #installing = new Map<string, Promise<GetReadyResult>>();
  #state: AppState;
  #rows: (Pick<AppFacts, 'school' | 'locked' | 'storage' | 'wiped'> & { device: DeviceRows }) | null = null;
  #cancelRead: (() => void) | null = null;
  #closed = false;

  constructor(options: ServicesOptions) {
    this.#options = options;
    this.#db = openDatabase({ indexedDB: options.indexedDB });
    this.#state = nobody({ online: options.world.online() });
    this.#attempts = new Attempts({
      ...options,
      db: this.#db,
      tab: this.#tab,
      online: () => this.#online(),
      trigger: this.#trigger,
      onClose: () => {
        this.#cancelRead?.();
        this.#cancelRead = null;
        this.#readSoon();
      },
    });
  }

  async start(): Promise<void> {
    // A device that lay about does not open somebody's test to whoever finds it.
    if (await this.isIdle()) await this.#leave(true);
    await this.#read();
    this.#stops.push(
      onCommit(() => this.#readSoon()),
      holdTab(this.#options.locks, this.#tab),
    );
    void this.#online().then((online) => online?.presence.lockOthers());
  }

  /** Stops everything that this tab does by itself. What is on the device stays. */
  close(): void {
    for (const stop of this.#stops) stop();
    this.#closed = true;
    this.#there?.close();
    this.#cancelRead?.();
    this.#db.close();
  }

  state = (): AppState => this.#state;

  subscribe(listener: (state: AppState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async signIn(ticket: string): Promise<SignInResult> {
    const online = await this.#online();
    if (online === null) return { ok: false, reason: 'no-network', detail: NOT_LOADED };
    const result = await online.signIn(ticket);
    if (!result.ok) return result;
    this.active();
    await online.presence.lockOthers();
    if (result.online) await online.engine.refresh();
    online.engine.signedIn();
    await this.#read();
    return { ok: true, resume: await this.openRun() };
  }

  async signOut(): Promise<void> {
    await this.#leave(false);
  }

  async lock(): Promise<void> {
    await this.#leave(true);
  }

  async isIdle(): Promise<boolean> {
    return isIdle(await readActive(this.#db), this.#options.now());
  }

  active(): void {
    void this.#online().then((online) => online?.presence.active());
  }

  async exportResponses(scope: ExportScope): Promise<ExportResult> {
    try {
      // A database that does not open any more was read before.
      const known = this.#rows?.device.partition?.partition ?? null;
      const partition = await readSignedIn(this.#db).catch(() => known);
      const file = await (await this.#online())?.exportResponses((run) => {
        if (scope === 'device') return true;
        if (run.partition !== partition) return false;
        return scope === 'student' || run.sessionId === null || run.sessionId === scope.sessionId;
      });
      return file ? { ok: true, ...file } : { ok: false, reason: 'nothing' };
    } catch {
      return { ok: false, reason: 'storage' };
    }
  }

  async acceptReceipt(text: string): Promise<ReceiptResult> {
    const accepted = await (await this.#online())?.acceptReceipt(text);
    await this.#read();
    return accepted ?? { ok: false, reason: 'not-genuine' };
  }

  async seenWiped(): Promise<void> {
    await writeLost(this.#db, { isSeen: true });
    await this.#read();
  }

  async refresh(): Promise<void> {
    await (await this.#online())?.engine.refresh();
    await this.#read();
    void this.#renewPackages();
  }

  async getReady(sessionId: string, onProgress: (done: number, total: number) => void): Promise<GetReadyResult> {
    // In the click itself: a browser that asks the person about it wants one, and there is something to keep from now on.
    this.#options.world.persist();
    return await this.#bring(sessionId, onProgress);
  }

  async #bring(sessionId: string, onProgress: (done: number, total: number) => void): Promise<GetReadyResult> {
    const partition = await readSignedIn(this.#db);
    if (partition === null) return { ok: false, reason: 'sign-in', detail: 'Sign in first.' };
    const key = `${partition}/${sessionId}`;
    const underWay = this.#installing.get(key);
    if (underWay !== undefined) return await underWay;
    const install = this.#install({ partition, id: sessionId }, onProgress);
    this.#installing.set(key, install);
    try {
      const result = await install;
      await this.#read();
      return result;
    } finally {
      this.#installing.delete(key);
    }
  }

  async openAttempt(sessionId: string): ReturnType<Services['openAttempt']> {
    const online = await this.#online();
    return (await online?.tests.open(sessionId, this.resumeAttempt)) ?? { ok: false, detail: NOT_LOADED };
  }

  openRun = () => this.#attempts.openRun();

  resumeAttempt = (partition: string, run: string) => this.#attempts.resume(partition, run);

  async retake(sessionId: string): ReturnType<Services['retake']> {
    const retaken = await (await this.#online())?.tests.retake(sessionId);
    if (retaken?.asked) await this.refresh();
    return retaken?.result ?? { ok: false, detail: NOT_LOADED };
  }

  /** Whoever needs the server waits for its chunk. One that could not be loaded is asked for again the next time. */
  #online(): Promise<Online | null> {
    this.#loading ??= this.#goOnline().catch(() => {
      this.#loading = null;
      return null;
    });
    return this.#loading;
  }

  async #goOnline(): Promise<Online> {
    const { Online } = await import('./online.ts');
    const online = new Online({ ...this.#options, db: this.#db, onChange: () => this.#publish() });
    await online.open();
    this.#there = online;
    if (!this.#closed) online.engine.start();
    return online;
  }

  async #leave(comesBack: boolean): Promise<void> {
    const online = await this.#online();
    // Without the part that seals, the answers stay open rows that go up as before; no screen shows them to anybody else.
    if (online === null) await writeSignedOut(this.#db, { keepOpen: comesBack });
    else await online.presence.leave(comesBack);
    await this.#read();
    this.#trigger('changed');
  }

  async #install(...[session, onProgress]: Parameters<Online['install']>): Promise<GetReadyResult> {
    const online = await this.#online();
    return (await online?.install(session, onProgress)) ?? { ok: false, reason: 'network', detail: NOT_LOADED };
  }

  readonly #trigger = (trigger: Trigger): void => {
    void this.#online().then((online) => online?.engine.trigger(trigger));
  };

  /** A test that is ready and not begun gets the newer package by itself; until that is verified the old one stays. */
  async #renewPackages(): Promise<void> {
    const { tests } = await readDevice(this.#db, await readSignedIn(this.#db));
    for (const { session, current } of tests) {
      const { readyPackage, listed } = session;
      if (current !== null || readyPackage === null || readyPackage === listed.package.hash) continue;
      await this.#bring(session.id, () => undefined);
    }
  }

  #readSoon(): void {
    const gatherMs = this.#attempts.isAnyOpen ? GATHER_DURING_ATTEMPT_MS : GATHER_MS;
    this.#cancelRead ??= this.#options.later(gatherMs, () => {
      this.#cancelRead = null;
      // The next commit reads again.
      this.#read().catch(() => undefined);
    });
  }

  async #read(): Promise<void> {
    const [school, signedIn, open, lost, estimate] = await Promise.all([
      readSchool(this.#db),
      readSignedIn(this.#db),
      readOpen(this.#db),
      readLost(this.#db),
      this.#options.world.storage(),
    ]);
    const device = await readDevice(this.#db, signedIn);
    const locked = signedIn === null && open !== null;
    this.#rows = { device, school, locked, storage: freeSpace(estimate), wiped: lost?.isSeen === false };
    this.#publish();
  }

  #publish(): void {
    if (this.#rows === null) return;
    const { now, world } = this.#options;
    const { device, ...facts } = this.#rows;
    const { signIn: refused = new Set<string>(), updateNeeded = false } = this.#there?.engine ?? {};
    this.#state = appState(device, { ...facts, online: world.online(), refused, updateNeeded, now: now() });
    for (const listener of this.#listeners) listener(this.#state);
  }
}

const NOT_LOADED = 'There is no network right now, and a part of the app has not come yet.';
