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
import type { Tables } from './tables.ts';

const dialect: Dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
};

/** Builds statements for PostgreSQL, and has no connection to run one on. */
export const postgresStatements = (): Kysely<Tables> => new Kysely<Tables>({ dialect });

/** A handle on the same statements that runs them on one connection. */
export function kyselyOn<T = Tables>(statements: Kysely<Tables>, connection: DatabaseConnection): Kysely<T> {
  return new Kysely<T>({
    config: { dialect },
    dialect,
    driver: new DummyDriver(),
    executor: statements
      .getExecutor()
      .withConnectionProvider({ provideConnection: (consumer) => consumer(connection) }),
  });
}

const ROWS_CHANGED = ['INSERT', 'UPDATE', 'DELETE'];

/** Each takes memory of the database on each connection. */
const MAX_PREPARED = 150;
const preparedNames = new Map<string, string>();

/**
 * The name that a statement is prepared under: PostgreSQL then parses it once a connection, and soon plans it no more, which
 * halves its work for a batch. Undefined for those that are met when there are enough.
 */
function preparedName(sql: string): string | undefined {
  const known = preparedNames.get(sql);
  if (known !== undefined || preparedNames.size >= MAX_PREPARED) return known;
  const name = `s${preparedNames.size}`;
  preparedNames.set(sql, name);
  return name;
}

/**
 * The connection of one job, as Kysely takes one. It works until `end`: a query that a job forgot to await would
 * otherwise run in the transaction of another request.
 */
export class JobConnection implements DatabaseConnection {
  readonly #client: PoolClient;
  readonly #onStatement: ((sql: string, parameters: readonly unknown[]) => void) | undefined;
  #ended = false;
  #failure: unknown;

  constructor(client: PoolClient, onStatement?: (sql: string, parameters: readonly unknown[]) => void) {
    this.#client = client;
    this.#onStatement = onStatement;
  }

  /** The first error of a statement; PostgreSQL commits nothing after one. */
  get failure(): unknown {
    return this.#failure;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#ended) throw new Error('a query came after its job had ended: a promise was not awaited');
    this.#onStatement?.(sql, parameters);
    const { command, rowCount, rows } = await this.#run(() =>
      this.#client.query({ name: preparedName(sql), text: sql, values: [...parameters] }),
    );
    if (!ROWS_CHANGED.includes(command)) return { rows };
    return { rows, numAffectedRows: BigInt(rowCount ?? 0) };
  }

  /** Kysely asks for the method. */
  streamQuery(): never {
    throw new Error('statements are not streamed');
  }

  /** Runs what frames the job: the texts of one or more statements. */
  async frame(sql: string): Promise<void> {
    await this.#run(() => this.#client.query(sql));
  }

  /** Runs what else the job depends on; when that fails, the job's transaction has. */
  async watch(step: (() => void | Promise<void>) | undefined): Promise<void> {
    await this.#run(async () => step?.());
  }

  end(): void {
    this.#ended = true;
  }

  async #run<R>(query: () => Promise<R>): Promise<R> {
    try {
      return await query();
    } catch (error) {
      this.#failure ??= error;
      throw error;
    }
  }
}
