import { readFileSync } from 'node:fs';
import { importItem } from '../../src/server/import/qti/import-item.ts';
import { ImportRefused } from '../../src/server/import/qti/import-refused.ts';
import { decodeXml } from '../../src/server/import/qti/xml/decode-xml.ts';
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
