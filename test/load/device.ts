/*
 * One Chromebook: the real database code over a database in memory, and the real engine that decides what goes up and when.
 * What is left out is the screen, the service worker, and the hashing of the ticket, which costs the server nothing.
 */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDatabase, type SatchelDatabase } from '../../src/student/db/database.ts';
import { mintRun } from '../../src/student/db/mint-run.ts';
import { readRun, readSession } from '../../src/student/db/read-row.ts';
import { takeTab } from '../../src/student/db/runs.ts';
import { type SaveResult, saveAnswers } from '../../src/student/db/save-answer.ts';
import { submitRun } from '../../src/student/db/submit.ts';
import { SyncEngine } from '../../src/student/services/sync-engine.ts';
import type { WorldEvent } from '../../src/student/services/world.ts';
import { createHttp, type Http } from '../../src/student/sync/http.ts';
import { installPackage } from '../../src/student/sync/install-package.ts';
import { signIn } from '../../src/student/sync/sign-in.ts';
import { AskedWaits, type Clock, patientLater } from './clock.ts';
import { Wire } from './wire.ts';

const TAB = 'load-tab-aaaaaaaaaaaaa';
/** Of PBKDF2, on the device alone. */
const ITERATIONS = 1;
/** Of the engine's own timers, the one that is no wait of an upload. */
const POLL_MS = 60_000;
/** A little slower than a network that comes and goes: a device that is prepared must not hammer a server that is busy. */
const TRY_AGAIN_MS = 500;
const TRIES = 60;

export interface Seat {
  sessionId: string;
  ticket: string;
}

export interface Question {
  itemId: string;
  questionId: string;
  options: number;
}

/** Times of this process, in milliseconds. */
export interface Delay {
  /** When it knew, in milliseconds since 1970. */
  at: number;
  /** Until the device knew that the server has it. */
  ms: number;
  /** Of these, what the device waited because it meant to. */
  asked: number;
}

interface Waiting {
  seq: number;
  at: number;
  asked: number;
}

export class LoadDevice {
  readonly seat: Seat;
  readonly wire: Wire;
  /** What the student chose, by item. */
  readonly chosen = new Map<string, number>();
  /** Of each answer that was acknowledged while the test went on. */
  readonly autosaves: Delay[] = [];
  /** Of the test, from when the network came (or the submit, where it was there) until its receipt was verified. */
  received: Delay | null = null;
  readonly #clock: Clock;
  readonly #db: SatchelDatabase;
  readonly #http: Http;
  readonly #engine: SyncEngine;
  readonly #asked = new AskedWaits();
  readonly #heard: Array<(event: WorldEvent) => void> = [];
  readonly #saved: Waiting[] = [];
  #run = '';
  #seq = 0;
  #online = true;
  #since: Waiting | null = null;
  #tellReceived: () => void = () => undefined;
  readonly whenReceived = new Promise<void>((resolve) => {
    this.#tellReceived = resolve;
  });

