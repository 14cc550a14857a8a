import { type Dialect, type Driver, Kysely, type QueryExecutor, type QueryResult } from 'kysely';
import type { TallyChanges } from './session-tally.ts';
import type { Db } from './store.ts';
import type { Tables } from './tables.ts';

/** Runs statements whose text is known on the connection itself. */
export interface StatementRunner {
  /** Whether a statement takes a trip to another process, so that it is worth while to send some together. */
  isRemote: boolean;
  run(sql: string, parameters: readonly unknown[]): QueryResult<unknown> | Promise<QueryResult<unknown>>;
  /** Runs one that nobody has to wait for: after all before it, and before all that follow. When it fails, its job does. */
  write(sql: string, parameters: readonly unknown[]): unknown;
}

/**
 * The handle of one job. A handle that is made of it, such as one with a plugin, is none: it has its statements run by Kysely, and
 * its totals written at once.
 */
export class JobDatabase extends Kysely<Tables> {
  /** Runs statements whose text is known past Kysely. */
  readonly runner: StatementRunner | undefined;
  /** What is to be added to the totals, where those of many jobs are written together. */
  tallyChanges: TallyChanges | undefined;

  constructor(executor: QueryExecutor, runner?: StatementRunner) {
    super({ config: { dialect }, dialect, driver, executor });
    this.runner = runner;
  }
}

const refuse = () => {
  throw new Error('a job runs on the connection that it is given');
};
// Kysely takes an executor only along with these, and calls none of them.
const dialect: Dialect = {
  createAdapter: refuse,
  createDriver: refuse,
  createIntrospector: refuse,
  createQueryCompiler: refuse,
};
const driver: Driver = {
  init: refuse,
  acquireConnection: refuse,
  beginTransaction: refuse,
  commitTransaction: refuse,
  rollbackTransaction: refuse,
  releaseConnection: refuse,
  destroy: refuse,
};

/** What runs statements for this handle past Kysely. */
export const runnerOf = (db: Db): StatementRunner | undefined => (db instanceof JobDatabase ? db.runner : undefined);

/** Whether statements of this handle that are asked for at once go together. */
export const isRemote = (db: Db): boolean => runnerOf(db)?.isRemote === true;
