import { setTimeout as wait } from 'node:timers/promises';
import { Gate } from './gate.ts';
import { isConflict, isReadOnly, isTakenKey } from './postgres-failure.ts';
import type { Connections, OpenPool } from './postgres-pool.ts';
import { PostgresTransactions, type TransactionOptions } from './postgres-transactions.ts';
import { type Db, type Store, StoreUnavailable } from './store.ts';
import type { StoreObserver } from './store-observer.ts';

export interface PostgresStoreOptions {
  /** `postgres://…`; opened before and found fit to be a store. */
  url: string;
  storeId: string;
  openPool: OpenPool;
  /** Told of every job that found the database failing, with the reason. */
  onFailed: (error: unknown) => void;
  observer?: StoreObserver | undefined;
  onStatement?: TransactionOptions['onStatement'];
  beforeCommit?: TransactionOptions['beforeCommit'];
  /** Between 0 and 1, as `Math.random`. */
  random: () => number;
}

/** Connections of one server: few, because each is a process of the database, and no job holds one while it waits. */
const WRITERS = 8;
const READERS = 4;

/**
 * Jobs rely on each other's writes as if they ran one after the other (docs/decisions/0021). A transaction of its own for
 * each, and an index wherever there is one: a scan of a whole table, which a small one invites, would make its reader
 * conflict with all who write to it. What has to scan all the same seems to cost so much then that PostgreSQL would compile it,
 * which takes longer than most jobs.
 */
export const BEGIN_WRITE: readonly string[] = [
  'begin isolation level serializable',
  setLocal({
    enable_seqscan: 'off',
    jit: 'off',
    statement_timeout: '20000',
    lock_timeout: '5000',
    idle_in_transaction_session_timeout: '30000',
  }),
];
const BEGIN_READ = [
  'begin isolation level repeatable read read only',
  setLocal({ statement_timeout: '30000', idle_in_transaction_session_timeout: '60000' }),
];

/** As `set local` does, in one statement that can be prepared. */
function setLocal(settings: Record<string, string>): string {
  const set = Object.entries(settings).map(([name, value]) => `set_config('${name}', '${value}', true)`);
  return `select ${set.join(', ')}`;
}

/** Tries of one write. A device sends again what is refused, so that no write has to be tried for ever. */
const MAX_TRIES = 25;
/** A job that was in the way this often runs without another of this server beside it. */
const TRIES_BESIDE_OTHERS = 3;
/** A key that is taken when the job looks again stays taken. */
const TRIES_FOR_A_KEY = 3;
const PAUSE_MS = 2;
const MAX_PAUSE_MS = 250;

/** The store on PostgreSQL: one transaction a job, run again from its start when another was in its way. */
export class PostgresStore implements Store {
  readonly storeId: string;
  readonly #options: PostgresStoreOptions;
  readonly #pools: Connections[];
  readonly #writes: PostgresTransactions;
  readonly #reads: PostgresTransactions;
  readonly #writeGate = new Gate(WRITERS);
  readonly #readGate = new Gate(READERS);
  readonly #accepted = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  constructor(options: PostgresStoreOptions) {
    const { url, storeId, openPool, observer, onStatement, beforeCommit } = options;
    this.storeId = storeId;
    this.#options = options;
    const writers = openPool(url, WRITERS);
    const readers = openPool(url, READERS);
    this.#pools = [writers, readers];
    this.#writes = new PostgresTransactions(writers, {
      begin: BEGIN_WRITE,
      onStatement,
      beforeCommit,
      onCommitted: (seconds) => observer?.committed(1, seconds),
    });
    this.#reads = new PostgresTransactions(readers, { begin: BEGIN_READ, onStatement });
  }

  read<T>(job: (db: Db) => Promise<T>): Promise<T> {
    return this.#accept(async () => {
      const leave = await this.#readGate.enter({ alone: false });
      try {
        return await this.#reads.run(job);
      } finally {
        leave(false);
      }
    });
  }

  write<T>(job: (db: Db) => Promise<T>): Promise<T> {
    return this.#accept(async () => {
      for (let tries = 1; ; tries += 1) {
        const outcome = await this.#try(job, tries);
        if ('value' in outcome) return outcome.value;
        this.#options.observer?.triedAgain();
        await wait(this.#options.random() * Math.min(MAX_PAUSE_MS, PAUSE_MS * 2 ** tries));
      }
    });
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** @returns nothing to show when the job is to be run again */
  async #try<T>(job: (db: Db) => Promise<T>, tries: number): Promise<{ value: T } | { conflict: unknown }> {
    const leave = await this.#writeGate.enter({ alone: tries > TRIES_BESIDE_OTHERS });
    let conflict: unknown;
    try {
      return { value: await this.#writes.run(job) };
    } catch (error) {
      if (isReadOnly(error)) throw new StoreUnavailable('the database takes no writes', { cause: error });
      if (!isConflict(error) && !(isTakenKey(error) && tries < TRIES_FOR_A_KEY)) throw error;
      if (tries === MAX_TRIES) throw new StoreUnavailable('others were in the way of every try', { cause: error });
      conflict = error;
      return { conflict };
    } finally {
      leave(conflict !== undefined);
    }
  }

  #accept<T>(run: () => Promise<T>): Promise<T> {
    if (this.#closing) return Promise.reject(new StoreUnavailable('the store is closed'));
    const accepted = run().catch((error: unknown) => {
      if (error instanceof StoreUnavailable) this.#options.onFailed(error);
      throw error;
    });
    this.#accepted.add(accepted);
    const forget = () => this.#accepted.delete(accepted);
    accepted.then(forget, forget);
    return accepted;
  }

  async #close(): Promise<void> {
    await Promise.allSettled(this.#accepted);
    await Promise.all(this.#pools.map((pool) => pool.end()));
  }
}
