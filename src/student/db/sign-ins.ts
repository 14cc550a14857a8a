import { z } from 'zod/mini';
import type { SatchelDatabase } from './database.ts';
import { readMeta, readOpen } from './meta.ts';
import { NONE_WRONG, type WrongTries } from './wrong-tries.ts';

const wrongTickets = z.object({ count: z.int(), at: z.number() });

/** The school that the sign-in screen names. */
export const readSchool = (db: SatchelDatabase) => readMeta(db, 'school', z.nullable(z.string()));
export const readWrongTickets = async (db: SatchelDatabase): Promise<WrongTries> =>
  (await readMeta(db, 'wrong-tickets', wrongTickets)) ?? NONE_WRONG;

export const writeWrongTickets = async (db: SatchelDatabase, tickets: WrongTries): Promise<void> => {
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
