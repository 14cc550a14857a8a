import { type Preflight, preflight } from '../../shared/contract/preflight.ts';
import type { SatchelDatabase } from './database.ts';
import { readMeta } from './meta.ts';

/** What the last "Check this device" found; null when it was never made. It goes with every report. */
export const readPreflight = (db: SatchelDatabase): Promise<Preflight | null> => readMeta(db, 'preflight', preflight);

export const writePreflight = async (db: SatchelDatabase, value: Preflight): Promise<void> => {
  await db.meta.put({ name: 'preflight', value });
};
