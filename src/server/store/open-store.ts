import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Log } from '../http/deps.ts';
import { checkDatabase } from './check-database.ts';
import { DataDirUnusable, databasePath, lockDataDir, requireWritable } from './data-dir.ts';
import { sqliteDdl } from './ddl.ts';
import { movedTo, StoreMoved } from './fence.ts';
import { GroupCommit, type GroupCommitHooks } from './group-commit.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS, type Migration } from './migrations/migrations.ts';
import { openPostgresStore } from './open-postgres-store.ts';
import type { OpenPool } from './postgres-pool.ts';
import { ReadLane } from './read-lane.ts';
import { boundPages, createDatabase, kyselyOver, openReader, openWriter, SqliteTransactions } from './sqlite-engine.ts';
import { isStorageFailure } from './storage-failure.ts';
import type { Store } from './store.ts';
import { storeId } from './store-id.ts';
import { type StoreObserver, watched } from './store-observer.ts';

export interface OpenStoreOptions {
  /** Created when it is not there, readable by this user only. */
  dataDir: string;
  /** `postgres://…`: the rows are there, and not in the data directory. */
  databaseUrl?: string | undefined;
  log?: Pick<Log, 'info' | 'error'>;
  /** How long a write waits for others to share its commit with, in milliseconds. */
  gatherMs?: number;
  groupLimit?: number;
  schedule?: (run: () => void, ms: number) => void;
  now?: () => number;
  randomId?: () => string;
  observer?: StoreObserver;
  migrations?: readonly Migration[];
  testing?: StoreTesting;
}

export interface StoreTesting {
  hooks?: GroupCommitHooks;
  /** Given the write connection, to make the disk look full. */
  onOpen?: (writer: Database) => void;
  /** The text of every statement that a job runs, and what is put into it. */
  onStatement?: (sql: string, parameters: readonly unknown[]) => void;
  /** Connections to PostgreSQL that outlive the store. */
  openPool?: OpenPool;
}

/**
 * Opens the store: the embedded one of the data directory, or the one in PostgreSQL. Makes it on the first start, migrates it
 * on later ones.
 * @throws DatabaseUnfit when PostgreSQL cannot be reached, or would lose what it acknowledges
 * @throws DataDirInUse while another server has it
 * @throws DataDirUnusable when the disk is full, or not to be written to
 * @throws StoreTooNew when a newer release wrote it
 * @throws DatabaseDamaged when it is not whole; nothing is written to it then
 * @throws StoreMoved when its rows have gone to PostgreSQL, or are on their last way there
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const { dataDir, log, testing, now = Date.now, randomId = () => randomBytes(16).toString('base64url') } = options;
  const { databaseUrl, observer } = options;
  if (databaseUrl !== undefined) return openPostgresStore({ ...options, databaseUrl, now, randomId });
  const unlock = lockDataDir(dataDir);
  const opened: Database[] = [];
  try {
    const path = databasePath(dataDir);
    if (!checkDatabase(path)) createDatabase(path);
    requireWritable(dataDir);
    const writer = openWriter(path);
    opened.push(writer);
    const id = await prepare(writer, options.migrations ?? MIGRATIONS, { now, randomId, log });
    const where = movedTo(writer);
    if (where !== undefined) throw new StoreMoved(dataDir, where);
    const reader = openReader(path);
    opened.push(reader);
    for (const connection of opened) boundPages(connection);
    testing?.onOpen?.(writer);
    const { onStatement } = testing ?? {};
    const commits = new GroupCommit({
      transactions: new SqliteTransactions(writer, onStatement),
      gatherMs: options.gatherMs ?? 3,
      groupLimit: options.groupLimit ?? 512,
      schedule: options.schedule ?? ((run, ms) => setTimeout(run, ms)),
      onLost: (error, jobs) => log?.error({ err: error, jobs }, 'a group of writes was lost'),
      onCommitted: (jobs, seconds) => observer?.committed(jobs, seconds),
      ...(testing?.hooks && { hooks: testing.hooks }),
    });
    const reads = new ReadLane(reader, kyselyOver(reader, { onStatement }), (error) =>
      log?.error({ err: error }, 'the store could not be read'),
    );
    let closing: Promise<void> | undefined;
    return {
      storeId: id,
      read: (job) => reads.read(job),
      write: (job) => watched(observer, () => commits.write(job)),
      close: () => {
        closing ??= closeAll();
        return closing;
      },
    };

    async function closeAll(): Promise<void> {
      await Promise.all([commits.close(), reads.close()]);
      reader.close();
      // Last, so that the write-ahead log is folded into the database and one file is all there is to copy.
      writer.close();
      unlock();
    }
  } catch (error) {
    for (const connection of opened.reverse()) connection.close();
    unlock();
    throw isStorageFailure(error) ? new DataDirUnusable(dataDir, error) : error;
  }
}

async function prepare(
  writer: Database,
  migrations: readonly Migration[],
  { now, randomId, log }: { now: () => number; randomId: () => string; log: OpenStoreOptions['log'] },
): Promise<string> {
  writer.exec('begin exclusive');
  try {
    const ran = await migrate(kyselyOver<unknown>(writer), sqliteDdl, migrations, now());
    const id = await storeId(kyselyOver(writer), randomId);
    writer.exec('commit');
    if (ran.length > 0) log?.info({ migrations: ran }, 'migrated the store');
    return id;
  } catch (error) {
    if (writer.inTransaction) writer.exec('rollback');
    throw error;
  }
}
