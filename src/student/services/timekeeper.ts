import { onCommit, type SatchelDatabase } from '../db/database.ts';
import { readSignedIn } from '../db/meta.ts';
import { readTimed } from '../db/read-timed.ts';
import { writeClock } from '../db/run-clock.ts';
import { releaseTab, takeTab } from '../db/runs.ts';
import { type SubmittedTime, submitRun } from '../db/submit.ts';
import type { TimeView } from '../session/ports.ts';
import type { Later } from '../sync/http.ts';
import { isTabGone, type Locks } from '../sync/leader.ts';
import { KeptTime } from './kept-time.ts';

export interface TimekeeperOptions {
  db: SatchelDatabase;
  /** The token of this tab. */
  tab: string;
  locks: Locks | undefined;
  now: () => number;
  monotonic: () => number;
  later: Later;
  /** Asks the server for what it says of the tests now; resolves in any case. */
  ask: () => Promise<unknown>;
  /** A test was handed in. */
  onSubmit: () => void;
}

const WATCHED = ['partitions', 'sessions', 'runs', 'meta'];
const GATHER_MS = 1000;
const TICK_MS = 1000;
const WRITE_MS = 15_000;
/** So long before the end, the server is asked once more whether there is more time. */
const ASK_AT_MS = 20_000;
/** How long the end waits for what the server says. */
const ASK_PATIENCE_MS = 3000;
/** A device that could not hand in tries again. */
const RETRY_MS = 5000;

/**
 * Keeps the time of the attempts that have a limit, for one tab: how much is left, written down so that it outlives the page,
 * and what happens when it is over.
 *
 * 1. What is left is reckoned from clocks, never counted in ticks; a tick only looks.
 * 2. The tab that writes a run keeps its clock. A run that no tab writes is kept by any, for its time runs on.
 * 3. When the time is over, an attempt that this tab shows is handed in by whoever watches it, who saves first what was typed;
 *    one that no tab shows is handed in here.
 * 4. Nothing ends before the server was asked, where it can be: it may have given more time a moment ago.
 */
export class Timekeeper {
  readonly #options: TimekeeperOptions;
  readonly #kept = new Map<string, KeptTime>();
  /** Runs that this tab keeps the clock of. */
  #mine: ReadonlySet<string> = new Set();
  readonly #watchers = new Map<string, (time: TimeView | null) => void>();
  readonly #asked = new Set<string>();
  readonly #handingIn = new Map<string, Promise<void>>();
  readonly #stop: () => void;
  #reading: Promise<void> | null = null;
  #isStale = false;
  #cancelTick: (() => void) | null = null;
  #cancelSoon: (() => void) | null = null;
  #closed = false;

