import { z } from 'zod/mini';
import { onCommit, type SatchelDatabase } from '../db/database.ts';
import { readDeviceId, readLife } from '../db/identity.ts';
import { readSignedIn } from '../db/meta.ts';
import { readPartitions } from '../db/partitions.ts';
import { readPreflight } from '../db/preflight.ts';
import { readRun, readSession } from '../db/read-row.ts';
import { readDevice } from '../db/read-tests.ts';
import type { CheckReported } from '../session/ports.ts';
import { claimRun } from '../sync/claim.ts';
import type { Http, Later } from '../sync/http.ts';
import { becomeLeader, type Locks } from '../sync/leader.ts';
import { type Refreshed, refreshSessions } from '../sync/refresh-sessions.ts';
import { Reporter } from '../sync/report.ts';
import { type Leftover, Scheduler, type Trigger } from '../sync/scheduler.ts';
import { UploadMemory } from '../sync/upload-memory.ts';
import { uploadPass } from '../sync/upload-pass.ts';
import { deviceReport } from './device-report.ts';
import type { World, WorldEvent } from './world.ts';

export interface EngineOptions {
  db: SatchelDatabase;
  http: Http;
  locks: Locks | undefined;
  now: () => number;
  /** Milliseconds of a clock that is never set. */
  monotonic: () => number;
  random: () => number;
  later: Later;
  world: World;
  /** Takes triggers to the tab that leads. */
  broadcast?: BroadcastChannel | undefined;
  /** Something changed that is in no row. */
  onChange: () => void;
  /** This tab leads from now on. */
  onLead: () => void;
}

/** Why a report is made. */
interface ReportOccasion {
  /** Somebody waits for it. */
  isAsked?: boolean;
  /** Whether an upload got through and another follows. */
  follows?: () => boolean;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const triggers = z.enum(['answer', 'left-item', 'submit', 'changed']);

/** Wires what to send, when, and what else is asked of the server, for one tab. */
export class SyncEngine {
  updateNeeded = false;
  /** Students whose upload token the server refused. */
  signIn: ReadonlySet<string> = new Set();

  readonly #options: EngineOptions;
  readonly #scheduler: Scheduler;
  readonly #memory = new UploadMemory();
  readonly #reporter: Reporter;
  readonly #stops: Array<() => void> = [];
  #leads = false;
  #refreshing: Promise<Refreshed | 'nobody'> | null = null;
  /** When the server was last asked for the list, or told of it with an upload. */
  #heardAt = Number.NEGATIVE_INFINITY;
  #cancelPoll: () => void = () => undefined;

  constructor(options: EngineOptions) {
    const { http, later, monotonic, random } = options;
    this.#options = options;
    this.#reporter = new Reporter(http, monotonic);
    this.#scheduler = new Scheduler({ pass: (follows) => this.#pass(follows), later, now: monotonic, random });
  }

