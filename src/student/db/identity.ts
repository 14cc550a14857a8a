import { z } from 'zod/mini';
import { counter } from '../../shared/contract/ids.ts';
import type { SatchelDatabase } from './database.ts';
import { readMeta } from './meta.ts';
import { randomId } from './random-id.ts';

const lost = z.object({ isSeen: z.boolean() });

/** The id of this device, minted once, and taken on by the next database when this one is lost. */
export const readDeviceId = (db: SatchelDatabase): Promise<string> =>
  db.transaction('rw', db.meta, async () => {
    const stored = z.string().safeParse((await db.meta.get('device-id'))?.value);
    if (stored.success) return stored.data;
    const id = randomId();
    await db.meta.put({ name: 'device-id', value: id });
    return id;
  });

export interface Identity {
  deviceId: string;
  /** How many databases this device lost before this one. */
  life: number;
}

/** Null while the database is new: nobody tried to sign in yet. */
export async function readIdentity(db: SatchelDatabase): Promise<Identity | null> {
  const deviceId = z.string().safeParse((await db.meta.get('device-id'))?.value);
  return deviceId.success ? { deviceId: deviceId.data, life: await readLife(db) } : null;
}

export const readLife = async (db: SatchelDatabase): Promise<number> => (await readMeta(db, 'life', counter)) ?? 0;

export const writeIdentity = async (db: SatchelDatabase, { deviceId, life }: Identity): Promise<void> => {
  await db.meta.bulkPut([
    { name: 'device-id', value: deviceId },
    { name: 'life', value: life },
  ]);
};

/** What there was before this database was lost; null when it was not. */
export const readLost = (db: SatchelDatabase) => readMeta(db, 'lost', lost);
export const writeLost = async (db: SatchelDatabase, value: z.infer<typeof lost>): Promise<void> => {
  await db.meta.put({ name: 'lost', value });
};
