import {
  allElements,
  attributeNamed,
  childElements,
  plainName,
  readTree,
  type WrittenElement,
  writeTree,
} from './xml-tree.ts';

/*
 * Marks everything in an item that tells a key, so that a search for the marks finds a leak wherever it is:
 *
 *   ids of options, and every place that names them (correct responses, mappings, rules)   kcanary…id
 *   text that is right: values, keys of mappings, text in rules                            kcanary…text
 *   points: of mappings, tables and rules                                                  7.3519…
 *   numbers that are right, areas that count                                               73519…, their first coordinate + .7351…
 *   names of pictures, which may say which is right                                        kcanary…file
 *   what is for scorers, feedback, what a vendor's interaction is told: text and files     kcanary…scorer, …feedback, …vendor
 */
export interface MarkedItem {
  xml: string;
  canaries: string[];
}

export const CANARY = /kcanary\d+x\d+[a-z]+|\d*\.735[19]\d{7}|73519\d{6}/g;

const HOLDERS = new Set(
  'simplechoice inlinechoice hottext simpleassociablechoice gaptext gapimg gap hotspotchoice associablehotspot'.split(
    ' ',
  ),
);
const NOT_FOR_STUDENTS = new Map([
  ['feedbackinline', 'feedback'],
  ['feedbackblock', 'feedback'],
  ['modalfeedback', 'feedback'],
  ['cataloginfo', 'scorer'],
  ['companionmaterialsinfo', 'scorer'],
  ['apipaccessibility', 'scorer'],
  ['templateblock', 'template'],
  ['templateinline', 'template'],
]);
const VENDORS = new Set(['custominteraction', 'portablecustominteraction']);
/** What a vendor's interaction shows: HTML, and QTI's own prompt. */
const SHOWN = new Set(
  `a abbr b blockquote br caption cite code col dd div dl dt em h1 h2 h3 h4 h5 h6 hr i img li object ol p pre q small span
  strong sub sup table tbody td tfoot th thead tr tt ul prompt custominteraction portablecustominteraction interactionmarkup markup math mrow mi mn mo`.split(
    /\s+/,
  ),
);
const IN_RULES = new Set(['responseprocessing', 'templateprocessing', 'outcomedeclaration', 'templatedeclaration']);

/** @param number of the item, below a thousand: marks are its own */
export function markItem(xml: string, number: number): MarkedItem {
  return new Marker(readTree(xml), number).mark();
}

class Marker {
  readonly #root: WrittenElement;
  readonly #canaries: string[] = [];
  /** New ids of options by their old ones. */
  readonly #ids = new Map<string, string>();

  readonly #number: number;

  constructor(root: WrittenElement, number: number) {
    this.#root = root;
    this.#number = number;
  }

  mark(): MarkedItem {
    for (const element of allElements(this.#root)) {
      const name = HOLDERS.has(plainName(element.name)) && attributeNamed(element, 'identifier');
      const id = name && element.attributes[name]?.trim();
      if (id && !this.#ids.has(id)) this.#ids.set(id, this.#canary('id'));
    }
    this.#walk(this.#root, false);
    return { xml: writeTree(this.#root), canaries: this.#canaries };
  }

  #canary(kind: string): string {
    return this.#note(`kcanary${this.#number}x${this.#canaries.length}${kind}`);
  }

  #note(canary: string): string {
    this.#canaries.push(canary);
    return canary;
  }

  /** Of six digits, for marks that are numbers. */
  #count(): string {
    return [this.#number, this.#canaries.length].map((count) => String(count).padStart(3, '0')).join('');
  }

  #walk(element: WrittenElement, inRules: boolean): void {
    const name = plainName(element.name);
    const hidden = name === 'rubricblock' && !isForStudents(element) ? 'scorer' : NOT_FOR_STUDENTS.get(name);
    if (hidden !== undefined) this.#hide(element, hidden);
    else if (VENDORS.has(name)) this.#vendor(element);
    else this.#mark(element, name, inRules);
  }

  #mark(element: WrittenElement, name: string, inRules: boolean): void {
    if (HOLDERS.has(name)) this.#rename(element, 'identifier');
    if (name === 'correctresponse' || name === 'mapping' || name === 'areamapping') this.#key(element);
    else if (inRules && name === 'basevalue') this.#value(element, attributeNamed(element, 'basetype'));
    for (const attribute of ['mappedvalue', 'targetvalue']) this.#points(element, attribute);
    if (name === 'img' || name === 'object') this.#file(element);
    for (const below of childElements(element)) this.#walk(below, inRules || IN_RULES.has(name));
  }

