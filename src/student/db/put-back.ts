import type { SatchelDatabase } from './database.ts';
import { type Identity, readIdentity, writeIdentity, writeLost } from './identity.ts';
import type { OutboxRow } from './rows.ts';

/** Which database was here last, noted outside of IndexedDB once there was something in it. */
export type Marker = Identity;

/**
 * Compares the database with what is noted outside of it, and puts back what it does not know. One transaction: a device that
 * dies in between starts over.
 *
 *  1. Nothing that is here is changed: a copy whose run or row is here is older than that, or the same.
 *  2. A new database takes on the name of the one before, because it is the same device to the server, and a later life,
 *     because its answers are the later ones.
 *
 * @returns whether a database was lost, found out now
 */
export const putBack = (
  db: SatchelDatabase,
  { marker, copies }: { marker: Marker | null; copies: readonly OutboxRow[] },
): Promise<boolean> =>
  db.transaction('rw', [db.meta, db.runs, db.outbox], async () => {
    let isNew = false;
    for (const row of copies) isNew = (await add(db, row)) || isNew;
    const known = await readIdentity(db);
    const isLost = known === null && (marker !== null || isNew);
    if (isLost) await writeLost(db, { isSeen: false });
    if (known === null && marker !== null) {
      await writeIdentity(db, { ...marker, life: marker.life + 1 });
    } else if (known?.deviceId === marker?.deviceId && known !== null && marker !== null && known.life < marker.life) {
      await outlive(db, { ...marker, life: marker.life + 1 });
    }
    return isLost;
  });

async function add(db: SatchelDatabase, row: OutboxRow): Promise<boolean> {
  if ((await db.outbox.get([row.run, row.writer])) !== undefined) return false;
  if ((await db.runs.get(row.run))?.writer === row.writer) return false;
  await db.outbox.add({ ...row, sent: false, problem: null });
  return true;
}

/** An older database is back in the place of the one that followed it: what is answered from now on is the latest. */
async function outlive(db: SatchelDatabase, identity: Identity): Promise<void> {
  await writeIdentity(db, identity);
  await db.runs.toCollection().modify({ order: { life: identity.life } });
}
