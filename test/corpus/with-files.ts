import type { ImportedItem } from '../../src/server/import/qti/import-item.ts';
import type { AuthoredItem } from '../../src/shared/contract/exam.ts';

/** A picture of one pixel. */
const PICTURE = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** An item with a file for everything that it shows, each of its own bytes: a picture with words behind its end. */
export function withFiles({ item, files }: ImportedItem, wordsOf: (name: string) => string): AuthoredItem {
  const names = [...files.map(({ name }) => name), 'there-is-no-picture'];
  const media = names.map((name) => ({
    name,
    type: 'image/gif',
    data: Buffer.concat([PICTURE, Buffer.from(wordsOf(name))]).toString('base64'),
  }));
  return { ...item, media };
}
