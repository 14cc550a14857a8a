import { z } from 'zod/mini';
import { counter } from '../../shared/contract/ids.ts';
import type { SatchelDatabase } from './database.ts';
import { randomId } from './random-id.ts';
import type { MetaRow, RunRow } from './rows.ts';

const text = z.nullable(z.string());
const openAttempt = z.object({
  partition: z.string(),
  run: z.string(),
  sessionId: z.string(),
  package: z.string(),
  itemId: z.string(),
});
const lost = z.object({ isSeen: z.boolean() });
const wrongTickets = z.object({ count: z.int(), at: z.number() });

/** The id of this device, minted once, and taken on by the next database when this one is lost. */
export const readDeviceId = (db: SatchelDatabase): Promise<string> =>
  db.transaction('rw', db.meta, async () => {
    const stored = z.string().safeParse((await db.meta.get('device-id'))?.value);
    if (stored.success) return stored.data;
    const id = randomId();
    await db.meta.put({ name: 'device-id', value: id });
    return id;
  });

async function readMeta<T>(db: SatchelDatabase, name: Exclude<MetaRow['name'], 'device-id'>, as: z.ZodMiniType<T>) {
  const parsed = as.safeParse((await db.meta.get(name))?.value);
  return parsed.success ? parsed.data : null;
}

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

/** The partition of the student who is signed in. */
export const readSignedIn = (db: SatchelDatabase) => readMeta(db, 'signed-in', text);
export const readSchool = (db: SatchelDatabase) => readMeta(db, 'school', text);
export const readWrongTickets = async (db: SatchelDatabase) =>
  (await readMeta(db, 'wrong-tickets', wrongTickets)) ?? { count: 0, at: 0 };

/** The attempt that the early reader shows at the next start. */
export const readOpen = (db: SatchelDatabase) => readMeta(db, 'open', openAttempt);

/** @param itemId where the student is */
export const writeOpen = async (db: SatchelDatabase, run: RunRow, itemId: string): Promise<void> => {
  await db.meta.put({ name: 'open', value: openRow(run, itemId) });
};

export const writeNothingOpen = async (db: SatchelDatabase): Promise<void> => {
  await db.meta.put({ name: 'open', value: null });
};

/** Names every row that the early reader needs, so that it asks for all of them at once. */
export const openRow = (
  { partition, run, sessionId, package: hash }: RunRow,
  itemId: string,
): z.infer<typeof openAttempt> => ({ partition, run, sessionId, package: hash, itemId });

export const writeWrongTickets = async (db: SatchelDatabase, tickets: z.infer<typeof wrongTickets>): Promise<void> => {
  await db.meta.put({ name: 'wrong-tickets', value: tickets });
};

/** Who is signed in from now on, and the school that the sign-in screen names. Their own open test stays open. */
export const writeSignedIn = (db: SatchelDatabase, { partition, school }: { partition: string; school: string }) =>
  db.transaction('rw', db.meta, async () => {
    const open = await readOpen(db);
    await db.meta.bulkPut([
      { name: 'signed-in', value: partition },
      { name: 'open', value: open?.partition === partition ? open : null },
      { name: 'school', value: school },
    ]);
  });

/** Nobody is signed in. @param keepOpen the open test waits for its student to come back */
export const writeSignedOut = (db: SatchelDatabase, { keepOpen }: { keepOpen: boolean }): Promise<void> =>
  db.transaction('rw', db.meta, async () => {
    await db.meta.put({ name: 'signed-in', value: null });
    if (!keepOpen) await writeNothingOpen(db);
  });

/** When the student last did something, milliseconds since 1970, device clock; null when that is not known. */
export const readActive = (db: SatchelDatabase) => readMeta(db, 'active', z.number());
export const writeActive = async (db: SatchelDatabase, at: number): Promise<void> => {
  await db.meta.put({ name: 'active', value: at });
};
