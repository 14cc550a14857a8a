import type { KyselyPlugin } from 'kysely';
import type { Db } from './store.ts';

/**
 * A handle that works until `end` is called. A query that a job forgot to await would otherwise run in whatever
 * transaction is open by then, and belong to another request.
 */
export function jobHandle(db: Db): { db: Db; end: () => void } {
  let ended = false;
  const guard: KyselyPlugin = {
    transformQuery({ node }) {
      if (ended) throw new Error('a query came after its job had ended: a promise was not awaited');
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  return {
    db: db.withPlugin(guard),
    end: () => {
      ended = true;
    },
  };
}
