import { SaxesParser, type SaxesTagNS } from 'saxes';
import { ImportRefused } from '../import-refused.ts';
import type { XmlElement } from './element.ts';
import { attributeName, elementName, isQti3Name } from './qti-names.ts';

/** What walks the tree does so by recursion. */
export const MAX_XML_DEPTH = 150;
/** Elements and pieces of text. A long item has a few thousand. */
export const MAX_XML_NODES = 200_000;
/** Of one element. */
const MAX_ATTRIBUTES = 200;
/** Fed in pieces, so that a bound that is passed ends the work. */
const PIECE = 64 * 1024;

/**
 * Reads well-formed XML with namespaces into a tree of elements and text; comments and processing instructions are left
 * out. No document type definition is read, and so no entity but XML's own five.
 * @throws ImportRefused with the line
 */
export function parseXml(text: string): XmlElement {
  const builder = new TreeBuilder();
  for (let at = 0; at < text.length; at += PIECE) builder.write(text.slice(at, at + PIECE));
  return builder.close();
}

class TreeBuilder {
  readonly #parser = new SaxesParser({ xmlns: true, position: true });
  readonly #open: XmlElement[] = [];
  #root: XmlElement | null = null;
  #nodes = 0;
  #startLine = 1;

  constructor() {
    const parser = this.#parser;
    parser.on('error', (error) => this.#refuse(`is not well-formed XML: ${withoutPlace(error.message)}`));
    parser.on('doctype', (doctype) => this.#checkDoctype(doctype));
    parser.on('opentagstart', () => {
      this.#startLine = parser.line;
    });
    parser.on('opentag', (tag) => this.#enter(tag));
    parser.on('closetag', () => {
      this.#open.pop();
    });
    parser.on('text', (text) => this.#text(text));
    parser.on('cdata', (text) => this.#text(text));
  }

  write(piece: string): void {
    this.#parser.write(piece);
  }

  close(): XmlElement {
    this.#parser.close();
    return this.#root ?? this.#refuse('has no element');
  }

  #refuse(reason: string): never {
    throw new ImportRefused(reason, this.#parser.line);
  }

  /** `<!DOCTYPE name>` says nothing; anything more would be a definition, here or elsewhere. */
  #checkDoctype(doctype: string): void {
    if (!/^\s*[\p{L}_:][\p{L}\p{N}_:.-]*\s*$/u.test(doctype))
      this.#refuse('has a document type definition, which is not read');
  }

  #count(): void {
    this.#nodes += 1;
    if (this.#nodes > MAX_XML_NODES) this.#refuse('has too many elements');
  }

  #enter(tag: SaxesTagNS): void {
    this.#count();
    if (this.#open.length >= MAX_XML_DEPTH) this.#refuse('is nested too deeply');
    const attributes = Object.values(tag.attributes);
    if (attributes.length > MAX_ATTRIBUTES) this.#refuse('has an element with too many attributes');
    const inQti3 = isQti3Name(tag.local);
    const element: XmlElement = {
      name: elementName(tag.local),
      namespace: tag.uri,
      inQti3,
      attributes: new Map(
        attributes
          .filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns')
          .map(({ name, prefix, local, value }) => [prefix === '' ? attributeName(local, inQti3) : name, value]),
      ),
      children: [],
      line: this.#startLine,
    };
    this.#open.at(-1)?.children.push(element);
    this.#root ??= element;
    this.#open.push(element);
  }

  #text(text: string): void {
    const parent = this.#open.at(-1);
    if (!parent) return;
    const last = parent.children.at(-1);
    if (typeof last === 'string') parent.children[parent.children.length - 1] = last + text;
    else {
      this.#count();
      parent.children.push(text);
    }
  }
}

/** The parser says the place as `line:column: ` before its words. */
const withoutPlace = (message: string) => message.replace(/^(?:[^ ]*:)?\d+:\d+: /, '');
