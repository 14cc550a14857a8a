import type { Db } from './store.ts';

/** Writes when the store was last asked whether it takes writes, in epoch milliseconds. */
export async function probeStore(db: Db, now: number): Promise<void> {
  await db
    .insertInto('store_meta')
    .values({ name: 'last-probe', value: String(now) })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: String(now) }))
    .execute();
}
