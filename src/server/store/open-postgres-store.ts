import type { Kysely } from 'kysely';
import { checkPostgres, DatabaseUnfit } from './check-postgres.ts';
import { connectFailure } from './connect-failure.ts';
import { lockDataDir } from './data-dir.ts';
import { postgresDdl } from './ddl.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import type { OpenStoreOptions } from './open-store.ts';
import { isForbidden } from './postgres-failure.ts';
import { NO_LIMIT_MS, openPool } from './postgres-pool.ts';
import { PostgresStore } from './postgres-store.ts';
import { PostgresTransactions } from './postgres-transactions.ts';
import { type Store, StoreUnavailable } from './store.ts';
import { storeId } from './store-id.ts';
import { watched } from './store-observer.ts';

/** Of two servers that start at once, the second waits until the first has migrated. The number is nobody else's. */
const BEGIN_MIGRATION = ['begin', 'set local statement_timeout = 0', `select pg_advisory_xact_lock(${0x5a7c4e1})`];

type Options = Omit<OpenStoreOptions, 'now' | 'randomId'> &
  Required<Pick<OpenStoreOptions, 'now' | 'randomId'>> & { databaseUrl: string };

/**
 * Opens the store in a PostgreSQL database: makes its tables on the first start, migrates them on later ones. The data
 * directory holds what is on its way to it, and is this server's alone.
 * @throws DataDirInUse while another server has the data directory
 * @throws DatabaseUnfit when the database cannot be reached, or would lose what it acknowledges
 * @throws StoreTooNew when a newer release wrote it
 */
export async function openPostgresStore(options: Options): Promise<Store> {
  const { dataDir, databaseUrl: url, log, observer, testing } = options;
  const unlock = lockDataDir(dataDir);
  try {
    const store = new PostgresStore({
      url,
      storeId: await prepare(options),
      openPool: testing?.openPool ?? openPool,
      onFailed: (error) => log?.error({ err: error }, 'the database failed'),
      observer,
      onStatement: testing?.onStatement,
      beforeCommit: testing?.hooks?.beforeCommit,
      random: Math.random,
    });
    let closing: Promise<void> | undefined;
    return {
      storeId: store.storeId,
      read: (job) => store.read(job),
      write: (job) => watched(observer, () => store.write(job)),
      close: () => {
        closing ??= store.close().finally(unlock);
        return closing;
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function prepare(options: Options): Promise<string> {
  const { databaseUrl, log, migrations = MIGRATIONS, testing, now, randomId } = options;
  const pool = (testing?.openPool ?? openPool)(databaseUrl, 1, NO_LIMIT_MS);
  try {
    return await new PostgresTransactions(pool, { begin: BEGIN_MIGRATION }).run(async (db) => {
      const bare = db as unknown as Kysely<unknown>;
      await checkPostgres(bare);
      const ran = await migrate(bare, postgresDdl, migrations, now());
      if (ran.length > 0) log?.info({ migrations: ran }, 'migrated the store');
      return storeId(db, randomId);
    });
  } catch (error) {
    if (isForbidden(error)) {
      throw new DatabaseUnfit(`DATABASE_URL: ${error.message}: its user has to own the database and all tables in it`);
    }
    if (!(error instanceof StoreUnavailable)) throw error;
    throw new DatabaseUnfit(`DATABASE_URL: the database cannot be used: ${connectFailure(databaseUrl, error)}`);
  } finally {
    await pool.end();
  }
}
