import { renameSync, rmSync } from 'node:fs';
import SqliteDatabase, { type Database, type Statement } from 'better-sqlite3';
import { Kysely, type LogConfig, SqliteDialect, type SqliteDatabase as Statements } from 'kysely';
import { refuseEmpty } from './database-damaged.ts';
import { watchFence } from './fence.ts';
import type { Outcome, Transactions, WriteJob } from './group-commit.ts';
import { jobHandle, type SyncRun } from './job-handle.ts';
import { keepTallies, mergeTallies, noTallyChanges, writeTallies } from './session-tally.ts';
import { cacheStatements, type StatementCacheOptions } from './statement-cache.ts';
import { isStorageFailure } from './storage-failure.ts';
import type { Db } from './store.ts';
import type { Tables } from './tables.ts';

const BUSY_TIMEOUT_MS = 5000;
/**
 * Of the write-ahead log, 16 MB: what is copied into the database at once. A page that many commits wrote is copied once; in pieces of
 * 4 MB, as SQLite has it by itself, a tenth more CPU went by. The log of a thousand submits is about as long.
 */
const PIECE_PAGES = 4000;

/**
 * What a connection keeps of pages: 8 MB, four times what the largest group of a herd changes; the rest the system mostly has.
 * better-sqlite3 keeps 16 MB, which two connections hold all day after the first herd.
 */
const KEPT_KIB = 8000;

/** Makes a database without tables. Under its name there is never an empty file, so that one that is found is damage. */
export function createDatabase(path: string): void {
  const unfinished = `${path}.unfinished`;
  rmSync(unfinished, { force: true });
  const database = new SqliteDatabase(unfinished);
  // Writes the first page.
  database.pragma('journal_mode = WAL');
  database.close();
  // SQLite syncs the folder, and with it this name, when it creates the log beside it.
  renameSync(unfinished, path);
}

/**
 * The connection that writes. WAL lets the read connection and an online backup go on beside it; `synchronous=FULL` is
 * what makes a commit survive a power cut (with NORMAL, WAL loses the last ones).
 * @throws DatabaseDamaged when the file is empty
 */
export function openWriter(path: string): Database {
  refuseEmpty(path);
  const database = new SqliteDatabase(path, { timeout: BUSY_TIMEOUT_MS });
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  // The log is copied into the database when nobody waits for a write (`rest`). Where that never comes, a commit copies, and holds up
  // all others: on the slow disk of the benchmarks one that copies 16 MB takes some 40 ms, and 48 MB 130 to 193 ms.
  database.pragma(`wal_autocheckpoint = ${2 * PIECE_PAGES}`);
  // A log that could not be copied while somebody read, such as a backup, is cut back to this.
  database.pragma('journal_size_limit = 33554432');
  database.pragma('temp_store = MEMORY');
  database.pragma('trusted_schema = OFF');
  return database;
}

/**
 * The connection that reads. It refuses writes, and sees what is committed and nothing else.
 * @throws DatabaseDamaged when the file is empty
 */
export function openReader(path: string): Database {
  refuseEmpty(path);
  const database = new SqliteDatabase(path, { readonly: true, timeout: BUSY_TIMEOUT_MS });
  database.pragma('temp_store = MEMORY');
  database.pragma('trusted_schema = OFF');
  return database;
}

/** For the connections of a server. SQLite reads the tables for it, so that a damaged database has to be found before. */
export function boundPages(connection: Database): void {
  connection.pragma(`cache_size = -${KEPT_KIB}`);
}

/** Kysely over one connection, with its statements cached. */
export function kyselyOver<T = Tables>(
  database: Database,
  options: StatementCacheOptions & { onStatement?: OnStatement | undefined } = {},
): Kysely<T> {
  return kyselyOf<T>(cacheStatements(database, options), options.onStatement);
}

/** Told the text of every statement, and what is put into it. */
export type OnStatement = (sql: string, parameters: readonly unknown[]) => void;

function kyselyOf<T>(database: Statements, onStatement: OnStatement | undefined): Kysely<T> {
  const log: LogConfig | undefined = onStatement && (({ query }) => onStatement(query.sql, query.parameters));
  return new Kysely<T>({ dialect: new SqliteDialect({ database }), ...(log && { log }) });
}