  constructor(options: TimekeeperOptions) {
    this.#options = options;
    this.#stop = onCommit((tables) => {
      // A save, of answers or of a place, says nothing of the time, and is what comes most often; a reopening writes answers too.
      if (tables.has('answers') || (tables.has('runs') && tables.has('meta'))) this.#rereadSoon();
      else if (WATCHED.some((table) => tables.has(table))) void this.#reread();
    });
  }

  start(): void {
    void this.#reread();
  }

  close(): void {
    this.#closed = true;
    this.#stop();
    this.#cancelTick?.();
    this.#cancelSoon?.();
  }

  /**
   * Calls back every second with what is left, and with 0 for as long as the run is not handed in; null where the attempt has no
   * limit, or not any more.
   *
   * @returns stops it
   */
  watch(run: string, watcher: (time: TimeView | null) => void): () => void {
    this.#watchers.set(run, watcher);
    void this.#reread();
    return () => {
      if (this.#watchers.get(run) === watcher) this.#watchers.delete(run);
    };
  }

  /** Before an attempt is shown: one whose time is over is handed in, unless another tab has it. Resolves in any case. */
  async opened(run: string): Promise<void> {
    await this.#reread();
    const kept = this.#kept.get(run);
    if (kept === undefined || !this.#mine.has(run)) return;
    this.#look(kept);
    await this.#write(run, kept);
    if (kept.view.leftMs <= 0) await this.#end(run, kept);
  }

  /** What a submit says of the time; null where it has no limit. */
  async submitting(run: string): Promise<SubmittedTime | null> {
    await this.#reread();
    const kept = this.#kept.get(run);
    if (kept === undefined) return null;
    this.#look(kept);
    return kept.submitted;
  }

  #rereadSoon(): void {
    this.#cancelSoon ??= this.#options.later(GATHER_MS, () => {
      this.#cancelSoon = null;
      void this.#reread();
    });
  }

  /** One read at a time; a commit during a read is followed by another one. */
  #reread(): Promise<void> {
    this.#isStale = true;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    const { db, tab, locks } = this.#options;
    while (this.#isStale && !this.#closed) {
      this.#isStale = false;
      try {
        const signedIn = await readSignedIn(db);
        const timed = signedIn === null ? [] : await readTimed(db, signedIn);
        const mine = new Set<string>();
        for (const { run } of timed) {
          const isFree = run.tab === null || (run.tab !== tab && (await isTabGone(locks, run.tab)));
          if (isFree || run.tab === tab) mine.add(run.run);
        }
        for (const run of this.#kept.keys()) if (!timed.some((row) => row.run.run === run)) this.#kept.delete(run);
        for (const row of timed) {
          const kept = this.#kept.get(row.run.run);
          if (kept) kept.reread(row);
          else this.#kept.set(row.run.run, new KeptTime(row));
        }
        this.#mine = mine;
      } catch {
        // Read again after the next commit; what was read before goes on.
      }
    }
    if (!this.#closed) this.#tick();
  }

  #tick(): void {
    this.#cancelTick?.();
    const isRunning = [...this.#kept].map(([run, kept]) => this.#keep(run, kept)).includes(true);
    for (const [run, watcher] of this.#watchers) if (!this.#kept.has(run)) watcher(null);
    if (isRunning) this.#cancelTick = this.#options.later(TICK_MS, () => this.#tick());
  }

  /** @returns whether its time runs */
  #keep(run: string, kept: KeptTime): boolean {
    const isOpen = kept.timed.run.tab === this.#options.tab;
    // Given back by staff, and nobody has opened it since.
    if (kept.clock.restingSince !== null && !isOpen) return false;
    const jumps = kept.clock.jumps.length + kept.clock.doubtful.length;
    this.#look(kept);
    const { view } = kept;
    this.#watchers.get(run)?.(view);
    if (!this.#mine.has(run)) return true;
    const isChanged = jumps !== kept.clock.jumps.length + kept.clock.doubtful.length || dueHasMoved(kept);
    if (isChanged || kept.unwrittenMs >= WRITE_MS) void this.#write(run, kept);
    if (view.leftMs > ASK_AT_MS) this.#asked.delete(run);
    else void this.#ask(run);
    if (view.leftMs <= 0) void this.#end(run, kept);
    return true;
  }

  #look(kept: KeptTime): void {
    const { now, monotonic } = this.#options;
    kept.look({ wall: now(), monotonic: monotonic() });
  }

  async #write(run: string, kept: KeptTime): Promise<void> {
    const { clock, dueAt } = kept;
    const { from, failed } = kept.write();
    try {
      if (!(await writeClock(this.#options.db, run, { from, clock, dueAt }))) void this.#reread();
    } catch {
      failed();
    }
  }

  async #ask(run: string): Promise<void> {
    if (this.#asked.has(run)) return;
    this.#asked.add(run);
    await this.#options.ask();
  }

  #end(run: string, kept: KeptTime): Promise<void> {
    const known = this.#handingIn.get(run);
    if (known !== undefined) return known;
    const ending = this.#handIn(run, kept).finally(() => {
      this.#options.later(RETRY_MS, () => this.#handingIn.delete(run));
    });
    this.#handingIn.set(run, ending);
    return ending;
  }

  async #handIn(run: string, kept: KeptTime): Promise<void> {
    const { db, tab, now, ask, later, onSubmit } = this.#options;
    await Promise.race([ask(), new Promise<void>((resolve) => later(ASK_PATIENCE_MS, resolve))]);
    await this.#reread();
    if (this.#kept.get(run) !== kept || !this.#mine.has(run)) return;
    this.#look(kept);
    if (kept.view.leftMs > 0) return;
    // Whoever shows it hands it in, with what was typed a moment ago.
    const watcher = this.#watchers.get(run);
    if (watcher) return watcher({ ...kept.view, isOver: true });
    // It is being shown, and nobody watches it yet.
    if (kept.timed.run.tab === tab) return;
    await takeTab(db, run, tab);
    const result = await submitRun(db, { run, tab, now: now(), elapsedMs: 0 }, kept.submitted);
    await releaseTab(db, run, tab);
    if (result.ok) onSubmit();
  }
}

/** More time, a pause, a clock that was set: what the row says of the end is not so any more. */
function dueHasMoved({ timed: { run }, dueAt }: KeptTime): boolean {
  if (dueAt === undefined || run.dueAt === undefined) return dueAt !== run.dueAt;
  return Math.abs(dueAt - run.dueAt) > 1000;
}
