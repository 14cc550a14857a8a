/*
 * One device: the real database code over a disk that can fail, the real uploader, and a life that ends at once when the
 * device is killed: what was under way never goes on, and a new life starts over what the disk had committed.
 */
import { openDatabase, type SatchelDatabase } from '../../src/student/db/database.ts';
import { readIdentity } from '../../src/student/db/identity.ts';
import { lockPartition } from '../../src/student/db/lock.ts';
import { readSignedIn } from '../../src/student/db/meta.ts';
import { mintRun } from '../../src/student/db/mint-run.ts';
import { readPartitions } from '../../src/student/db/partitions.ts';
import { readRun, readSession } from '../../src/student/db/read-row.ts';
import { readDevice } from '../../src/student/db/read-tests.ts';
import type { SessionRow } from '../../src/student/db/rows.ts';
import { isUnsent, takeTab } from '../../src/student/db/runs.ts';
import { saveAnswers } from '../../src/student/db/save-answer.ts';
import { keepCopies } from '../../src/student/db/second-copy.ts';
import { submitRun } from '../../src/student/db/submit.ts';
import { takeBackSubmit } from '../../src/student/db/take-back.ts';
import { SecondCopy } from '../../src/student/services/second-copy.ts';
import { acceptReceipt } from '../../src/student/sync/accept-receipt.ts';
import { claimRun, retakeSession } from '../../src/student/sync/claim.ts';
import { exportResponses } from '../../src/student/sync/export-responses.ts';
import { createHttp, type Http } from '../../src/student/sync/http.ts';
import { installPackage } from '../../src/student/sync/install-package.ts';
import { refreshSessions } from '../../src/student/sync/refresh-sessions.ts';
import { sealRun } from '../../src/student/sync/seal-run.ts';
import { signIn } from '../../src/student/sync/sign-in.ts';
import { UploadMemory } from '../../src/student/sync/upload-memory.ts';
import { runUploadPass, uploadPass } from '../../src/student/sync/upload-pass.ts';
import { Outside } from '../student/outside.ts';
import { Acting } from './acting.ts';
import { Disk } from './disk.ts';
import type { Figures } from './figures.ts';
import { type Network, send } from './network.ts';
import { readDeviceRows } from './rows.ts';
import type { NetFault } from './steps.ts';

/** Cheap on purpose: the product's 600,000 are tested once. */
const ITERATIONS = 1;
/** Most times that a device sends before it waits for the others. */
const PASSES = 6;
export const TABS = ['tab-one-aaaaaaaaaaaaa', 'tab-two-aaaaaaaaaaaaa'];

export class Device {
  readonly name: number;
  readonly disk: Disk;
  now = Date.parse('2026-03-02T09:00:00Z');
  /** What becomes of the next requests, one each; afterwards they go well. */
  net: NetFault[] = [];
  /** What the browser keeps apart from the database. */
  outside = new Outside();
  /** The run that is open on the screen. */
  run: string | null = null;
  /** A fault of the disk struck since the last time that nothing was under way. */
  isHurt = false;
  tabs!: [SatchelDatabase, SatchelDatabase];
  #http!: Http;
  #memory!: UploadMemory;
  #life = 0;
  #underWay = 0;
  readonly #acting = new Acting();
  readonly #network: Network;
  readonly #figures: Figures;

  constructor(name: number, network: Network, figures: Figures, disk = new Disk()) {
    this.name = name;
    this.disk = disk;
    this.#network = network;
    this.#figures = figures;
    this.disk.onFault = (kind) => {
      figures.fault(kind === 'kill' ? 'kill-disk' : kind);
      this.isHurt = true;
    };
    this.disk.onKill = () => this.#boot();
    this.#boot();
  }

  get db(): SatchelDatabase {
    return this.tabs[0];
  }

  get #options() {
    return { db: this.db, http: this.#http, now: () => this.now };
  }

