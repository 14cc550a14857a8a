import type { AuthoredItem } from '../../../shared/contract/exam.ts';
import type { FileNames, ItemFile } from '../qti/body/file-names.ts';
import { toHtml } from '../qti/body/to-html.ts';
import { ImportRefused } from '../qti/import-refused.ts';
import type { ItemContext, StyleOf } from '../qti/item-context.ts';
import { Notes } from '../qti/notes.ts';
import { safeId } from '../qti/safe-id.ts';
import { text } from '../qti/xml/attributes.ts';
import { child, type XmlElement } from '../qti/xml/element.ts';
import { readHtmlFile } from './html-file.ts';
import type { PackageSources } from './package-sources.ts';
import type { SectionText } from './read-test.ts';

type Stimulus = NonNullable<AuthoredItem['stimulus']>;

export interface Passage {
  id: string;
  title: string;
  html: string;
  files: ItemFile[];
}

/** Text that items share: passages in files of their own, and what a section says to all of its items. */
export class Passages {
  readonly #sources: PackageSources;
  readonly #files = new Map<string, Promise<Passage | string>>();
  readonly #pages = new Map<string, Promise<Passage | string>>();
  readonly #sections = new Map<XmlElement, Promise<Passage>>();
  /** By id: an id means one text in the whole exam. */
  readonly #texts = new Map<string, string>();

  constructor(sources: PackageSources) {
    this.#sources = sources;
  }

  /** @returns the passage of a file, or why there is none */
  ofFile(path: string, title: string): Promise<Passage | string> {
    const known = this.#files.get(path) ?? this.#readFile(path, title);
    this.#files.set(path, known);
    return known;
  }

  /** A page, or a piece of XML, that stands in the middle of an item. @returns it, or why there is none */
  ofPage(path: string): Promise<Passage | string> {
    const known = this.#pages.get(path) ?? this.#readPage(path);
    this.#pages.set(path, known);
    return known;
  }

  ofSection(section: SectionText): Promise<Passage> {
    const known = this.#sections.get(section.element) ?? this.#readSection(section);
    this.#sections.set(section.element, known);
    return known;
  }

  /** One stimulus of all that stands beside an item: there is one place for it. */
  join(passages: readonly Passage[]): Stimulus | undefined {
    const [first] = passages;
    if (!first) return undefined;
    const body = passages.length === 1 ? first.html : passages.map(({ html }) => `<div>${html}</div>`).join('');
    const title = passages.find((passage) => passage.title !== '')?.title;
    return {
      id: this.#freeId(safeId(passages.map(({ id }) => id).join('.')), JSON.stringify([title, body])),
      ...(title !== undefined && { title }),
      body,
    };
  }

  #freeId(id: string, content: string): string {
    for (let count = 1; ; count++) {
      const free = count === 1 ? id : safeId(`${id}-${count}`);
      const known = this.#texts.get(free);
      if (known !== undefined && known !== content) continue;
      this.#texts.set(free, content);
      return free;
    }
  }

  async #readFile(path: string, title: string): Promise<Passage | string> {
    try {
      const root = await this.#sources.xml(path);
      const body = root.name === 'assessmentStimulus' ? child(root, 'stimulusBody') : undefined;
      if (!body) throw new ImportRefused('is no assessmentStimulus with a stimulusBody', root.line);
      const styles = await this.#sources.stylesOf(root, path, this.#sources.report.notesOf(path));
      const id = text(root, 'identifier')?.trim() || path;
      return await this.#passage(body, path, { id, title: text(root, 'title')?.trim() || title, styles });
    } catch (error) {
      if (!(error instanceof ImportRefused)) throw error;
      this.#sources.report.add({ file: path, line: error.line, outcome: 'refused', reason: error.message });
      return `the passage ${path} ${error.message}`;
    }
  }

  async #readPage(path: string): Promise<Passage | string> {
    try {
      const said = { id: path, title: '' };
      if (/\.xml$/i.test(path)) {
        const root = await this.#sources.xml(path);
        return await this.#passage({ ...root, children: [root] }, path, { ...said, styles: () => [] });
      }
      const page = await this.#sources.text(path);
      const { html, files, notes } = await this.#sources.withMedia(() => {
        const told = new Notes();
        const names = this.#sources.namesFor(path);
        return { html: readHtmlFile(page, names, told), files: names.list, notes: told.list };
      });
      this.#sources.report.addNotes(path, notes);
      return { ...said, html, files };
    } catch (error) {
      if (!(error instanceof ImportRefused)) throw error;
      return `the text ${path} ${error.message}`;
    }
  }

  #readSection({ id, title, element, file }: SectionText): Promise<Passage> {
    return this.#passage(element, file, { id, title, styles: () => [] });
  }

  async #passage(
    body: XmlElement,
    file: string,
    { id, title, styles }: { id: string; title: string; styles: StyleOf },
  ): Promise<Passage> {
    const { html, files, notes } = await this.#sources.withMedia(() => {
      const said = new Notes();
      const names = this.#sources.namesFor(file);
      const text = toHtml(body.children, contextOf(names, styles, said)).trim();
      return { html: text, files: names.list, notes: said.list };
    });
    this.#sources.report.addNotes(file, notes);
    return { id, title, html, files };
  }
}

/** A passage asks nothing. */
const contextOf = (files: FileNames, styles: StyleOf, notes: Notes): ItemContext => ({
  notes,
  files,
  styles,
  responses: new Map(),
  questions: [],
  rubrics: [],
  notShown: null,
});
