import { z } from 'zod/mini';
import type { SatchelDatabase } from './database.ts';
import { randomId } from './random-id.ts';
import type { RunRow } from './rows.ts';

const text = z.nullable(z.string());
const openAttempt = z.object({
  partition: z.string(),
  run: z.string(),
  sessionId: z.string(),
  package: z.string(),
  itemId: z.string(),
});
const wrongTickets = z.object({ count: z.int(), at: z.number() });

/** The id of this device, minted once for the life of its database. */
export const readDeviceId = (db: SatchelDatabase): Promise<string> =>
  db.transaction('rw', db.meta, async () => {
    const stored = z.string().safeParse((await db.meta.get('device-id'))?.value);
    if (stored.success) return stored.data;
    const id = randomId();
    await db.meta.put({ name: 'device-id', value: id });
    return id;
  });

async function readMeta<T>(
  db: SatchelDatabase,
  name: 'signed-in' | 'open' | 'school' | 'wrong-tickets',
  as: z.ZodMiniType<T>,
) {
  const parsed = as.safeParse((await db.meta.get(name))?.value);
  return parsed.success ? parsed.data : null;
}

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

/** Who is signed in from now on, and the school that the sign-in screen names. Null signs out. */
export const writeSignedIn = (
  db: SatchelDatabase,
  signedIn: { partition: string; school: string } | null,
): Promise<void> =>
  db.transaction('rw', db.meta, async () => {
    await db.meta.put({ name: 'signed-in', value: signedIn?.partition ?? null });
    await db.meta.put({ name: 'open', value: null });
    if (signedIn !== null) await db.meta.put({ name: 'school', value: signedIn.school });
  });