  #boot(): void {
    const life = ++this.#life;
    this.#underWay = 0;
    const open = () => openDatabase({ indexedDB: this.disk.factory });
    this.tabs = [open(), open()];
    this.#memory = new UploadMemory();
    this.#http = createHttp({
      fetch: (path, init) => this.#fetch(life, path, init),
      // A request that hangs until it is given up is a fault of its own: the network fails it.
      later: () => () => undefined,
      now: () => this.now,
    });
  }

  async #fetch(life: number, path: string, init: RequestInit): Promise<Response> {
    if (life !== this.#life) return await this.hang();
    const fault = this.net.shift() ?? 'well';
    if (fault !== 'well') this.#figures.fault(fault);
    const response = await send(this.#network, this, fault, { path, init });
    return life === this.#life ? response : await this.hang();
  }

  /** Takes away the power at this very moment. */
  kill(): void {
    this.disk.kill();
  }

  /** What a dead device still does gets no further. */
  hang = (): Promise<never> => this.#acting.hang(this.#life);

  slow = <T>(answer: T): Promise<T> => this.#acting.slow(answer, this.#network.arrivals);

  /**
   * Runs an action until it is done, or the device died, or it waits for an answer that is slow.
   *
   * @returns what came of it; undefined when it did not end
   * @throws what the action threw, unless the disk was made to fail
   */
  async act<T>(action: () => Promise<T>): Promise<T | undefined> {
    const life = this.#life;
    if (this.#underWay === 0) this.isHurt = false;
    this.#underWay++;
    let result: T | undefined;
    await this.#acting.run(life, async () => {
      try {
        result = await action();
      } catch (error) {
        if (life === this.#life && !this.isHurt) throw error;
      } finally {
        if (life === this.#life) this.#underWay--;
      }
    });
    return life === this.#life ? result : undefined;
  }

  signIn = (ticket: string, online: boolean) => signIn({ ...this.#options, online, iterations: ITERATIONS }, ticket);

  async lock(): Promise<void> {
    for (const { partition } of await readPartitions(this.db)) {
      await lockPartition(this.db, partition, { sealRun, now: () => this.now, comesBack: true });
    }
  }

  async refresh(): Promise<void> {
    const signedIn = await this.#token();
    if (signedIn === null) return;
    const { partition, token } = signedIn;
    const refreshed = await refreshSessions(this.#options, partition, token);
    if (refreshed === 'ok') await this.#fetchNews(partition);
  }

  /** Of the student who is signed in. */
  async #token(): Promise<{ partition: string; token: string } | null> {
    const signedIn = await readSignedIn(this.db);
    const row = (await readPartitions(this.db)).find(({ partition }) => partition === signedIn);
    return row?.token ? { partition: row.partition, token: row.token } : null;
  }

  /** Answers of integrators and staff, for the runs that this device holds (`services/sync-engine.ts`). */
  async #fetchNews(partition: string): Promise<void> {
    const { tests } = await readDevice(this.db, partition);
    for (const { session, current } of tests) {
      const { epoch, revision } = session.listed;
      const run = current?.run;
      if (run?.state === 'open' && run.claimed && run.epoch === epoch && run.revision < revision)
        await this.claim(run.run);
    }
  }

  async #listed(sessionId: string): Promise<SessionRow | undefined> {
    return (await this.db.sessions.toArray()).map(readSession).find(({ id }) => id === sessionId);
  }

  /** A tap on Get ready for offline. */
  async getReady(sessionId: string): Promise<void> {
    const session = await this.#listed(sessionId);
    if (session === undefined || session.readyPackage === session.listed.package.hash) return;
    await installPackage({ ...this.#options, onProgress: () => undefined }, session);
  }

  /** Gets the test that is listed ready, and opens the current run of the session: a tap on Start or Continue. */
  async open(sessionId: string): Promise<void> {
    if ((await readSignedIn(this.db)) === null) return;
    await this.getReady(sessionId);
    const ready = await this.#listed(sessionId);
    const run = ready && (await mintRun(this.db, ready, this.now));
    if (!run || run.sealed !== null) return;
    await this.takeTab(run.run, 0);
    this.run = run.run;
  }

  /** A student with a ticket in front of it, who goes on with the test. */
  async comeBack(ticket: string, sessionId: string): Promise<void> {
    await this.signIn(ticket, true);
    await this.refresh();
    await this.open(sessionId);
  }

  /** The same where nothing is in the way: all goes up, and the news come down. */
  async settle(ticket: string, sessionId: string): Promise<void> {
    do {
      if ((await this.#token()) === null) {
        await this.signIn(ticket, true);
        await this.refresh();
      }
      for (let pass = 0; pass < PASSES; pass++) if (!(await this.upload())) break;
      await this.refresh();
      if ((await this.db.runs.count()) === 0) await this.open(sessionId);
      await this.#continue();
      // The server took it back meanwhile.
    } while ((await this.#token()) === null);
  }

  /** Refused while anything is unsent (`services/tests.ts`). */
  async retake(sessionId: string): Promise<void> {
    const signedIn = await this.#token();
    const runs = (await this.db.runs.toArray()).map(readRun);
    const left = (await this.db.outbox.toArray()).filter(({ sent }) => !sent);
    if (signedIn === null || runs.some(isUnsent) || left.length > 0) return;
    const { partition, token } = signedIn;
    await retakeSession(this.#options, { partition, id: sessionId }, token);
    await this.refresh();
  }

  /** What a page does a few seconds after a commit. */
  async copy(): Promise<void> {
    const identity = await readIdentity(this.db);
    if (identity === null) return;
    this.outside.marker.write(JSON.stringify(identity));
    await keepCopies({ ...this.#options, copies: this.outside.copies, sealRun }, new Map());
  }

  /** What a page does before all else. */
  async start(): Promise<void> {
    await new SecondCopy({ ...this.#options, outside: this.outside, sealRun, later: () => () => undefined }).open();
  }

  /** Whoever opens a test again claims what they took over and could not claim at once (`services/tests.ts`). */
  async #continue(): Promise<void> {
    for (const run of (await this.db.runs.toArray()).map(readRun)) {
      if (run.claimed === false && run.state === 'open' && run.sealed === null && run.seq > 0)
        await this.claim(run.run);
    }
  }

  takeTab = (run: string, tab: number) => takeTab(this.tabs[tab === 1 ? 1 : 0], run, TABS[tab] ?? '');

  /** The tab that may write into the run now; null when none may. */
  async writingTab(run: string): Promise<number | null> {
    const { runs } = await readDeviceRows(this);
    const at = TABS.indexOf(runs.find((row) => row.run === run)?.tab ?? '');
    return at < 0 ? null : at;
  }

  answer(run: string, tab: number, itemId: string, index: number | null) {
    const response = index === null ? null : { options: [{ index }] };
    const writing = { run, tab: TABS[tab] ?? '', now: this.now, elapsedMs: 10 };
    return saveAnswers(this.tabs[tab === 1 ? 1 : 0], writing, [{ itemId, questionId: 'q', response }]);
  }

  submit(run: string, tab = 0) {
    const writing = { run, tab: TABS[tab] ?? '', now: this.now, elapsedMs: 10 };
    return submitRun(this.tabs[tab === 1 ? 1 : 0], writing);
  }

  takeBack = (run: string, tab: number) => takeBackSubmit(this.tabs[tab === 1 ? 1 : 0], { run, tab: TABS[tab] ?? '' });

  claim = (run: string) => claimRun(this.#options, run);

  /** One pass with what the page does around it (`services/sync-engine.ts`). @returns true when something was sent */
  async upload(): Promise<boolean> {
    const beforeRun = (run: string) => this.#claimIfShared(run);
    const result = await uploadPass({ ...this.#options, memory: this.#memory, beforeRun });
    if (result.retry) return result.tried;
    for (const run of result.fetch) await this.claim(run);
    if (result.refresh.size > 0) await this.refresh();
    return result.tried;
  }

  /** A pass of the service worker, which has no page around it. */
  async uploadInWorker(): Promise<void> {
    const life = this.#life;
    await runUploadPass({
      indexedDB: this.disk.factory,
      fetch: (path, init) => this.#fetch(life, path, init),
      later: () => () => undefined,
      now: () => this.now,
    });
  }

  async #claimIfShared(runId: string): Promise<void> {
    const run = readRun(await this.db.runs.get(runId));
    if (run.claimed || run.state !== 'open') return;
    const session = await this.db.sessions.get([run.partition, run.sessionId]);
    if (session?.listed.run === runId && session.listed.maturity !== 'NOT_STARTED') await this.claim(runId);
  }

  forgetDelays = () => this.#memory.forgetDelays();

  /** A response file of everything here; null when there is nothing. */
  exportAll = () => exportResponses(this.db, () => true, this.now);
  accept = (text: string) => acceptReceipt(this.db, text);

  close(): void {
    for (const tab of this.tabs) tab.close();
    this.disk.close();
  }
}
