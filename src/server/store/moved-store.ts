import { z } from 'zod/mini';
import { perDatabase } from './per-database.ts';
import type { Db } from './store.ts';
import { storeId } from './store-id.ts';

/** What a cluster notes of a workspace that comes from a store of its own. */
const arrival = z.object({
  /** The identity of the store that it comes from. */
  storeId: z.string(),
  /** That of the cluster by then: where that was renewed since, after a restore, both are forgotten. */
  under: z.string(),
  /** Whether everything is here, compared with what was there. */
  isWhole: z.boolean(),
});
export type Arrival = z.infer<typeof arrival>;

const nameOf = (workspaceId: string) => `moved ${workspaceId}`;

/** @returns undefined for a workspace that was made here, or is nowhere */
export async function findArrival(db: Db, workspaceId: string): Promise<Arrival | undefined> {
  const row = await db
    .selectFrom('store_meta')
    .select('value')
    .where('name', '=', nameOf(workspaceId))
    .executeTakeFirst();
  return row && arrival.parse(JSON.parse(row.value));
}

export async function noteArrival(db: Db, workspaceId: string, noted: Arrival): Promise<void> {
  const value = JSON.stringify(noted);
  await db
    .insertInto('store_meta')
    .values({ name: nameOf(workspaceId), value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

export async function forgetArrival(db: Db, workspaceId: string): Promise<void> {
  await db.deleteFrom('store_meta').where('name', '=', nameOf(workspaceId)).execute();
}

const keptIds = perDatabase(() => new Map<string, string>());

/**
 * The identity that devices of a workspace know the database by. A workspace that was moved here whole keeps the one that
 * it had, so that its devices do not send again what is here.
 */
export async function storeIdOf(db: Db, workspaceId: string, randomId: () => string): Promise<string> {
  const kept = keptIds(db);
  const here = await storeId(db, randomId);
  const name = `${here} ${workspaceId}`;
  const known = kept.get(name);
  if (known !== undefined) return known;
  // Nobody asks on behalf of a workspace before it is whole: it is opened by the transaction that notes that.
  const noted = await findArrival(db, workspaceId);
  const id = noted?.isWhole && noted.under === here ? noted.storeId : here;
  kept.set(name, id);
  return id;
}
