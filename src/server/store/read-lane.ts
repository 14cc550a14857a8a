import type { Database } from 'better-sqlite3';
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
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(connection: Database, db: Db) {
    this.#connection = connection;
    this.#db = db;
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
      return await job(handle.db);
    } catch (error) {
      if (isStorageFailure(error)) throw new StoreUnavailable('the store cannot be read', { cause: error });
      throw error;
    } finally {
      handle.end();
      if (this.#connection.inTransaction) this.#connection.exec('commit');
    }
  }
}