  constructor(seat: Seat, origin: string, clock: Clock, random: () => number) {
    this.seat = seat;
    this.#clock = clock;
    this.wire = new Wire(origin);
    this.#db = openDatabase({ indexedDB: new IDBFactory() });
    this.#http = createHttp({ fetch: this.#fetch, later: patientLater, now: clock.now });
    const gathers = this.#asked.over(clock.later, clock.speed);
    this.#engine = new SyncEngine({
      db: this.#db,
      http: this.#http,
      locks: undefined,
      now: clock.now,
      monotonic: clock.monotonic,
      random,
      later: (ms, run) => (ms === POLL_MS ? clock.later(ms, run) : gathers(ms, run)),
      world: {
        online: () => this.#online,
        visible: () => true,
        listen: (listener) => {
          this.#heard.push(listener);
          return () => undefined;
        },
        persist: () => undefined,
        storage: async () => ({ persisted: true, usage: 1_000_000, quota: 1_000_000_000 }),
        wakeWorker: () => undefined,
      },
      onChange: () => undefined,
      onLead: () => undefined,
    });
    // As the screen hears of it: by the commit, and not at the end of a pass, which goes on while answers come.
    this.#db.runs.hook('updating', (changes, _run, _row, transaction) => {
      if ('ackedSeq' in changes || 'receipt' in changes) transaction.on('complete', () => void this.#look());
    });
  }

  /** Signs in, brings the test onto the device and opens it. @throws when the server refuses */
  async prepare(): Promise<void> {
    const options = { db: this.#db, http: this.#http, now: this.#clock.now };
    await this.#untilDone('sign in', async () => {
      const signedIn = await signIn({ ...options, online: true, iterations: ITERATIONS }, this.seat.ticket);
      return signedIn.ok && signedIn.online;
    });
    await this.#untilDone('fetch the list', async () => (await this.#engine.refresh()) === 'ok');
    const session = (await this.#db.sessions.toArray()).map(readSession).find(({ id }) => id === this.seat.sessionId);
    if (session === undefined) throw new Error(`the list of ${this.seat.ticket} does not hold its test`);
    await this.#untilDone('fetch the test', async () => {
      const installed = await installPackage({ ...options, onProgress: () => undefined }, session);
      if (!installed.ok && installed.reason !== 'network') throw new Error(installed.detail);
      return installed.ok;
    });
    const ready = readSession(await this.#db.sessions.get([session.partition, session.id]));
    const run = await mintRun(this.#db, ready, this.#clock.now());
    if (run === null) throw new Error('the test is not ready');
    await takeTab(this.#db, run.run, TAB);
    this.#run = run.run;
  }

  /** From now on what is saved goes up by itself, unless the network is away. */
  start(): void {
    this.#engine.start();
  }

  goOffline(): void {
    this.#online = false;
  }

  /** The network came: what every page hears at once. */
  comeBack(): void {
    this.#online = true;
    this.#since = this.#moment();
    for (const listener of this.#heard) listener('online');
  }

  /** Saves answers as the screen does, one transaction for all of them. */
  async answer(answers: ReadonlyArray<{ question: Question; index: number }>): Promise<void> {
    const at = this.#moment();
    const changes = answers.map(({ question: { itemId, questionId }, index }) => ({
      itemId,
      questionId,
      response: { options: [{ index }] },
    }));
    held(await saveAnswers(this.#db, this.#writing(), changes));
    for (const { question, index } of answers) this.chosen.set(question.itemId, index);
    this.#seq += changes.length;
    this.#saved.push({ ...at, seq: this.#seq });
    this.#engine.trigger('answer');
  }

  /** The student goes on to the next question. */
  leaveItem(): void {
    this.#engine.trigger('left-item');
  }

  async submit(): Promise<void> {
    this.#since ??= this.#online ? this.#moment() : null;
    held(await submitRun(this.#db, this.#writing()));
    this.#engine.trigger('submit');
  }

  /** Nothing goes up or is asked for any more. */
  stop(): void {
    this.#engine.close();
  }

  close(): void {
    this.stop();
    this.#db.close();
    this.wire.close();
  }

  #writing() {
    return { run: this.#run, tab: TAB, now: this.#clock.now(), elapsedMs: 10 };
  }

  #moment(): Waiting {
    return { seq: this.#seq, at: performance.now(), asked: this.#asked.total };
  }

  #delaySince({ at, asked }: Waiting): Delay {
    return { at: Date.now(), ms: performance.now() - at, asked: this.#asked.total - asked };
  }

  readonly #fetch = async (path: string, init: RequestInit): Promise<Response> => {
    if (!this.#online) throw new TypeError('Failed to fetch');
    return await this.wire.fetch(path, init);
  };

  /** What the seam of the screen says changes here. */
  async #look(): Promise<void> {
    if (this.#run === '') return;
    const run = readRun(await this.#db.runs.get(this.#run));
    while (this.#saved[0] !== undefined && this.#saved[0].seq <= run.ackedSeq) {
      const saved = this.#saved.shift();
      if (saved !== undefined && run.submit === null) this.autosaves.push(this.#delaySince(saved));
    }
    if (run.receipt === null || this.received !== null) return;
    this.received = this.#delaySince(this.#since ?? this.#moment());
    this.#tellReceived();
  }

  async #untilDone(what: string, attempt: () => Promise<boolean>): Promise<void> {
    for (let tried = 0; tried < TRIES; tried++) {
      if (await attempt()) return;
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
    }
    throw new Error(`${this.seat.ticket} could not ${what}: ${JSON.stringify([...this.wire.outcomes])}`);
  }
}

function held(saved: SaveResult): void {
  if (!saved.ok) throw new Error(`the device did not save: ${saved.reason}`);
}
