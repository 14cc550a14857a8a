import type { ImportedItem } from '../qti/import-item.ts';
import { ImportRefused } from '../qti/import-refused.ts';
import { type ImportNote, Notes } from '../qti/notes.ts';
import type { XmlElement } from '../qti/xml/element.ts';
import { readInterop } from './interop.ts';
import { readQti1Item } from './read-item.ts';

export interface ImportedInterop {
  items: ImportedItem[];
  /** Why each of the others is none. */
  refused: ImportRefused[];
  /** Of the file as a whole. */
  notes: ImportNote[];
}

export const isInterop = ({ name }: XmlElement): boolean => name === 'questestinterop';

/** Reads a file of QTI 1.2 that stands alone. @throws ImportRefused when it holds no item */
export function importInterop(root: XmlElement): ImportedInterop {
  const notes = new Notes();
  const items: ImportedItem[] = [];
  const refused: ImportRefused[] = [];
  for (const element of readInterop(root, notes).items) {
    try {
      items.push(readQti1Item(element));
    } catch (error) {
      if (!(error instanceof ImportRefused)) throw error;
      refused.push(error);
    }
  }
  return { items, refused, notes: notes.list };
}
