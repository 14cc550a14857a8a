import { z } from 'zod/mini';
import type { SatchelDatabase } from './database.ts';
import type { MetaRow, RunRow } from './rows.ts';

const text = z.nullable(z.string());
const openAttempt = z.object({
  partition: z.string(),
  run: z.string(),
  sessionId: z.string(),
  package: z.string(),
  itemId: z.string(),
});
/** Null when there is none, or none that this version can read. */
export async function readMeta<T>(
  db: SatchelDatabase,
  name: Exclude<MetaRow['name'], 'device-id'>,
  as: z.ZodMiniType<T>,
): Promise<T | null> {
  const parsed = as.safeParse((await db.meta.get(name))?.value);
  return parsed.success ? parsed.data : null;
}

/** The partition of the student who is signed in. */
export const readSignedIn = (db: SatchelDatabase) => readMeta(db, 'signed-in', text);

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
