import type { KyselyPlugin, QueryResult } from 'kysely';
import type { Db } from './store.ts';

/** Runs statements whose text is known on the connection itself. */
export interface StatementRunner {
  /** Whether a statement takes a trip to another process, so that it is worth while to send some together. */
  isRemote: boolean;
  run(sql: string, parameters: readonly unknown[]): QueryResult<unknown> | Promise<QueryResult<unknown>>;
  /** Runs one that nobody has to wait for: after all before it, and before all that follow. When it fails, its job does. */
  write(sql: string, parameters: readonly unknown[]): unknown;
}

/** Of an engine that needs no waiting for. */
export type SyncRun = (sql: string, parameters: readonly unknown[]) => QueryResult<unknown>;

const texts = new WeakMap<Db, StatementRunner>();

/** Has statements of a handle whose text is known run past Kysely. */
export const setRunner = (db: Db, runner: StatementRunner): void => void texts.set(db, runner);

/**
 * A handle that works until `end` is called. A query that a job forgot to await would otherwise run in whatever
 * transaction is open by then, and belong to another request.
 *
 * @param run of an engine that needs no waiting for
 */
export function jobHandle(db: Db, run?: SyncRun): { db: Db; end: () => void } {
  let ended = false;
  const check = () => {
    if (ended) throw new Error('a query came after its job had ended: a promise was not awaited');
  };
  const guard: KyselyPlugin = {
    transformQuery({ node }) {
      check();
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  const handle = db.withPlugin(guard);
  if (run) {
    const runHere: SyncRun = (sql, parameters) => {
      check();
      return run(sql, parameters);
    };
    setRunner(handle, { isRemote: false, run: runHere, write: runHere });
  }
  return {
    db: handle,
    end: () => {
      ended = true;
    },
  };
}

/** What runs statements for this handle past Kysely; undefined for one that was made of another. */
export const runnerOf = (db: Db): StatementRunner | undefined => texts.get(db);

/** Whether statements of this handle that are asked for at once go together. */
export const isRemote = (db: Db): boolean => texts.get(db)?.isRemote === true;
