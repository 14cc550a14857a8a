import { perDatabase } from './per-database.ts';
import type { Db } from './store.ts';

const NAME = 'store-id';

// Every answer to a device names it, and only `renewStoreId` changes it.
const keptIds = perDatabase(() => ({ id: undefined as string | undefined }));

/** The identity of this database, minted with `randomId` the first time it is asked for. */
export async function storeId(db: Db, randomId: () => string): Promise<string> {
  const kept = keptIds(db);
  if (kept.id !== undefined) return kept.id;
  const row = await db.selectFrom('store_meta').select('value').where('name', '=', NAME).executeTakeFirst();
  if (row) {
    kept.id = row.value;
    return row.value;
  }
  const value = randomId();
  await db.insertInto('store_meta').values({ name: NAME, value }).execute();
  return value;
}

/** Gives the database another identity: devices then send again what the database may have lost. */
export async function renewStoreId(db: Db, randomId: () => string): Promise<string> {
  await db.deleteFrom('store_meta').where('name', '=', NAME).execute();
  keptIds(db).id = undefined;
  return storeId(db, randomId);
}
