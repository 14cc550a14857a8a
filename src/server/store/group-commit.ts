import { type Db, StoreUnavailable } from './store.ts';

export type WriteJob<T> = (db: Db) => Promise<T>;
/** `leftRows`: what it wrote before it threw is still in the transaction. */
export type Outcome = { ok: true; value: unknown } | { ok: false; error: unknown; leftRows: boolean };

/** What the group commit needs of an engine. A throw of any of these loses the whole group. */
export interface Transactions {
  begin(): void | Promise<void>;
  /** Runs one job. What it wrote before it threw stays until `rollback`. */
  run(job: WriteJob<unknown>): Promise<Outcome>;
  /** Runs one job so that nothing of it stays when it throws, and the jobs before it do. */
  runAtSavepoint(job: WriteJob<unknown>): Promise<Outcome>;
  commit(): void | Promise<void>;
  rollback(): void | Promise<void>;
  /** Called when nobody waits for a write: what was put off until then. */
  rest?(): void;
}

export interface GroupCommitOptions {
  transactions: Transactions;
  /** How long the first write of a group waits for others, in milliseconds; again and again while others come. */
  gatherMs: number;
  /** Most jobs of one commit; it bounds how long the event loop and the first of them wait. */
  groupLimit: number;
  schedule: (run: () => void, ms: number) => void;
  /** Told when a group was lost, with the reason. */
  onLost: (error: unknown, jobs: number) => void;
  /** Told when a group is on disk. @param seconds that its commit alone took */
  onCommitted?: (jobs: number, seconds: number) => void;
  hooks?: GroupCommitHooks;
}

export interface GroupCommitHooks {
  /** After the last job of a group ran and before its commit begins. A throw loses the group, as a failing disk does. */
  beforeCommit?: () => void | Promise<void>;
  /** After the commit, before any of its writes resolves. */
  afterCommit?: (jobs: number) => void;
}

interface Waiting {
  job: WriteJob<unknown>;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/** A group in which writes keep coming is gathered for so many times `gatherMs`, and no longer. */
const MOST_WAITS = 8;
/** Jobs over an engine that needs no waiting for leave the event loop no turn; a group that takes longer is committed as far as it came. */
const LONGEST_MS = 200;

/*
 *            write          nobody came in gatherMs, or MOST_WAITS        queue empty
 *   idle ------------> gathering ------------------------> committing -----------> idle
 *                          ^        over, or group full        |
 *                          +-----------------------------------+ writes came meanwhile: they gather others in turn
 *
 * 1. A write settles only after the commit of its group ended, well or badly.
 * 2. One group at a time; jobs of a group run one after the other, in the order in which they came.
 * 3. A job's own error reaches its caller only after the commit: it may rest on what a neighbour wrote just before.
 * 4. A job that throws leaves nothing, and its neighbours all that they wrote: the group runs again when it had written.
 * 5. A lost group rejects all its jobs with StoreUnavailable, and the next group starts afresh.
 */
export class GroupCommit {
  readonly #options: GroupCommitOptions;
  #queue: Waiting[] = [];
  #state: 'idle' | 'gathering' | 'committing' = 'idle';
  #closed = false;
  /** Counts gatherings, so that the timer of one that filled up does not end the next. */
  #gathering = 0;
  #whenIdle: (() => void)[] = [];

  constructor(options: GroupCommitOptions) {
    this.#options = options;
  }

