import { onCommit, openDatabase, type SatchelDatabase } from '../db/database.ts';
import { isIdle } from '../db/idle.ts';
import { readActive, writeSignedOut } from '../db/meta.ts';
import { randomId } from '../db/random-id.ts';
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
import { Attempts } from './attempts.ts';
import type { DeviceState } from './device-state.ts';
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

/** How long commits are gathered before the list of tests is read again: longer while answers are given, and nobody sees it. */
const GATHER_MS = 150;
const GATHER_DURING_ATTEMPT_MS = 5000;

export class DeviceServices implements Services {
  readonly #options: ServicesOptions;
  readonly #db: SatchelDatabase;
  /** Comes after the database and the first question; null while it could not be loaded. */
  #loading: Promise<Online | null> | null = null;
  #there: Online | null = null;
  /** Comes after the first question too. */
  #listing: Promise<DeviceState> | null = null;
  #list: DeviceState | null = null;
  readonly #tab = randomId();
  readonly #attempts: Attempts;
  readonly #listeners = new Set<(state: AppState) => void>();
  readonly #stops: Array<() => void> = [];
  #state: AppState | null = null;
  #cancelRead: (() => void) | null = null;
  /** How long the read that is waited for was put off. */
  #gatherMs = 0;
  #closed = false;

  constructor(options: ServicesOptions) {
    this.#options = options;
    this.#db = openDatabase({ indexedDB: options.indexedDB });
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

  /** As of the last read. @throws before the first */
  state(): AppState {
    if (this.#state === null) throw new Error('nothing was read yet');
    return this.#state;
  }

  async read(): Promise<AppState> {
    await (await this.#listed()).read();
    this.#publish();
    return this.state();
  }

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
    await this.read();
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
    const exported = (await this.#online())?.exportResponses(scope, this.#list?.partition ?? null);
    return (await exported) ?? { ok: false, reason: 'storage' };
  }

  async acceptReceipt(text: string): Promise<ReceiptResult> {
    const accepted = await (await this.#online())?.acceptReceipt(text);
    await this.read();
    return accepted ?? { ok: false, reason: 'not-genuine' };
  }

  async saveSettings(part: Partial<AppState['settings']>): Promise<void> {
    await (await this.#listed()).saveSettings(part);
    await this.read();
  }

  async seenWiped(): Promise<void> {
    await (await this.#listed()).seenWiped();
    await this.read();
  }

  async refresh(): Promise<void> {
    const online = await this.#online();
    await online?.engine.refreshAnew();
    await this.read();
    void this.#renew(online);
  }

  async getReady(sessionId: string, onProgress: (done: number, total: number) => void): Promise<GetReadyResult> {
    // In the click itself: a browser that asks the person about it wants one, and there is something to keep from now on.
    this.#options.world.persist();
    const result = await (await this.#online())?.downloads.bring(sessionId, onProgress);
    await this.read();
    return result ?? { ok: false, reason: 'network', detail: NOT_LOADED };
  }

  async #renew(online: Online | null): Promise<void> {
    if (await online?.downloads.renew()) await this.read();
  }

  async openAttempt(sessionId: string): ReturnType<Services['openAttempt']> {
    const online = await this.#online();
    return (await online?.tests.open(sessionId, this.resumeAttempt)) ?? { ok: false, detail: NOT_LOADED };
  }

  before = async () => (await (await this.#online())?.before()) ?? null;

  watchTime(...watch: Parameters<Services['watchTime']>): () => void {
    const watching = this.#online().then((online) => online?.timekeeper.watch(...watch));
    return () => void watching.then((stop) => stop?.());
  }

  openRun = () => this.#attempts.openRun();

  resumeAttempt = (partition: string, run: string) => this.#attempts.resume(partition, run);

  async retake(sessionId: string): ReturnType<Services['retake']> {
    const retaken = await (await this.#online())?.tests.retake(sessionId);
    if (retaken?.asked) await this.refresh();
    return retaken?.result ?? { ok: false, detail: NOT_LOADED };
  }

  async takeBack(run: string): ReturnType<Services['takeBack']> {
    const taken = await (await this.#online())?.takeBack({ run, tab: this.#tab });
    return taken ?? { ok: false, reason: 'storage', detail: NOT_LOADED };
  }

  async left(run: string): Promise<void> {
    await (await this.#online())?.left({ run, tab: this.#tab });
  }

  async letIn(run: string, typed: string): ReturnType<Services['letIn']> {
    return (await (await this.#online())?.letIn(run, typed)) ?? 'storage';
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
    const online = new Online({ ...this.#options, db: this.#db, tab: this.#tab, onChange: () => this.#publish() });
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
    await this.read();
    this.#trigger('changed');
  }

  readonly #trigger = (trigger: Trigger): void => {
    void this.#online().then((online) => online?.engine.trigger(trigger));
  };

  #readSoon(): void {
    const gatherMs = this.#attempts.isAnswering ? GATHER_DURING_ATTEMPT_MS : GATHER_MS;
    if (this.#cancelRead && gatherMs >= this.#gatherMs) return;
    this.#cancelRead?.();
    this.#gatherMs = gatherMs;
    this.#cancelRead = this.#options.later(gatherMs, () => {
      this.#cancelRead = null;
      // The next commit reads again.
      this.read().catch(() => undefined);
    });
  }

  #listed(): Promise<DeviceState> {
    this.#listing ??= import('./device-state.ts').then(
      ({ DeviceState }) => {
        this.#list = new DeviceState({ ...this.#options, db: this.#db });
        return this.#list;
      },
      (error: unknown) => {
        this.#listing = null;
        throw error;
      },
    );
    return this.#listing;
  }

  #publish(): void {
    const { signIn: refused, updateNeeded } = this.#there?.engine ?? {};
    const state = this.#list?.state({ ...(refused && { refused }), ...(updateNeeded && { updateNeeded }) }) ?? null;
    if (state === null) return;
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}

const NOT_LOADED = 'There is no network right now, and a part of the app has not come yet.';