/** The transactions of the write connection, for the group commit. */
export class SqliteTransactions implements Transactions {
  readonly #connection: Database;
  readonly #db: Db;
  readonly #run: SyncRun;
  readonly #checkFence: () => void;
  /** Of the jobs of the group so far. */
  #added = noTallyChanges();
  readonly #savepoint: Record<'begin' | 'undo' | 'end', Statement>;
  /** By this connection since it was opened. It would not count a table that is made; no job makes one. */
  readonly #rowsChanged: Statement;
  readonly #checkpoint: Record<'look' | 'copy', Statement>;
  #failure: unknown;

  constructor(connection: Database, onStatement?: OnStatement) {
    this.#connection = connection;
    this.#checkFence = watchFence(connection);
    this.#savepoint = {
      begin: connection.prepare('savepoint job'),
      undo: connection.prepare('rollback to job'),
      end: connection.prepare('release job'),
    };
    this.#rowsChanged = connection.prepare('select total_changes()').pluck();
    this.#checkpoint = {
      look: connection.prepare('pragma wal_checkpoint(noop)'),
      copy: connection.prepare('pragma wal_checkpoint(passive)'),
    };
    const statements = cacheStatements(connection, {
      // With a full disk SQLite ends the transaction by itself. A job that caught the error and went on would then
      // write outside of any, and keep what its group has lost.
      before: () => {
        if (this.#failure !== undefined) throw this.#failure;
      },
      onError: (error) => {
        if (isStorageFailure(error)) this.#failure ??= error;
      },
    });
    this.#db = kyselyOf(statements, onStatement);
    this.#run = (sql, parameters) => {
      const statement = statements.prepare(sql);
      const rows = statement.reader ? statement.all(parameters) : [];
      if (!statement.reader) statement.run(parameters);
      onStatement?.(sql, parameters);
      return { rows };
    };
  }

  begin(): void {
    this.#failure = undefined;
    this.#added = noTallyChanges();
    // Left over when an earlier rollback failed too.
    if (this.#connection.inTransaction) this.#connection.exec('rollback');
    this.#connection.exec('begin immediate');
    this.#checkFence();
  }

  async run(job: WriteJob<unknown>): Promise<Outcome> {
    const before = this.#rowsChanged.get();
    const outcome = await this.#settle(job);
    return outcome.ok ? outcome : { ...outcome, leftRows: this.#rowsChanged.get() !== before };
  }

  async runAtSavepoint(job: WriteJob<unknown>): Promise<Outcome> {
    this.#savepoint.begin.run();
    const outcome = await this.#settle(job);
    if (!outcome.ok) this.#savepoint.undo.run();
    this.#savepoint.end.run();
    return outcome;
  }

  /** @throws what ends the transaction, and with it the group */
  async #settle(job: WriteJob<unknown>): Promise<Outcome> {
    const handle = jobHandle(this.#db, this.#run);
    const added = keepTallies(handle.db);
    const outcome = await settle(job, handle.db);
    handle.end();
    if (this.#failure !== undefined) throw this.#failure;
    if (outcome.ok) mergeTallies(this.#added, added);
    return outcome;
  }

  async commit(): Promise<void> {
    const handle = jobHandle(this.#db, this.#run);
    await writeTallies(handle.db, this.#added);
    handle.end();
    this.#connection.exec('commit');
  }

  rollback(): void {
    if (this.#connection.inTransaction) this.#connection.exec('rollback');
  }

  /** Copies what the log holds into the database, once that is enough to be worth it. */
  rest(): void {
    // A rollback failed: the next group begins with it.
    if (this.#connection.inTransaction) return;
    try {
      const { log, checkpointed } = this.#checkpoint.look.get() as Checkpoint;
      if (log - checkpointed >= PIECE_PAGES) this.#checkpoint.copy.get();
    } catch (error) {
      // Nothing is lost by it: the log is as good, and is copied at the next rest, or by a commit.
      if (!isStorageFailure(error)) throw error;
    }
  }
}

/** Pages in the log, and how many of them the database has. */
interface Checkpoint {
  log: number;
  checkpointed: number;
}

async function settle(job: WriteJob<unknown>, db: Db): Promise<Outcome> {
  try {
    return { ok: true, value: await job(db) };
  } catch (error) {
    return { ok: false, error, leftRows: false };
  }
}
