import type { Entry } from 'yauzl';
import { sizeWords } from '../../../size-words.ts';
import { LIMITS } from '../limits.ts';
import { refusePackage } from '../package-refused.ts';

const LOCAL_HEADER_BYTES = 30;
const UNIX = 3;
const FILE_TYPE = 0o170000;
const LINK = 0o120000;

/**
 * Refuses an archive that nobody could unpack safely, by what its directory says of it. One that is refused for an entry is
 * refused whole: no tool writes such a thing, so that the rest of it is nothing to be trusted either.
 */
export class EntryChecks {
  readonly #seen = new Set<string>();
  readonly #places: Array<{ start: number; end: number; path: string }> = [];
  #inflated = 0;

  /** @throws PackageRefused */
  check(entry: Entry): void {
    const { fileName: path, compressedSize, uncompressedSize, relativeOffsetOfLocalHeader: start } = entry;
    const shown = path.slice(0, 200);
    if (this.#places.length >= LIMITS.entries) refusePackage('', `has more than ${LIMITS.entries} entries`);
    if (path.length > LIMITS.nameLength || /\p{Cc}/u.test(path))
      refusePackage('', `has an entry of the name "${shown}"`);
    if (isLink(entry)) refusePackage(shown, 'is a link, which is not followed');
    const name = path.normalize('NFC');
    if (this.#seen.has(name)) refusePackage(shown, 'is in the package twice');
    this.#seen.add(name);
    this.#inflated += uncompressedSize;
    if (this.#inflated > LIMITS.inflatedBytes) {
      refusePackage('', `has more than ${sizeWords(LIMITS.inflatedBytes)} once it is inflated`);
    }
    if (uncompressedSize > LIMITS.ratioFrom && uncompressedSize > compressedSize * LIMITS.ratio) {
      refusePackage(shown, `is compressed to less than 1 in ${LIMITS.ratio}, as no picture or text is`);
    }
    const end = start + LOCAL_HEADER_BYTES + entry.fileNameLength + compressedSize;
    this.#places.push({ start, end, path: shown });
  }

  /** Files that share their bytes make a small archive a large one, whatever each of them says. @throws PackageRefused */
  finish(): void {
    const places = this.#places.sort((a, b) => a.start - b.start);
    for (const [at, { start, path }] of places.entries()) {
      const before = places[at - 1];
      if (before && start < before.end) refusePackage(path, `lies over the bytes of ${before.path}`);
    }
  }
}

function isLink({ versionMadeBy, externalFileAttributes }: Entry): boolean {
  // Made on a system whose attributes are no modes (DOS is 0), the upper half is empty.
  const made = versionMadeBy >>> 8;
  return (made === UNIX || made === 19) && ((externalFileAttributes >>> 16) & FILE_TYPE) === LINK;
}
