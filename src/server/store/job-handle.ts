import type { KyselyPlugin, QueryResult } from 'kysely';
import type { Db } from './store.ts';

/** Runs a statement whose text is known on the connection itself. */
export type RunText = (sql: string, parameters: readonly unknown[]) => QueryResult<unknown>;

const texts = new WeakMap<Db, RunText>();

/**
 * A handle that works until `end` is called. A query that a job forgot to await would otherwise run in whatever
 * transaction is open by then, and belong to another request.
 *
 * @param run of an engine that needs no waiting for
 */
export function jobHandle(db: Db, run?: RunText): { db: Db; end: () => void } {
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
    texts.set(handle, (sql, parameters) => {
      check();
      return run(sql, parameters);
    });
  }
  return {
    db: handle,
    end: () => {
      ended = true;
    },
  };
}

/** What runs a statement for this handle past Kysely; undefined where its engine has none. */
export const runsText = (db: Db): RunText | undefined => texts.get(db);
