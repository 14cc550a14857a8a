import { type LetIn, letIn, noteLeft } from '../db/leave-lock.ts';
import { readSignedIn } from '../db/meta.ts';
import { readRun, readSession } from '../db/read-row.ts';
import type { SaveResult, Writing } from '../db/save-answer.ts';
import { submitRun } from '../db/submit.ts';
import { takeBackSubmit } from '../db/take-back.ts';
import { type OutsideStores, outsideStores } from '../pwa/outside-stores.ts';
import type { BeforeTests, ExportResult, ExportScope } from '../session/ports.ts';
import { type Accepted, acceptReceipt } from '../sync/accept-receipt.ts';
import { exportResponses } from '../sync/export-responses.ts';
import { createHttp, type HttpOptions } from '../sync/http.ts';
import { MemoryAnswers } from '../sync/memory-answers.ts';
import { sealRun } from '../sync/seal-run.ts';
import { type SignedIn, signIn } from '../sync/sign-in.ts';
import { Downloads } from './downloads.ts';
import { Presence } from './presence.ts';
import { SecondCopy } from './second-copy.ts';
import { type EngineOptions, SyncEngine } from './sync-engine.ts';
import { Tests } from './tests.ts';
import { Timekeeper, type TimekeeperOptions } from './timekeeper.ts';

export interface OnlineOptions
  extends HttpOptions,
    Omit<EngineOptions, 'http' | 'now' | 'later' | 'onLead'>,
    Pick<TimekeeperOptions, 'tab'> {
  indexedDB: IDBFactory;
  /** Left out where it is the page's own. */
  outside?: OutsideStores | undefined;
  /** Iterations of PBKDF2, when not the product's. */
  iterations?: number | undefined;
}

/**
 * What speaks with the server: uploads, sign-in, downloads; and what the list of tests and the submit need. A chunk of its
 * own, which loads while the first question is already answered: an answer is saved without any of it.
 */
export class Online {
  readonly engine: SyncEngine;
  readonly presence: Presence;
  readonly memory: MemoryAnswers;
  readonly tests: Tests;
  readonly downloads: Downloads;
  readonly timekeeper: Timekeeper;
  readonly #secondCopy: SecondCopy;
  readonly #options: OnlineOptions & Pick<EngineOptions, 'http'>;

  constructor(options: OnlineOptions) {
    this.#options = { ...options, http: createHttp(options) };
    this.memory = new MemoryAnswers(this.#options.http, options.now);
    this.#secondCopy = new SecondCopy({ ...options, outside: options.outside ?? outsideStores(globalThis), sealRun });
    this.engine = new SyncEngine({ ...this.#options, onLead: () => this.#secondCopy.start() });
    this.timekeeper = new Timekeeper({
      ...this.#options,
      ask: () => this.engine.refresh(),
      onSubmit: () => this.engine.trigger('submit'),
    });
    this.tests = new Tests({ ...this.#options, engine: this.engine, timekeeper: this.timekeeper });
    this.downloads = new Downloads(this.#options);
    this.presence = new Presence({ ...options, sealRun });
  }

  /** Comes before everything else. What was lost is noticed, and put back, here; a test goes on without it. */
  async open(): Promise<void> {
    await this.#secondCopy.open().catch(() => undefined);
    this.timekeeper.start();
  }

  close(): void {
    this.engine.close();
    this.timekeeper.close();
    this.#secondCopy.close();
  }

  signIn(ticket: string): Promise<SignedIn> {
    return signIn({ ...this.#options, online: this.#options.world.online() }, ticket);
  }

  /** What can be done without a ticket; a chunk of its own. */
  async before(): Promise<BeforeTests> {
    const { Before } = await import('./before.ts');
    return new Before({ ...this.#options, page: globalThis, report: this.engine.reportNow });
  }

  async submit(writing: Writing): Promise<SaveResult> {
    return await submitRun(this.#options.db, writing, await this.timekeeper.submitting(writing.run));
  }

  /** Where it cannot be noted the screen is locked all the same. */
  async left(writing: Pick<Writing, 'run' | 'tab'>): Promise<void> {
    await noteLeft(this.#options.db, writing).catch(() => undefined);
  }

  async letIn(runId: string, typed: string): Promise<LetIn | 'storage'> {
    const { db, now } = this.#options;
    try {
      const run = readRun(await db.runs.get(runId));
      const { leaveLock } = readSession(await db.sessions.get([run.partition, run.sessionId])).listed.config;
      // The config locks no more, and the screen shows nothing to open.
      if (leaveLock === undefined) return 'ok';
      return await letIn(db, runId, { typed, lock: leaveLock, now: now() });
    } catch {
      return 'storage';
    }
  }

  takeBack(writing: Pick<Writing, 'run' | 'tab'>): Promise<SaveResult> {
    return takeBackSubmit(this.#options.db, writing);
  }

  /** @param known who was signed in at the last read: a database that does not open any more says nothing of it */
  async exportResponses(scope: ExportScope, known: string | null): Promise<ExportResult> {
    const { db, now } = this.#options;
    try {
      const partition = await readSignedIn(db).catch(() => known);
      const which: Parameters<typeof exportResponses>[1] = (run) => {
        if (scope === 'device') return true;
        if (run.partition !== partition) return false;
        return scope === 'student' || run.sessionId === null || run.sessionId === scope.sessionId;
      };
      const elsewhere = { memory: await this.memory.lines(which), copies: () => this.#secondCopy.read() };
      const file = await exportResponses(db, which, now(), elsewhere);
      return file ? { ok: true, ...file } : { ok: false, reason: 'nothing' };
    } catch {
      return { ok: false, reason: 'storage' };
    }
  }

  acceptReceipt(text: string): Promise<Accepted> {
    return acceptReceipt(this.#options.db, text);
  }
}
