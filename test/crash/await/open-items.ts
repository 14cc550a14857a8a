import type { SatchelDatabase } from '../../../src/student/db/database.ts';
import { readItem, readMedia } from '../../../src/student/db/read-item.ts';
import { readPackage, readSession } from '../../../src/student/db/read-row.ts';
import { readyKeys } from '../../../src/student/db/ready-keys.ts';
import { readRuns } from '../../../src/student/db/runs.ts';
import { sha256Hex } from '../../../src/student/db/sha256.ts';

interface Kept {
  package: string;
  contentKey: CryptoKey;
}

/**
 * Opens all that a student could be shown: each item and each picture of every package that a session calls ready or a run is
 * answered on.
 *
 * @returns how many items
 * @throws when one is missing, does not open, or is not what its hash says
 */
export async function openItems(db: SatchelDatabase): Promise<number> {
  const sessions = (await db.sessions.toArray()).map(readSession);
  const kept = new Map<string, Kept>();
  for (const session of sessions) {
    const { readyPackage } = session;
    if (readyPackage !== null) kept.set(readyPackage, { package: readyPackage, ...readyKeys(session) });
  }
  for (const run of await readRuns(db)) kept.set(run.package, run);
  let count = 0;
  for (const { package: hash, contentKey } of kept.values()) {
    const { items } = readPackage(await db.packages.get(hash));
    for (const { id } of items) {
      const item = await readItem(db, { package: hash, contentKey }, id);
      count++;
      for (const file of item.media) await openMedia(db, { package: hash, contentKey }, file);
    }
  }
  return count;
}

async function openMedia(db: SatchelDatabase, on: Kept, file: Parameters<typeof readMedia>[2]): Promise<void> {
  const opened = new Uint8Array(await (await readMedia(db, on, file)).arrayBuffer());
  const sealed = (await db.media.get(file.hash))?.sealed ?? new Uint8Array();
  const isWhole = (await sha256Hex(opened)) === file.contentHash && (await sha256Hex(sealed)) === file.hash;
  if (!isWhole) throw new Error(`the picture ${file.name} is not what its hash says`);
}
