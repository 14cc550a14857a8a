import type { StudentItem } from '../../shared/contract/student/item.ts';
import type { SatchelDatabase } from './database.ts';
import { readPackage } from './read-row.ts';
import type { RunRow } from './rows.ts';
import { unsealItem } from './unseal-item.ts';
import { unsealMedia } from './unseal-media.ts';

type AnsweredOn = Pick<RunRow, 'package' | 'contentKey'>;

/** Opens one item of a package on this device. @throws when it is not there or does not open */
export async function readItem(db: SatchelDatabase, on: AnsweredOn, itemId: string): Promise<StudentItem> {
  const [sealed, item] = await Promise.all([db.packages.get(on.package), db.items.get([on.package, itemId])]);
  if (item === undefined) throw new Error('this item is not on this device');
  return await unsealItem(on.contentKey, readPackage(sealed), itemId, item.sealed);
}

/** Opens one media file. @throws when it is not there or does not open */
export async function readMedia(
  db: SatchelDatabase,
  on: AnsweredOn,
  file: StudentItem['media'][number],
): Promise<Blob> {
  const row = await db.media.get(file.hash);
  if (row === undefined) throw new Error('this file is not on this device');
  return await unsealMedia(on.contentKey, file, row.sealed);
}
