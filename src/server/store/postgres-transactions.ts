import type { PoolClient } from 'pg';
import { isConflict, isLostConnection, isPostgresFailure, isStalePlan } from './postgres-failure.ts';
import { JobConnection, type JobOptions, kyselyOn, postgresStatements } from './postgres-job.ts';
import type { Connections } from './postgres-pool.ts';
import { type Db, StoreUnavailable } from './store.ts';

export interface TransactionOptions extends JobOptions {
  /** After a job ran and before its commit. A throw is taken for the server failing. */
  beforeCommit?: (() => void | Promise<void>) | undefined;
  /** After a commit. @param seconds that it took, with the writes that went along with it */
  onCommitted?: (seconds: number) => void;
}

/** More than a pool has connections that each may be stale. */
const MAX_STALE = 50;

/** Runs jobs in transactions on the connections of a pool. */
export class PostgresTransactions {
  readonly #pool: Connections;
  readonly #options: TransactionOptions;
  readonly #statements = postgresStatements();

  constructor(pool: Connections, options: TransactionOptions) {
    this.#pool = pool;
    this.#options = options;
  }

  /**
   * Runs a job in one transaction, and resolves after its commit.
   * @throws what the job threw; instead of it StoreUnavailable when the server failed, and the server's own error when
   *   another transaction was in the way (`isConflict`): a job's error then rests on nothing
   */
  async run<T>(job: (db: Db) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#runOnce(job);
      } catch (error) {
        if (!isStalePlan(error)) throw error;
        // Its connection is gone by now, and a new one has prepared nothing, unless a pooler between keeps those of the server.
        if (tries === MAX_STALE)
          throw new StoreUnavailable('statements stay those of another version', { cause: error });
      }
    }
  }

  async #runOnce<T>(job: (db: Db) => Promise<T>): Promise<T> {
    const client = await this.#connect();
    const connection = new JobConnection(client, this.#options);
    try {
      const value = await job(kyselyOn(this.#statements, connection));
      connection.end();
      const { beforeCommit } = this.#options;
      if (beforeCommit) await connection.watch(beforeCommit);
      const committing = performance.now();
      await connection.commit();
      this.#options.onCommitted?.((performance.now() - committing) / 1000);
      client.release();
      return value;
    } catch (error) {
      connection.end();
      connection.abandon(error);
      const { failure, hasSent } = connection;
      await giveBack(client, isLostConnection(failure) || isStalePlan(failure), hasSent);
      if (isStalePlan(failure)) throw failure;
      if (isPostgresFailure(failure)) throw new StoreUnavailable('the database failed', { cause: failure });
      throw isConflict(failure) ? failure : error;
    }
  }

  async #connect(): Promise<PoolClient> {
    try {
      return await this.#pool.connect();
    } catch (error) {
      throw new StoreUnavailable('the database cannot be reached', { cause: error });
    }
  }
}

/** A connection that cannot be rolled back is not used again: the server rolls back when it ends. */
async function giveBack(client: PoolClient, isSpent: boolean, hasSent: boolean): Promise<void> {
  if (isSpent || !hasSent) {
    client.release(isSpent);
    return;
  }
  const rolledBack = await client.query('rollback').then(
    () => true,
    () => false,
  );
  client.release(!rolledBack);
}
