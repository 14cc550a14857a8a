/*
 * A browser with tabs on one device: the real services over the real server, Web Locks, and a clock that moves when a
 * test says so.
 */
import { gunzipSync } from 'node:zlib';
import { IDBFactory } from 'fake-indexeddb';
import { expect } from 'vitest';
import type { DeviceServices } from '../../../src/student/services/device-services.ts';
import type { World, WorldEvent } from '../../../src/student/services/world.ts';
import { createServices } from '../../../src/student/services.ts';
import type { AttemptPort, AttemptSnapshot } from '../../../src/student/session/ports.ts';
import { runUploadPass } from '../../../src/student/sync/upload-pass.ts';
import { Outside } from '../outside.ts';
import { openSchool, type School } from '../sync/classroom.ts';
import { TestLocks } from '../sync/test-locks.ts';
import { VirtualTime } from '../sync/virtual-time.ts';
import { countAnew, countUnderWay } from './under-way.ts';

/** A page of the browser: its network, its events, and what it asked the server. */
export class Page implements World {
  isOnline = true;
  asked: string[] = [];
  /** What it told staff of itself, in order. */
  reports: unknown[] = [];
  /** The server's answer to an upload, when it is not its own. */
  uploadMeets: (() => Response) | null = null;
  wakes = 0;
  inFlight = 0;
  readonly #listeners = new Set<(event: WorldEvent) => void>();
  online = () => this.isOnline;
  visible = () => true;
  listen(listener: (event: WorldEvent) => void) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  /** How often the browser was asked to keep the data. */
  persists = 0;
  persist = () => {
    this.persists++;
  };
  storage = async () => ({ persisted: true, usage: 1, quota: 2 ** 30 });
  wakeWorker = () => {
    this.wakes++;
  };
  say(event: WorldEvent) {
    for (const listener of this.#listeners) listener(event);
  }
  cut() {
    this.isOnline = false;
    this.say('offline');
  }
  restore() {
    this.isOnline = true;
    this.say('online');
  }
  uploads = () => this.asked.filter((path) => path.endsWith('/responses')).length;
  lists = () => this.asked.filter((path) => path.startsWith('/api/device/exam-sessions')).length;
}

export interface Tab {
  services: DeviceServices;
  page: Page;
}

export class Browser {
  readonly school: School;
  readonly seat: { sessionId: string; ticket: string };
  readonly time = new VirtualTime();
  readonly outside = new Outside();
  /** How far the wall clock of the device was set ahead. */
  setAhead = 0;
  /** How long the lid was closed: clocks that are never set stood still then. */
  asleep = 0;
  #indexedDB = new IDBFactory();
  readonly #locks = new TestLocks();
  #tabs: Tab[] = [];

  constructor(school: School, seat: { sessionId: string; ticket: string }) {
    this.school = school;
    this.seat = seat;
  }

  async openTab({ online = true } = {}): Promise<Tab> {
    const page = new Page();
    page.isOnline = online;
    const { school, time } = this;
    const services = await createServices({
      async fetch(path, init) {
        page.asked.push(path);
        if (!page.isOnline) throw new TypeError('Failed to fetch');
        if (path === '/api/device/report') page.reports.push(bodyOf(init));
        if (page.uploadMeets && path.endsWith('/responses')) return page.uploadMeets();
        page.inFlight++;
        try {
          return await school.fetch(path, init);
        } finally {
          page.inFlight--;
        }
      },
      locks: this.#locks,
      now: () => time.now + this.setAhead,
      random: () => 0.5,
      monotonic: () => time.now - this.asleep,
      indexedDB: this.#indexedDB,
      later: time.later,
      world: page,
      iterations: 10,
      outside: this.outside,
    });
    await services.read();
    const tab = { services, page };
    this.#tabs.push(tab);
    return tab;
  }

