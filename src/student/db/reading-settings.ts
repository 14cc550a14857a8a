import { z } from 'zod/mini';
import type { SatchelDatabase } from './database.ts';

/** Each field by itself: what this version does not know of one counts as if it had never been chosen. */
const fields = {
  /** Null: as the device has it. */
  language: z.nullable(z.enum(['en', 'es', 'fr', 'ar'])),
  /** `arab`: ٠١٢٣, in Arabic. */
  digits: z.enum(['latn', 'arab']),
  /** Null: as the device has it. */
  theme: z.nullable(z.enum(['light', 'dark', 'contrast', 'yellow'])),
  /** Percent of what the app is drawn at. */
  size: z.enum(['100', '125', '150', '200', '300', '400']),
  spacing: z.enum(['normal', 'wide']),
  font: z.enum(['sans', 'serif', 'legible']),
};
const loose = z.record(z.string(), z.unknown());
const stored = z.object({
  /** Chosen while nobody was signed in. */
  device: z.optional(loose),
  /** The latest change last. */
  students: z.array(z.tuple([z.string(), loose])),
});

/** How somebody reads best, as far as it was chosen. */
export type StoredSettings = { [Name in keyof typeof fields]?: z.infer<(typeof fields)[Name]> };

/** Students that a device remembers; who has not changed anything for the longest is forgotten first. */
const REMEMBERED = 60;

async function readStored(db: SatchelDatabase): Promise<z.infer<typeof stored>> {
  const parsed = stored.safeParse((await db.meta.get('settings'))?.value);
  return parsed.success ? parsed.data : { students: [] };
}

const chosenBy = ({ device = {}, students }: z.infer<typeof stored>, partition: string | null) =>
  students.find(([of]) => of === partition)?.[1] ?? device;

/**
 * What a student chose; for one who never did, and for nobody, what was chosen on the sign-in screen.
 *
 * @param partition null while nobody is signed in
 */
export async function readSettings(db: SatchelDatabase, partition: string | null): Promise<StoredSettings> {
  const chosen = chosenBy(await readStored(db), partition);
  const known: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const parsed = field.safeParse(chosen[name]);
    if (parsed.success) known[name] = parsed.data;
  }
  return known;
}

/**
 * @param partition null while nobody is signed in
 * @param part is laid over what was chosen before in the transaction that keeps it: of two choices at once, in one tab or in two,
 *   neither takes the other back
 */
export const writeSettings = (db: SatchelDatabase, partition: string | null, part: StoredSettings): Promise<void> =>
  db.transaction('rw', db.meta, async () => {
    const before = await readStored(db);
    const settings = { ...chosenBy(before, partition), ...part };
    const others = before.students.filter(([of]) => of !== partition).slice(1 - REMEMBERED);
    const value =
      partition === null
        ? { ...before, device: settings }
        : { ...before, students: [...others, [partition, settings]] };
    await db.meta.put({ name: 'settings', value });
  });
