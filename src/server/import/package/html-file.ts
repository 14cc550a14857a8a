import { type DefaultTreeAdapterMap, defaultTreeAdapter, parse, serialize } from 'parse5';
import type { FileNames } from '../qti/body/file-names.ts';
import { ATTRIBUTES } from '../qti/body/to-html.ts';
import type { Notes } from '../qti/notes.ts';
import { refuseCostlyImport } from '../qti/refuse-costly-import.ts';

type Element = DefaultTreeAdapterMap['element'];
type Parent = DefaultTreeAdapterMap['parentNode'];

/** Taken off here already: what is left is sanitized as all content is, but a script refuses the item. */
const DROPPED = new Set(['script', 'style', 'link', 'meta', 'base', 'template', 'iframe', 'object', 'embed']);
const MEDIA_ATTRIBUTES = new Set(['src', 'alt']);
const IMAGES = new Set(['img']);
const PLAYED = new Set(['audio', 'video', 'source']);

/**
 * The body of a page that is part of an item, its media named as the item names them.
 * @param files those of the page, to which it adds what it shows
 * @throws ImportRefused when reading it would not end
 */
export function readHtmlFile(html: string, files: FileNames, notes: Notes): string {
  refuseCostlyImport(html, null);
  const page = parse(html, { scriptingEnabled: false });
  const [root] = elementsOf(page);
  const body = root && elementsOf(root).find(({ tagName }) => tagName === 'body');
  if (!body) return '';
  prepare(body, files, notes);
  return serialize(body).trim();
}

function prepare(parent: Parent, files: FileNames, notes: Notes): void {
  for (const node of [...parent.childNodes])
    if (defaultTreeAdapter.isCommentNode(node)) defaultTreeAdapter.detachNode(node);
  for (const element of elementsOf(parent)) {
    element.attrs = element.attrs.filter(({ name }) => ATTRIBUTES.has(name) || MEDIA_ATTRIBUTES.has(name));
    const isMedia = IMAGES.has(element.tagName) || PLAYED.has(element.tagName);
    if (DROPPED.has(element.tagName)) defaultTreeAdapter.detachNode(element);
    else if (isMedia && !nameMedia(element, files, notes)) replaceByWords(element);
    else prepare(element, files, notes);
  }
}

/** @returns false when it shows nothing that can be shown */
function nameMedia({ tagName, attrs }: Element, files: FileNames, notes: Notes): boolean {
  const src = attrs.find(({ name }) => name === 'src');
  // A film may have its addresses below it.
  if (!src) return PLAYED.has(tagName);
  const file = files.find(src.value, IMAGES.has(tagName) ? 'image' : 'played');
  if ('refused' in file) {
    notes.skipped(null, file.refused);
    return false;
  }
  src.value = file.name;
  return true;
}

function replaceByWords(element: Element): void {
  const alt = element.attrs.find(({ name }) => name === 'alt')?.value ?? '';
  if (element.parentNode && alt !== '') defaultTreeAdapter.insertTextBefore(element.parentNode, alt, element);
  defaultTreeAdapter.detachNode(element);
}

const elementsOf = (parent: Parent): Element[] =>
  parent.childNodes.filter((node): node is Element => defaultTreeAdapter.isElementNode(node));
