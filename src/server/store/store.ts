import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** A handle on the rows: of a transaction in `write`, of the last committed state in `read`. */
export type Db = Kysely<Tables>;

/**
 * The port between the server and its database. Functions of `store/` take a `Db` first and a workspace second; routes
 * and `session/` compose them inside one `write`.
 */
export interface Store {
  /**
   * Runs `job` over one snapshot of the committed state. It must not write, and awaits nothing but the database: a read
   * inside a read would wait for itself.
   * @throws StoreUnavailable when the database cannot be read
   */
  read<T>(job: (db: Db) => Promise<T>): Promise<T>;
  /**
   * Runs `job` in a transaction and resolves only after the commit is on disk; many jobs may share one commit. A job that
   * throws leaves no trace and fails alone. A job awaits nothing but the database, and may run again from the start
   * when the engine asks for it, so its only effect is through `db`. It does not catch the error of a statement and go
   * on: PostgreSQL runs nothing more of a transaction in which one failed.
   * @throws StoreUnavailable when the database takes no writes (disk full, closed, gone); nothing was acknowledged
   */
  write<T>(job: (db: Db) => Promise<T>): Promise<T>;
  /** The identity of this database. A restored backup has a new one. */
  readonly storeId: string;
  /** Finishes what was accepted, then closes. */
  close(): Promise<void>;
}

export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';
}
