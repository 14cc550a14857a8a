import { posix } from 'node:path';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { sizeWords } from '../../../size-words.ts';
import { ImportRefused } from '../../qti/import-refused.ts';
import { PackageRefused, refusePackage } from '../package-refused.ts';
import { EntryChecks } from './check-entries.ts';

/** What file managers leave in an archive. */
const NOT_CONTENT = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)/;

/** Files of one name, in as many folders, that are looked through. */
const MOST_OF_A_NAME = 200;

/**
 * The files of a zip archive, found by its central directory and read when they are asked for. Nothing is ever unpacked to
 * a path, and an archive within it is a file like any other.
 */
export class Archive {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #alike: ReadonlyMap<string, string[]>;
  readonly #byName: ReadonlyMap<string, string[]>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
    this.#alike = grouped(entries.keys(), likeness);
    this.#byName = grouped(entries.keys(), (path) => posix.basename(path));
  }

  /**
   * @param file on disk
   * @throws PackageRefused for what is no archive, is not whole, or is beyond a limit
   */
  static async open(file: string): Promise<Archive> {
    const zip = await openPromise(file, { autoClose: false }).catch(notReadable);
    try {
      const checks = new EntryChecks();
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) {
        checks.check(entry);
        if (!entry.fileName.endsWith('/') && !NOT_CONTENT.test(entry.fileName)) entries.set(entry.fileName, entry);
      }
      checks.finish();
      return new Archive(zip, entries);
    } catch (error) {
      zip.close();
      return notReadable(error);
    }
  }

  /** Of every file, in the order of the archive. */
  get paths(): string[] {
    return [...this.#entries.keys()];
  }

  /** The path in the archive that a reference means. Authors write names on systems that tell `A` from `a` less well. */
  find(path: string): string | undefined {
    if (this.#entries.has(path)) return path;
    const alike = this.#alike.get(likeness(path)) ?? [];
    return alike.length === 1 ? alike[0] : undefined;
  }

  /** The one path that ends so, below whatever folder; undefined where there are several, or so many that one would not know. */
  findEnding(path: string): string | undefined {
    const named = this.#byName.get(posix.basename(path)) ?? [];
    const ending = named.length > MOST_OF_A_NAME ? [] : named.filter((one) => one.endsWith(`/${path}`));
    return ending.length === 1 ? ending[0] : undefined;
  }

  /** The files below a folder, by their paths from there. Closing the one closes the other. */
  within(folder: string): Archive {
    if (folder === '') return this;
    const below = [...this.#entries].filter(([path]) => path.startsWith(`${folder}/`));
    return new Archive(this.#zip, new Map(below.map(([path, entry]) => [path.slice(folder.length + 1), entry])));
  }

  /** Once inflated; what is read has this many. */
  bytes(path: string): number {
    return this.#entry(path).uncompressedSize;
  }

  /** @throws ImportRefused when it cannot be read whole */
  async read(path: string, maxBytes: number): Promise<Buffer> {
    if (this.bytes(path) > maxBytes) throw new ImportRefused(`is larger than ${sizeWords(maxBytes)}`);
    const chunks: Buffer[] = [];
    for await (const chunk of this.chunks(path)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /**
   * The bytes of a file in pieces as they come, none of them held.
   * @throws ImportRefused when it is encrypted, or not what the archive says it is
   */
  async *chunks(path: string): AsyncGenerator<Buffer> {
    const entry = this.#entry(path);
    if (entry.isEncrypted()) throw new ImportRefused('is encrypted');
    if (!entry.canDecodeFileData()) throw new ImportRefused('is compressed in a way that is not read here');
    let sum = 0;
    try {
      const stream = await this.#zip.openReadStreamPromise(entry);
      for await (const chunk of stream) {
        if (!Buffer.isBuffer(chunk)) continue;
        sum = crc32(chunk, sum);
        yield chunk;
      }
    } catch (error) {
      if (error instanceof ImportRefused) throw error;
      throw new ImportRefused(`is damaged in the archive: ${messageOf(error)}`);
    }
    if (sum !== entry.crc32) throw new ImportRefused('is damaged in the archive: its checksum differs');
  }

  close(): void {
    this.#zip.close();
  }

  #entry(path: string): Entry {
    const entry = this.#entries.get(path);
    if (!entry) throw new ImportRefused('is not in the package');
    return entry;
  }
}

/** What two names have in common that a person would call the same. Some tools write a name as an address has it. */
const likeness = (path: string) => decoded(path).replace(/^\/+/, '').normalize('NFC').toLowerCase();

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function grouped(paths: Iterable<string>, keyOf: (path: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const key = keyOf(path);
    const known = groups.get(key);
    if (known) known.push(path);
    else groups.set(key, [path]);
  }
  return groups;
}

/** Of this program's own making are `PackageRefused` and what the disk says; the rest is about the archive. */
function notReadable(error: unknown): never {
  if (error instanceof PackageRefused || !(error instanceof Error) || 'code' in error) throw error;
  refusePackage('', `is no zip archive that can be read: ${error.message}`);
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
