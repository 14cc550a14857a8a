import { readFileSync } from 'node:fs';
import { type ImportedItem, importItem } from '../../src/server/import/qti/import-item.ts';
import { ImportRefused } from '../../src/server/import/qti/import-refused.ts';
import { decodeXml } from '../../src/server/import/qti/xml/decode-xml.ts';
import type { AuthoredItem } from '../../src/shared/contract/exam.ts';
import { PICTURE } from '../server/device/school.ts';
import { corpusItems, corpusPath } from './corpus.ts';

/** The text of every item file that is imported, by its path in the corpus. */
export const importedTexts = (): Array<{ path: string; xml: string }> =>
  corpusItems().flatMap((path) => {
    try {
      const xml = decodeXml(readFileSync(corpusPath(path)));
      importItem(xml);
      return [{ path, xml }];
    } catch (error) {
      if (error instanceof ImportRefused) return [];
      throw error;
    }
  });

/** An item with a file for everything that it shows, each of its own bytes: a picture with words behind its end. */
export function withFiles({ item, files }: ImportedItem, wordsOf: (name: string) => string): AuthoredItem {
  const names = [...files.map(({ name }) => name), 'there-is-no-picture'];
  const media = names.map((name) => ({
    name,
    type: 'image/gif',
    data: Buffer.concat([Buffer.from(PICTURE, 'base64'), Buffer.from(wordsOf(name))]).toString('base64'),
  }));
  return { ...item, media };
}