  start(): void {
    const { locks, world, broadcast } = this.#options;
    this.#stops.push(
      becomeLeader(locks, () => {
        this.#leads = true;
        this.#options.onLead();
        this.#scheduler.trigger('changed');
      }),
      world.listen((event) => this.#heard(event)),
      onCommit((tables) => {
        if (this.#leads && tables.has('answers')) this.#scheduler.trigger('answer');
      }),
    );
    const received = ({ data }: MessageEvent) => {
      const trigger = triggers.safeParse(data);
      if (trigger.success && this.#leads) this.#scheduler.trigger(trigger.data);
    };
    broadcast?.addEventListener('message', received);
    this.#stops.push(() => broadcast?.removeEventListener('message', received));
    this.#poll();
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#cancelPoll();
    this.#scheduler.close();
  }

  trigger = (trigger: Trigger): void => {
    if (trigger === 'submit') this.#options.world.wakeWorker();
    if (this.#leads) this.#scheduler.trigger(trigger);
    else this.#options.broadcast?.postMessage(trigger);
  };

  /** Somebody signed in: refused uploads may have a new token. */
  signedIn(): void {
    this.#memory.forgetDelays();
    this.signIn = new Set();
    this.trigger('changed');
  }

  /** Fetches the list of tests of the student who is signed in; calls at the same time share one request. */
  refresh(): Promise<Refreshed | 'nobody'> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  /** For whoever knows that the list changed: one that is on its way already may have been written before that. */
  async refreshAnew(): Promise<void> {
    await this.#refreshing;
    await this.refresh();
  }

  /** Best effort: tells the server that the run is answered here, and fetches what is not. */
  async claim(run: string): Promise<void> {
    await claimRun(this.#options, run).catch(() => false);
  }

  #heard(event: WorldEvent): void {
    this.#options.onChange();
    if (event === 'offline') return;
    this.trigger('changed');
    if (event === 'online') void this.refresh();
    if (event === 'focus') void this.#refreshIfQuiet();
  }

  #poll(): void {
    this.#cancelPoll = this.#options.later(MINUTE_MS, () => {
      if (this.#leads && this.#options.world.visible()) void this.#refreshIfQuiet();
      this.#poll();
    });
  }

  /** State comes back on the answers to uploads: polls are for the time without any. */
  async #refreshIfQuiet(): Promise<void> {
    const { monotonic, world } = this.#options;
    if (world.online() && monotonic() - this.#heardAt >= MINUTE_MS) await this.refresh();
  }

  async #refresh(): Promise<Refreshed | 'nobody'> {
    const { db, monotonic } = this.#options;
    try {
      const signedIn = await readSignedIn(db);
      const partition = (await readPartitions(db)).find((row) => row.partition === signedIn);
      if (!partition?.token) return 'nobody';
      this.#heardAt = monotonic();
      const refreshed = await refreshSessions(this.#options, partition.partition, partition.token);
      if (refreshed === 'ok') await this.#fetchNews(partition.partition);
      return refreshed;
    } catch {
      return 'failed';
    }
  }

  /** Answers of integrators and staff, for the runs that this device holds. */
  async #fetchNews(partition: string): Promise<void> {
    const { tests } = await readDevice(this.#options.db, partition);
    for (const { session, current } of tests) {
      const { epoch, revision } = session.listed;
      const run = current?.run;
      // Another epoch is another device's: a claim would take the test out of its student's hands.
      if (run?.state === 'open' && run.claimed && run.epoch === epoch && run.revision < revision)
        await this.claim(run.run);
    }
  }

  async #pass(follows: () => boolean): Promise<Leftover> {
    const { db, http, now, monotonic, world } = this.#options;
    const result = await uploadPass({
      db,
      http,
      now,
      memory: this.#memory,
      beforeRun: (run) => this.#claimIfShared(run),
    });
    if (result.tried && !result.retry) this.#heardAt = monotonic();
    this.updateNeeded = result.updateNeeded;
    if (result.signIn.size > 0) this.signIn = new Set([...this.signIn, ...result.signIn]);
    this.#options.onChange();
    // Before anything can fail: staff must not read an old "nothing unsent" while uploads do not get through.
    await this.#report({ follows: () => !result.retry && follows() }).catch(() => undefined);
    if (result.retry) {
      world.wakeWorker();
      return { kind: 'retry', waitMs: result.retryAfterMs };
    }
    for (const run of result.fetch) await this.claim(run);
    // Staff may have given more time, which the list tells.
    if (result.refresh.size > 0 || result.fetch.size > 0) await this.refreshAnew();
    const due = result.updateNeeded ? HOUR_MS : this.#memory.nextDueIn(now());
    return due === null ? { kind: 'nothing' } : { kind: 'later', waitMs: due };
  }

  /** A run that somebody answered elsewhere is claimed before its first batch, which would strand without. */
  async #claimIfShared(runId: string): Promise<void> {
    const { db } = this.#options;
    const stored = await db.runs.get(runId);
    if (stored === undefined) return;
    const run = readRun(stored);
    if (run.claimed || run.state !== 'open') return;
    const session = await db.sessions.get([run.partition, run.sessionId]);
    if (session === undefined) return;
    const { listed } = readSession(session);
    const isShared = listed.run === run.run && listed.maturity !== 'NOT_STARTED';
    if (isShared) await this.claim(runId);
  }

  /** Tells the server now what this device says of itself. */
  reportNow = (): Promise<CheckReported> => this.#report({ isAsked: true });

  async #report({ isAsked = false, follows = () => false }: ReportOccasion): Promise<CheckReported> {
    const { db, world } = this.#options;
    const { partition, ...rows } = await readDevice(db, await readSignedIn(db));
    if (!partition?.token) return 'nobody';
    const report = deviceReport(rows, {
      deviceId: await readDeviceId(db),
      life: await readLife(db),
      storage: await world.storage(),
      preflight: await readPreflight(db),
    });
    // Asked once the rows are read: whatever is in them and came during the pass has called for the next one by now.
    const occasion = { isAsked, isFollowed: follows() };
    return (await this.#reporter.report(partition.token, report, occasion)) ? 'sent' : 'not-reached';
  }
}