  /** @throws StoreUnavailable when the group was lost, or after `close` */
  write<T>(job: WriteJob<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new StoreUnavailable('the store is closed'));
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ job, resolve: (value) => resolve(value as T), reject });
      if (this.#state === 'idle') this.#gather();
      else if (this.#state === 'gathering' && this.#queue.length === this.#options.groupLimit) {
        this.#start();
      }
    });
  }

  /** Refuses further writes and resolves once every accepted one has settled. */
  close(): Promise<void> {
    this.#closed = true;
    if (this.#state === 'idle') return Promise.resolve();
    return new Promise((resolve) => this.#whenIdle.push(resolve));
  }

  #gather(): void {
    this.#state = 'gathering';
    this.#gathering += 1;
    this.#wait(this.#gathering, 1);
  }

  /*
   * A herd comes by one connection a turn of the event loop, each with the work that its answers are: one wait gathered two or three
   * of a thousand. What waits loses nothing by it, as nobody is worked on sooner for a commit in between.
   */
  #wait(gathering: number, waits: number): void {
    const { schedule, gatherMs, groupLimit } = this.#options;
    const waiting = this.#queue.length;
    // Through the scheduler even when there is no wait, so that the last group's answers leave before the next one blocks.
    const ms = waiting >= groupLimit ? 0 : gatherMs;
    schedule(() => {
      if (this.#state !== 'gathering' || this.#gathering !== gathering) return;
      const goesOn = this.#queue.length > waiting && this.#queue.length < groupLimit && waits < MOST_WAITS;
      if (goesOn) this.#wait(gathering, waits + 1);
      else this.#start();
    }, ms);
  }

  #start(): void {
    this.#state = 'committing';
    const group = this.#queue.splice(0, this.#options.groupLimit);
    void this.#finish(group);
  }

  async #finish(group: Waiting[]): Promise<void> {
    const settle = await this.#commit(group);
    // First, so that a write made by whoever hears of this commit opens a gathering of its own.
    this.#next();
    settle();
    // A turn later, when whoever waited has heard.
    if (this.#state === 'idle') setImmediate(() => this.#rest());
  }

  #rest(): void {
    if (this.#state === 'idle' && !this.#closed) this.#options.transactions.rest?.();
  }

  #next(): void {
    if (this.#queue.length === 0) {
      this.#state = 'idle';
      for (const resolve of this.#whenIdle.splice(0)) resolve();
      return;
    }
    this.#gather();
  }

  /** @returns what tells the group how it ended */
  async #commit(group: Waiting[]): Promise<() => void> {
    const { transactions, hooks, onLost, onCommitted } = this.#options;
    let outcomes: Outcome[];
    let committing = 0;
    try {
      outcomes = await this.#runGroup(group);
      await hooks?.beforeCommit?.();
      committing = performance.now();
      await transactions.commit();
    } catch (error) {
      await this.#rollback();
      onLost(error, group.length);
      const lost = new StoreUnavailable('the store took no write', { cause: error });
      return () => {
        for (const { reject } of group) reject(lost);
      };
    }
    onCommitted?.(group.length, (performance.now() - committing) / 1000);
    hooks?.afterCommit?.(group.length);
    return () => {
      for (const [index, { resolve, reject }] of group.entries()) {
        const outcome = outcomes[index];
        if (outcome?.ok) resolve(outcome.value);
        else reject(outcome?.error);
      }
    };
  }

  /** Nearly no job fails once it has written, and a savepoint for each takes a tenth of a group's CPU. */
  async #runGroup(group: Waiting[]): Promise<Outcome[]> {
    const { transactions } = this.#options;
    const outcomes = await this.#runAll(group, (job) => transactions.run(job));
    if (!hasLeftRows(outcomes.at(-1))) return outcomes;
    await transactions.rollback();
    return this.#runAll(group, (job) => transactions.runAtSavepoint(job));
  }

  /** Runs them one after the other, up to one that left rows. Those for whom there is no time are put back, to be the next group. */
  async #runAll(group: Waiting[], run: (job: WriteJob<unknown>) => Promise<Outcome>): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    await this.#options.transactions.begin();
    const began = performance.now();
    for (const [at, { job }] of group.entries()) {
      if (at > 0 && performance.now() - began > LONGEST_MS) {
        this.#queue.unshift(...group.splice(at));
        break;
      }
      const outcome = await run(job);
      outcomes.push(outcome);
      if (hasLeftRows(outcome)) break;
    }
    return outcomes;
  }

  async #rollback(): Promise<void> {
    try {
      await this.#options.transactions.rollback();
    } catch {
      // The reason why the group was lost is the one worth telling; `begin` clears what is left.
    }
  }
}

const hasLeftRows = (outcome: Outcome | undefined): boolean => outcome?.ok === false && outcome.leftRows;
