import type { KyselyPlugin, QueryResult } from 'kysely';
import { JobDatabase } from './job-database.ts';
import type { Db } from './store.ts';

/** Of an engine that needs no waiting for. */
export type SyncRun = (sql: string, parameters: readonly unknown[]) => QueryResult<unknown>;

/**
 * A handle that works until `end` is called. A query that a job forgot to await would otherwise run in whatever
 * transaction is open by then, and belong to another request.
 *
 * @param run of an engine that needs no waiting for
 */
export function jobHandle(db: Db, run?: SyncRun): { db: JobDatabase; end: () => void } {
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
  const runHere: SyncRun | undefined =
    run &&
    ((sql, parameters) => {
      check();
      return run(sql, parameters);
    });
  const executor = db.getExecutor().withPlugin(guard);
  return {
    db: new JobDatabase(executor, runHere && { isRemote: false, run: runHere, write: runHere }),
    end: () => {
      ended = true;
    },
  };
}
