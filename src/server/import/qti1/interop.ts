import { ImportRefused } from '../qti/import-refused.ts';
import type { Notes } from '../qti/notes.ts';
import { text } from '../qti/xml/attributes.ts';
import { elements, type XmlElement } from '../qti/xml/element.ts';

export interface Interop {
  /** Of its first assessment, or its bank; empty when nobody gave it one. */
  title: string;
  /** The same of its `ident`. */
  ident: string;
  /** In the order of the file. */
  items: XmlElement[];
}

/** What holds items, one within the other. */
const HOLDERS = ['assessment', 'section', 'objectbank'];
/** Of an assessment or a section: what nothing here carries out. */
const NOT_KEPT = new Map([
  ['selection_ordering', 'a selection of questions is not carried out: all of them are taken'],
  ['duration', 'a time limit is not kept'],
  ['presentation_material', 'the text of a section is not shown'],
  ['assessproc_extension', 'rules of a whole test are not carried out'],
  ['outcomes_processing', 'rules of a whole test are not carried out'],
  ['sectionfeedback', 'feedback is not shown'],
  ['assessfeedback', 'feedback is not shown'],
  ['itemref', 'an item in another file is not read'],
  ['sectionref', 'a section in another file is not read'],
]);

/** Reads a `questestinterop` of QTI 1.2. @throws ImportRefused when it is none, or holds no item */
export function readInterop(root: XmlElement, notes: Notes): Interop {
  if (root.name !== 'questestinterop') {
    throw new ImportRefused(`is no questestinterop: its outermost element is ${root.name.slice(0, 100)}`, root.line);
  }
  const items = itemsOf(root, notes);
  if (items.length === 0) throw new ImportRefused('has no item', root.line);
  const [first] = elements(root, 'assessment', 'objectbank', 'section');
  const said = (name: string) => (first && text(first, name)?.trim()) || '';
  return { title: said('title'), ident: said('ident'), items };
}

const itemsOf = (holder: XmlElement, notes: Notes): XmlElement[] =>
  elements(holder).flatMap((element) => {
    if (element.name === 'item') return [element];
    if (HOLDERS.includes(element.name)) return itemsOf(element, notes);
    const reason = NOT_KEPT.get(element.name);
    if (reason !== undefined && (element.children.length > 0 || element.name.endsWith('ref')))
      notes.simplified(element, reason);
    return [];
  });