  /** Of a response declaration. */
  #key(element: WrittenElement): void {
    for (const below of allElements(element)) {
      const name = plainName(below.name);
      if (name === 'value') this.#text(below);
      if (name === 'mapentry') {
        const key = attributeNamed(below, 'mapkey');
        if (key)
          below.attributes[key] =
            this.#renamed(below.attributes[key] ?? '') ?? this.#marked(below.attributes[key] ?? '');
      }
      if (name === 'areamapentry') this.#area(below);
    }
  }

  #value(element: WrittenElement, typeName: string | undefined): void {
    const type = typeName && element.attributes[typeName];
    if (type === 'float' || type === 'integer') return;
    this.#text(element);
  }

  #text(element: WrittenElement): void {
    element.children = element.children.map((node) =>
      typeof node === 'string' && node.trim() !== '' ? (this.#renamed(node) ?? this.#marked(node)) : node,
    );
  }

  /** A number stays one, and a point stays two. */
  #marked(text: string): string {
    if (/^\s*(true|false)\s*$/.test(text)) return text;
    if (!/^[\s\d.+-]+$/.test(text)) return this.#canary('text');
    return text.replace(/[\d.+-]+/, () => this.#note(`73519${this.#count()}`));
  }

  /** @returns undefined where a word names no option */
  #renamed(text: string): string | undefined {
    const whole = this.#ids.get(text.trim());
    if (whole !== undefined) return whole;
    const words = text
      .trim()
      .split(/\s+/)
      .map((word) => this.#ids.get(word));
    return words.every((word) => word !== undefined) ? words.join(' ') : undefined;
  }

  #rename(element: WrittenElement, plain: string): void {
    const name = attributeNamed(element, plain);
    if (name) element.attributes[name] = this.#ids.get(element.attributes[name]?.trim() ?? '') ?? '';
  }

  #file({ attributes }: WrittenElement): void {
    for (const name of ['src', 'data']) {
      const extension = /^[^:?#]+?(\.\w+)$/.exec(attributes[name] ?? '')?.[1];
      if (extension) attributes[name] = `${this.#canary('file')}${extension}`;
    }
  }

  #points(element: WrittenElement, plain: string): void {
    const name = attributeNamed(element, plain);
    if (name && Number(element.attributes[name]) > 0) element.attributes[name] = this.#note(`7.3519${this.#count()}1`);
  }

  #area(element: WrittenElement): void {
    const name = attributeNamed(element, 'coords');
    if (!name) return;
    element.attributes[name] = (element.attributes[name] ?? '').replace(/\d+(\.\d+)?/, (number) =>
      this.#note(`${Math.trunc(Number(number))}.7351${this.#count()}1`),
    );
  }

  #hide(element: WrittenElement, kind: string): void {
    for (const below of allElements(element)) {
      below.children = below.children.map((node) =>
        typeof node === 'string' && node.trim() !== '' ? this.#canary(kind) : node,
      );
      for (const name of ['src', 'data', 'alt', 'title', 'href']) {
        if (name in below.attributes)
          below.attributes[name] = /src|data/.test(name) ? `${this.#canary(kind)}.png` : this.#canary(kind);
      }
    }
  }

  #vendor(element: WrittenElement, isShown = true): void {
    for (const name of Object.keys(element.attributes)) {
      if (name.startsWith('data-') || (!isShown && !/^(xmlns|src|data|type)/.test(name))) {
        element.attributes[name] = this.#canary('vendor');
      }
    }
    if (!isShown) {
      element.children = element.children.map((node) =>
        typeof node === 'string' && node.trim() !== '' ? this.#canary('vendor') : node,
      );
    }
    for (const below of childElements(element)) this.#vendor(below, isShown && SHOWN.has(plainName(below.name)));
  }
}

function isForStudents(rubric: WrittenElement): boolean {
  const name = attributeNamed(rubric, 'view');
  return !name || (rubric.attributes[name] ?? '').split(/\s+/).includes('candidate');
}
