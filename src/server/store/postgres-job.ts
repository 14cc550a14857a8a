import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { PoolClient } from 'pg';
import { JobDatabase, type StatementRunner } from './job-database.ts';
import { runPipeline, type Statement, type StatementResult, wireValue } from './postgres-pipeline.ts';
import type { Db } from './store.ts';
import type { Tables } from './tables.ts';

const dialect: Dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
};

/** Builds statements for PostgreSQL, and has no connection to run one on. */
export const postgresStatements = (): Kysely<Tables> => new Kysely<Tables>({ dialect });

/** A handle on the same statements that runs them on the connection of a job. */
export function kyselyOn(statements: Kysely<Tables>, connection: JobConnection): Db {
  const executor = statements
    .getExecutor()
    .withConnectionProvider({ provideConnection: (consumer) => consumer(connection) });
  return new JobDatabase(executor, connection);
}

const ROWS_CHANGED = ['INSERT', 'UPDATE', 'DELETE'];
/** Parameters of statements that were not sent yet: what moves a school is not held in memory. */
const MAX_WAITING = 2000;

/** A statement, and whoever waits for its answer. */
interface Queued extends Statement {
  resolve?: (result: StatementResult) => void;
  reject?: (error: unknown) => void;
}

export interface JobOptions {
  /** The statements that a transaction begins with: they go along with the first of the job. */
  begin: readonly string[];
  /** The text of every statement that a job runs, and what is put into it. */
  onStatement?: ((sql: string, parameters: readonly unknown[]) => void) | undefined;
}

/**
 * The connection of one job, as Kysely takes one. It works until `end`: a query that a job forgot to await would
 * otherwise run in the transaction of another request.
 *
 * 1. Statements run in the order in which they are given.
 * 2. One that nobody waits for goes along with the next that somebody does, with the commit at the latest.
 * 3. After one that failed none is sent, and nothing is committed.
 */
export class JobConnection implements DatabaseConnection, StatementRunner {
  readonly isRemote = true;
  readonly #client: PoolClient;
  readonly #onStatement: JobOptions['onStatement'];
  readonly #queue: Queued[];
  #sending: Promise<void> | undefined;
  #hasSent = false;
  /** Parameters in the queue. */
  #waiting = 0;
  #ended = false;
  #failure: unknown;

  constructor(client: PoolClient, { begin, onStatement }: JobOptions) {
    this.#client = client;
    this.#onStatement = onStatement;
    this.#queue = begin.map((text) => ({ text, values: [] }));
  }

  /** The first error of a statement; PostgreSQL commits nothing after one. */
  get failure(): unknown {
    return this.#failure;
  }

  /** Whether anything was sent. */
  get hasSent(): boolean {
    return this.#hasSent;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    return (await this.run(sql, parameters)) as QueryResult<R>;
  }

  /** Kysely asks for the method. */
  streamQuery(): never {
    throw new Error('statements are not streamed');
  }

  async run(sql: string, parameters: readonly unknown[]): Promise<QueryResult<unknown>> {
    const { command, rowCount, rows } = await this.#ask(this.#given(sql, parameters));
    if (!ROWS_CHANGED.includes(command)) return { rows };
    return { rows, numAffectedRows: BigInt(rowCount) };
  }

  write(sql: string, parameters: readonly unknown[]): Promise<StatementResult> | undefined {
    const statement = this.#given(sql, parameters);
    this.#waiting += parameters.length;
    if (this.#waiting > MAX_WAITING) return this.#ask(statement);
    this.#queue.push(statement);
    return undefined;
  }

  /** Runs what else the job depends on after its statements; when that fails, the job's transaction has. */
  async watch(step: () => void | Promise<void>): Promise<void> {
    while (this.#sending || this.#queue.length > 0) await this.#runPipeline();
    if (this.#failure !== undefined) throw this.#failure;
    try {
      await step();
    } catch (error) {
      this.#failure ??= error;
      throw error;
    }
  }

  /** Resolves once the transaction is on disk. @throws the first error of a statement */
  async commit(): Promise<void> {
    const { command } = await this.#ask({ text: 'commit', values: [] });
    // What PostgreSQL answers with after a failed statement, and no error.
    if (command !== 'COMMIT') throw new Error(`the transaction ended with ${command}`);
  }

  end(): void {
    this.#ended = true;
  }

  /** What was not sent never is. */
  abandon(error: unknown): void {
    for (const { reject } of this.#queue.splice(0)) reject?.(error);
  }

  #given(sql: string, parameters: readonly unknown[]): Statement {
    if (this.#ended) throw new Error('a query came after its job had ended: a promise was not awaited');
    this.#onStatement?.(sql, parameters);
    return { text: sql, values: parameters.map(wireValue) };
  }

  #ask(statement: Statement): Promise<StatementResult> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ ...statement, resolve, reject });
      // Those that are asked for in one turn go together.
      if (!this.#sending) process.nextTick(() => void this.#runPipeline());
    });
  }

  /** Sends all that waits, once the answers are here of what was sent before. */
  #runPipeline(): Promise<void> {
    this.#sending ??= this.#sendOnce().finally(() => {
      this.#sending = undefined;
      if (this.#queue.some(({ resolve }) => resolve)) void this.#runPipeline();
    });
    return this.#sending;
  }

  async #sendOnce(): Promise<void> {
    const queued = this.#queue.splice(0);
    this.#waiting = 0;
    if (queued.length === 0) return;
    if (this.#failure !== undefined) {
      for (const { reject } of queued) reject?.(this.#failure);
      return;
    }
    this.#hasSent = true;
    const { results, error } = await runPipeline(this.#client, queued);
    this.#failure ??= error;
    for (const [at, { resolve, reject }] of queued.entries()) {
      const result = results[at];
      if (result && result.unread === undefined) resolve?.(result);
      else reject?.(result?.unread ?? error);
    }
  }
}
