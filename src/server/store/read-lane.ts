import type { Database } from 'better-sqlite3';
import { watchFence } from './fence.ts';
import { jobHandle } from './job-handle.ts';
import { isStorageFailure } from './storage-failure.ts';
import { type Db, StoreUnavailable } from './store.ts';

/**
 * Runs read jobs one after the other on the read connection, each over one snapshot: a job of several statements never
 * sees half of a commit. All of SQLite's work is synchronous, so that a second connection would make nothing faster.
 */
export class ReadLane {
  readonly #connection: Database;
  readonly #db: Db;
  readonly #checkFence: () => void;
  readonly #onFailed: (error: unknown) => void;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  /** @param onFailed told when the file could not be read, with the reason */
  constructor(connection: Database, db: Db, onFailed: (error: unknown) => void) {
    this.#connection = connection;
    this.#checkFence = watchFence(connection);
    this.#db = db;
    this.#onFailed = onFailed;
  }

  /** @throws StoreUnavailable when the file cannot be read, or after `close` */
  read<T>(job: (db: Db) => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new StoreUnavailable('the store is closed'));
    const result = this.#last.then(() => this.#run(job));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#last;
  }

  async #run<T>(job: (db: Db) => Promise<T>): Promise<T> {
    const handle = jobHandle(this.#db);
    try {
      this.#connection.exec('begin');
      this.#checkFence();
      return await job(handle.db);
    } catch (error) {
      if (!isStorageFailure(error)) throw error;
      this.#onFailed(error);
      throw new StoreUnavailable('the store cannot be read', { cause: error });
    } finally {
      handle.end();
      if (this.#connection.inTransaction) this.#connection.exec('commit');
    }
  }
}
