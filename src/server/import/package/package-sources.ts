import { posix } from 'node:path';
import { sizeWords } from '../../size-words.ts';
import { FileNames, type ItemFile, NamesByPath } from '../qti/body/file-names.ts';
import { ImportRefused } from '../qti/import-refused.ts';
import type { StyleOf } from '../qti/item-context.ts';
import type { Notes } from '../qti/notes.ts';
import { decodeXml } from '../qti/xml/decode-xml.ts';
import { elements, type XmlElement } from '../qti/xml/element.ts';
import { parseXml } from '../qti/xml/parse-xml.ts';
import { LIMITS } from './limits.ts';
import { PackageMedia } from './media/package-media.ts';
import { reference } from './read-test.ts';
import type { Report } from './report.ts';
import { allStyles, readStylesheet } from './stylesheet.ts';
import type { Archive } from './zip/archive.ts';

/** Stylesheets of one item. */
const MAX_SHEETS = 10;

/** The files of one package as its items need them: within its bounds, and each read once. */
export class PackageSources {
  readonly archive: Archive;
  readonly report: Report;
  readonly media: PackageMedia;
  readonly #names = new NamesByPath();
  readonly #styles = new Map<string, Promise<StyleOf | string>>();
  #xmlBytes = 0;

  constructor(archive: Archive, report: Report) {
    this.archive = archive;
    this.report = report;
    this.media = new PackageMedia(archive);
  }

  /** @throws ImportRefused when it is not there, or cannot be read */
  async text(path: string, maxBytes: number = LIMITS.itemBytes): Promise<string> {
    const found = this.archive.find(path);
    if (found === undefined) {
      throw new ImportRefused(path.startsWith('../') ? 'lies outside of the package' : 'is not in the package');
    }
    this.#count(found);
    return decodeXml(await this.archive.read(found, maxBytes));
  }

  /** What is made of a text is held until the package is stored. @throws ImportRefused */
  #count(path: string): void {
    this.#xmlBytes += this.archive.bytes(path);
    if (this.#xmlBytes > LIMITS.xmlBytes) {
      throw new ImportRefused(`is beyond the ${sizeWords(LIMITS.xmlBytes)} of XML that are read of one package`);
    }
  }

  /** @throws ImportRefused with the line */
  async xml(path: string, maxBytes?: number): Promise<XmlElement> {
    return parseXml(await this.text(path, maxBytes));
  }

  /** The files that something says whose addresses are relative to `file`. */
  namesFor(file: string): FileNames {
    const { whyNot, inline } = this.media;
    return new FileNames({ names: this.#names, folder: posix.dirname(file), whyNot, inline });
  }

  /** What the stylesheets of an item or a passage say. */
  async stylesOf(root: XmlElement, file: string, notes: Notes): Promise<StyleOf> {
    const sheets = new Map<string, StyleOf>();
    for (const element of elements(root, 'stylesheet')) {
      const { path, href } = reference(element, file);
      if (path !== null && sheets.has(path)) continue;
      if (sheets.size >= MAX_SHEETS) {
        notes.simplified(element, `more than ${MAX_SHEETS} stylesheets are not read`);
        break;
      }
      const sheet = path === null ? `"${href.slice(0, 80)}" is no file of the package` : await this.#sheet(path);
      if (path === null || typeof sheet === 'string') notes.simplified(element, String(sheet));
      else {
        sheets.set(path, sheet);
        notes.simplified(element, 'of a stylesheet only emphasis and alignment are kept');
      }
    }
    return allStyles([...sheets.values()]);
  }

  #sheet(path: string): Promise<StyleOf | string> {
    const known = this.#styles.get(path) ?? this.#readSheet(path);
    this.#styles.set(path, known);
    return known;
  }

  async #readSheet(path: string): Promise<StyleOf | string> {
    try {
      const found = this.archive.find(path);
      if (found === undefined) return `the stylesheet ${path} is not in the package`;
      this.#count(found);
      return readStylesheet((await this.archive.read(found, LIMITS.stylesheetBytes)).toString('utf8'));
    } catch (error) {
      if (!(error instanceof ImportRefused)) throw error;
      return `the stylesheet ${path} ${error.message}`;
    }
  }

  /**
   * Reads something that shows files. A file that turns out to be none of those that can be shown is known by then, so that
   * the next reading leaves it out and says why.
   */
  async withMedia<T extends { files: readonly ItemFile[] }>(read: () => T): Promise<T> {
    for (;;) {
      const result = read();
      let whole = true;
      for (const { href, kind } of result.files) {
        if (!(await this.media.find(href, kind))) whole = false;
      }
      if (whole) return result;
    }
  }
}
