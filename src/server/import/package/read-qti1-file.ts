import { posix } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { localPath } from '../qti/body/file-names.ts';
import { ImportRefused } from '../qti/import-refused.ts';
import { text } from '../qti/xml/attributes.ts';
import { type Interop, readInterop } from '../qti1/interop.ts';
import { readQti1Item } from '../qti1/read-item.ts';
import type { PackageSources } from './package-sources.ts';
import { finishItem, type ItemPlace, type PackageItem } from './read-package-item.ts';

export type Quiz = Pick<Interop, 'title' | 'ident'>;

/** An item of a file of QTI 1, or why it is none. */
export type Qti1Entry = { ident: string } & ({ item: PackageItem } | { refused: ImportRefused });

/**
 * Reads a file of QTI 1.2, with all of its items; each stands or falls alone.
 * @param named told what its assessment is called
 * @throws ImportRefused when it holds no item
 */
export async function* readQti1File(
  path: string,
  place: Pick<ItemPlace, 'objectives' | 'freeId'>,
  { sources, named }: { sources: PackageSources; named: (quiz: Quiz) => void },
): AsyncGenerator<Qti1Entry> {
  const { title, ident: quiz, items } = readInterop(await sources.xml(path), sources.report.notesOf(path));
  named({ title, ident: quiz });
  const locate = (address: string) => locateFile(address, posix.dirname(path), sources);
  for (const element of items) {
    // Thousands of items in one file would else be read in one turn, in which nobody's answer is taken.
    await setImmediate();
    const ident = text(element, 'ident')?.trim() || `line ${element.line}`;
    try {
      const read = await sources.withMedia(() => readQti1Item(element, { files: sources.namesFor(''), locate }));
      yield { ident, item: await finishItem(read, place, sources) };
    } catch (error) {
      if (!(error instanceof ImportRefused)) throw error;
      yield { ident, refused: error.line === null ? new ImportRefused(error.message, element.line) : error };
    }
  }
}

/** What Common Cartridge, and tools that never read it, write for "the folder of the files". */
const FILE_BASE = /^(\$|%24)IMS[-_]CC[-_]FILE[-_]?BASE(\$|%24)\/?/i;

/**
 * Where a file is that an item of QTI 1 shows, as an address from the root of the package: beside its own file, at the root, in
 * the folder that Canvas has for such files, or else wherever one file alone has this path at its end.
 */
function locateFile(address: string, folder: string, { archive }: PackageSources): string {
  const path = localPath(address.replace(FILE_BASE, ''));
  if (path === null) return address;
  const places = [posix.join(folder, path), path, posix.join('web_resources', path)];
  const there = places.map((place) => archive.find(place)).find((found) => found !== undefined);
  const found = there ?? archive.findEnding(path) ?? posix.join(folder, path);
  return found.split('/').map(encodeURIComponent).join('/');
}