  /** A tab whose student is signed in and has the test on the device. */
  async ready(): Promise<Tab> {
    const tab = await this.openTab();
    expect(await tab.services.signIn(this.seat.ticket)).toMatchObject({ ok: true });
    expect(await tab.services.getReady(this.seat.sessionId, () => undefined)).toEqual({ ok: true });
    await this.pass(1000);
    return tab;
  }

  async openTest(services: DeviceServices): Promise<{ snapshot: AttemptSnapshot; port: AttemptPort }> {
    const opened = await services.openAttempt(this.seat.sessionId);
    return opened.ok ? opened : expect.fail(opened.detail);
  }

  /** What happens to a tab that is killed: its locks go, and nothing of it runs any more. */
  kill(services: DeviceServices): void {
    services.close();
    this.#tabs = this.#tabs.filter((tab) => tab.services !== services);
  }

  /** A pass of the service worker; no page has to be open. */
  async wakeWorker(): Promise<void> {
    const { school, time } = this;
    const fetch = (path: string, init: RequestInit) => school.fetch(path, init);
    await runUploadPass({ indexedDB: this.#indexedDB, fetch, later: time.later, now: () => time.now + this.setAhead });
  }

  /** The browser loses its database, with every tab closed. What it keeps elsewhere stays. */
  async loseDatabase(): Promise<void> {
    await this.quiet();
    for (const { services } of this.#tabs) services.close();
    this.#tabs = [];
    this.#indexedDB = new IDBFactory();
  }

  /** Until no request, no transaction and no cryptography is under way, nor anything that comes of it. */
  async quiet(): Promise<void> {
    for (let calm = 0; calm < 4; ) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      const isCalm = countUnderWay() === 0 && this.#tabs.every(({ page }) => page.inFlight === 0);
      calm = isCalm ? calm + 1 : 0;
    }
  }

  /** Lets time go by for every tab; it stands still while something is under way. */
  async pass(ms: number): Promise<void> {
    await this.quiet();
    await this.time.advance(ms, () => this.quiet());
    await this.time.advance(200, () => this.quiet());
  }

  /** As the screens are told it next: each look lets time go by, and a busy machine may take several for what is under way. */
  async soon<T>(look: () => T): Promise<T> {
    await this.pass(0);
    return look();
  }

  /** The lid is closed, and opened again: nothing runs meanwhile, on any page. */
  async sleep(ms: number): Promise<void> {
    await this.quiet();
    this.asleep += ms;
    this.time.sleep(ms);
    await this.pass(0);
  }

  /** Long enough for the list of tests, which is read rarely while an attempt is open. */
  async listed(): Promise<void> {
    await this.pass(0);
    await this.pass(6000);
  }

  onServer = () => this.school.getSession(this.seat.sessionId);

  /** Past the services, through a connection of its own. */
  async inDatabase<T>(read: (db: IDBDatabase) => IDBRequest<T>): Promise<T> {
    const wait = <R>(request: IDBRequest<R>) =>
      new Promise<R>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await wait(this.#indexedDB.open('satchel'));
    try {
      return await wait(read(db));
    } finally {
      db.close();
    }
  }

  async close(): Promise<void> {
    await this.quiet();
    for (const { services } of this.#tabs) services.close();
    await this.school.close();
  }
}

export async function openBrowser(
  config: object = { allowRetakes: true, showScoreOnComplete: true },
): Promise<Browser> {
  countAnew();
  const school = await openSchool(config);
  return new Browser(school, await school.createSession('ada'));
}

/** What a request says, compressed or not. */
const bodyOf = ({ body }: RequestInit): unknown =>
  JSON.parse(body instanceof ArrayBuffer ? gunzipSync(new Uint8Array(body)).toString() : String(body));

export const choice = (item: number, index: number) => ({
  itemId: `item-${item}`,
  questionId: 'q',
  response: { options: [{ index }] },
});

export const testOf = (services: DeviceServices) => services.state().tests[0] ?? expect.fail('no test is listed');
