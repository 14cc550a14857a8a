import { posix } from 'node:path';
import type { AuthoredItem, Objective } from '../../../shared/contract/exam.ts';
import { localPath } from '../qti/body/file-names.ts';
import { type ImportedItem, readShownItem, shownItem } from '../qti/import-item.ts';
import { ImportRefused } from '../qti/import-refused.ts';
import { NO_PICTURE } from '../qti/interactions/graphics.ts';
import { Notes } from '../qti/notes.ts';
import { text } from '../qti/xml/attributes.ts';
import { descendants, elements, type XmlElement } from '../qti/xml/element.ts';
import { type CheckedItem, checkItem } from './check-item.ts';
import type { PackageFile } from './media/package-media.ts';
import type { PackageSources } from './package-sources.ts';
import type { Passage, Passages } from './read-passages.ts';
import { reference, type SectionText } from './read-test.ts';

export interface PackageItem extends CheckedItem {
  files: PackageFile[];
  notes: ImportedItem['notes'];
}

/** What an item has from its place in the package. */
export interface ItemPlace {
  texts: readonly SectionText[];
  objectives: readonly Objective[];
  /** An id that no other item of the exam has. */
  freeId(id: string): string;
}

/**
 * Reads the file of an item with all that it shows.
 * @throws ImportRefused when it cannot be an item of an exam
 */
export async function readPackageItem(
  path: string,
  place: ItemPlace,
  { sources, passages }: { sources: PackageSources; passages: Passages },
): Promise<PackageItem> {
  const root = shownItem(await sources.text(path));
  const notes = new Notes();
  const styles = await sources.stylesOf(root, path, notes);
  const found = [];
  for (const section of place.texts) found.push(await passages.ofSection(section));
  for (const element of elements(root, 'assessmentStimulusRef')) {
    const { path: file, href } = reference(element, path);
    const passage =
      file === null
        ? `the passage "${href}" is no file of the package`
        : await passages.ofFile(file, text(element, 'title')?.trim() ?? '');
    if (typeof passage === 'string') notes.skipped(element, passage);
    else found.push(passage);
  }
  const pages = await readPages(root, path, { passages, notes });
  refuseLong([...found, ...pages.values()]);
  const inserted = new Map([...pages].map(([element, { html }]) => [element, html]));
  const imported = await sources.withMedia(() =>
    readShownItem(root, { files: sources.namesFor(path), styles, inserted }),
  );
  const stimulus = passages.join(found);
  const files = [...imported.files, ...[...found, ...pages.values()].flatMap((passage) => passage.files)];
  return finishItem(
    {
      ...imported,
      files,
      notes: [...notes.list, ...imported.notes],
      item: { ...imported.item, ...(stimulus && { stimulus }) },
    },
    place,
    sources,
  );
}

/** Of what an item says that stands in other files; several times what it may say at all. */
const MAX_SHARED_TEXT = 1_000_000;

/** A page of a megabyte, named ten thousand times, would be ten gigabytes before anybody measured it. @throws ImportRefused */
function refuseLong(shared: readonly Passage[]): void {
  const length = shared.reduce((sum, { html }) => sum + html.length, 0);
  if (length > MAX_SHARED_TEXT) throw new ImportRefused(`shows ${length} characters of text out of other files`);
}

/** Text that stands in the middle of an item and in a file of its own: a page as an object, or XML that is included. */
async function readPages(
  root: XmlElement,
  file: string,
  { passages, notes }: { passages: Passages; notes: Notes },
): Promise<Map<XmlElement, Passage>> {
  const pages = new Map<XmlElement, Passage>();
  for (const element of descendants(root, 'object', 'include')) {
    const address = text(element, element.name === 'object' ? 'data' : 'href') ?? '';
    const path = localPath(address);
    if (path === null || (element.name === 'object' && !isPage(element, path))) continue;
    const page = await passages.ofPage(posix.join(posix.dirname(file), path));
    if (typeof page === 'string') notes.skipped(element, page);
    else pages.set(element, page);
  }
  return pages;
}

const isPage = (element: XmlElement, path: string) =>
  /^(text\/html|application\/xhtml\+xml)\b/i.test(text(element, 'type')?.trim() ?? '') || /\.x?html?$/i.test(path);

/** Gives what a reader made of an item its media, its objectives and an id of its own. @throws ImportRefused */
export async function finishItem(
  { item, files, notes }: Pick<ImportedItem, 'item' | 'files' | 'notes'>,
  { objectives, freeId }: Pick<ItemPlace, 'objectives' | 'freeId'>,
  sources: PackageSources,
): Promise<PackageItem> {
  const media = new Map<string, PackageFile>();
  for (const { name, href, kind } of files) {
    const file = await sources.media.find(href, kind);
    if (!file) throw new ImportRefused(sources.media.whyNot(href, kind) ?? `${href} cannot be shown`);
    media.set(name, file);
  }
  const whole: AuthoredItem = {
    ...item,
    media: [...media].map(([name, { type }]): AuthoredItem['media'][number] => ({ name, type, data: '' })),
    alignmentIds: objectives.map(({ id }) => id),
  };
  const checked = checkWhole(whole, objectives, { media, notes });
  const id = freeId(item.id);
  return {
    item: { ...checked.item, id },
    prepared: { student: { ...checked.prepared.student, id }, key: { ...checked.prepared.key, id } },
    files: [...media.values()],
    notes,
  };
}

/** What was left out of an item is mostly why it cannot be put. */
function checkWhole(
  item: AuthoredItem,
  objectives: readonly Objective[],
  { media, notes }: { media: ReadonlyMap<string, PackageFile>; notes: ImportedItem['notes'] },
): CheckedItem {
  try {
    return checkItem(item, objectives, media);
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    const [cause] = notes.filter(({ kind }) => kind === 'skipped');
    if (!cause) throw error;
    const fault = error.message.includes(NO_PICTURE) ? 'cannot be asked without its picture' : error.message;
    throw new ImportRefused(`${fault}: ${cause.reason}`, cause.line);
  }
}
