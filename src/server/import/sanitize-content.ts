import type { Element, ElementContent, Properties, Root, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { sanitize } from 'hast-util-sanitize';
import type { Content, ContentNode, ContentProperty } from '../../shared/contract/content.ts';
import { ContentRefused } from './content-refused.ts';
import { BLOCKS, contentSchema, MEDIA_TAGS, SLOT_TAG, STRUCTURES, slottedSchema } from './content-schema.ts';
import { MAX_DEPTH, refuseCostlyHtml } from './costly-html.ts';
import { classesOf, pixelWidth } from './style-classes.ts';

export interface SanitizedContent {
  content: Content;
  /** Every `src` of a picture, sound or film as authored, in order. One that is no media name is not in `content`. */
  sources: string[];
  /** The name of every slot as authored, in order. One that `slots` does not have is not in `content`. */
  slots: string[];
}

/** What stands in the places that authors mark as `<slot name="…">`. */
export type Slots = ReadonlyMap<string, ContentNode>;

/**
 * Reads authored HTML into the tree that packages carry: only what `contentSchema` names, with inline styles as classes,
 * links as plain text, and without positions, comments and white space that is not drawn.
 * @throws ContentRefused when it is nested too deeply, or written so that parsing it would not end
 */
export function sanitizeContent(html: string, slots?: Slots): SanitizedContent {
  refuseCostlyHtml(html);
  const sources: string[] = [];
  const names: string[] = [];
  const parsed = fromHtml(html, { fragment: true });
  const prepared: Root = { type: 'root', children: prepareChildren(parsed.children, sources, 0) as RootContent[] };
  const clean = sanitize(prepared, slots ? slottedSchema : contentSchema);
  const nodes = clean.type === 'root' ? clean.children : [];
  const fill = (name: string) => {
    names.push(name);
    return slots?.get(name);
  };
  const place = { block: true, structure: false, preformatted: false, fill };
  return { content: toContent(nodes, place), sources, slots: names };
}

type Node = RootContent | ElementContent;

function prepareChildren(nodes: readonly Node[], sources: string[], depth: number): Node[] {
  // A parser moves elements about after it has appended them.
  if (depth > MAX_DEPTH) throw new ContentRefused('is nested too deeply');
  return nodes.map((node) => (node.type === 'element' ? prepareElement(node, sources, depth) : node));
}

/** Elements with an equal in the schema. Blocks become `div`, or their words would run into each other. */
const RENAMED = new Map([
  ...['a', 'font', 'big', 'label'].map((tag) => [tag, 'span'] as const),
  ...['section', 'article', 'header', 'footer', 'main', 'aside', 'nav', 'address', 'hgroup', 'search', 'center'].map(
    (tag) => [tag, 'div'] as const,
  ),
  ...['form', 'fieldset', 'legend', 'details', 'summary', 'dir', 'menu'].map((tag) => [tag, 'div'] as const),
  ['strike', 's'],
  ['tt', 'code'],
  ['acronym', 'abbr'],
  ['listing', 'pre'],
]);

/** Says in the schema's words what the author said in others: styles, links, the sources of a film. */
function prepareElement(element: Element, sources: string[], depth: number): Element {
  const { tagName, properties } = element;
  const classes = [...classNames(properties), ...classesOf(properties, tagName)];
  const prepared: Properties = { ...properties, className: classes };
  if (MEDIA_TAGS.includes(tagName)) prepareMedia(element, prepared, sources);
  return {
    type: 'element',
    tagName: RENAMED.get(tagName) ?? tagName,
    properties: prepared,
    children: prepareChildren(element.children, sources, depth + 1) as ElementContent[],
  };
}

function classNames({ className }: Properties): string[] {
  return Array.isArray(className) ? className.map(String) : [];
}

function prepareMedia({ tagName, properties, children }: Element, prepared: Properties, sources: string[]): void {
  const source = [properties.src, ...children.map(sourceOf)].find((src) => typeof src === 'string');
  if (typeof source === 'string') sources.push(source);
  prepared.src = mediaName(source);
  prepared.alt =
    text(properties.alt) || text(properties.ariaLabel) || (tagName === 'img' ? '' : text(properties.title));
  const width = pixelWidth(properties.style);
  if (width !== undefined) prepared.width = width;
}

const text = (value: Properties[string]) => (typeof value === 'string' ? value : '');

const sourceOf = (node: Node) =>
  node.type === 'element' && node.tagName === 'source' ? node.properties.src : undefined;

/** The media file that a `src` means; undefined for what cannot be the name of one, such as an address. */
export function mediaName(source: unknown): string | undefined {
  if (typeof source !== 'string') return undefined;
  const name = source.trim().replace(/^(\.\/)+/, '');
  return /^[A-Za-z0-9_][A-Za-z0-9_./-]{0,127}$/.test(name) ? name : undefined;
}

interface Place {
  /** The edges of this element end a line. */
  block: boolean;
  structure: boolean;
  preformatted: boolean;
  fill(slot: string): ContentNode | undefined;
}

/** Cuts the tree down to the contract's: text and elements, with white space only where it is drawn. */
function toContent(nodes: readonly Node[], place: Place): ContentNode[] {
  const kept: ContentNode[] = [];
  for (const node of nodes) {
    const last = kept.at(-1);
    if (node.type === 'text') {
      if (last?.type === 'text') last.value += node.value;
      else if (node.value !== '') kept.push({ type: 'text', value: node.value });
    } else if (node.type === 'element' && node.tagName === SLOT_TAG) {
      const filled = place.fill(text(node.properties.name));
      if (filled) kept.push(filled);
    } else if (node.type === 'element') kept.push(toElement(node, place));
  }
  return place.preformatted
    ? kept
    : kept.filter((node, index) => isDrawn(node, kept[index - 1], kept[index + 1], place));
}

function toElement({ tagName, properties, children }: Element, { preformatted, fill }: Place): ContentNode {
  return {
    type: 'element',
    tagName,
    properties: toProperties(properties),
    children: MEDIA_TAGS.includes(tagName)
      ? []
      : toContent(children, {
          block: BLOCKS.includes(tagName),
          structure: STRUCTURES.includes(tagName),
          preformatted: preformatted || tagName === 'pre',
          fill,
        }),
  };
}

function isDrawn(
  node: ContentNode,
  before: ContentNode | undefined,
  after: ContentNode | undefined,
  { block, structure }: Place,
): boolean {
  // Not \s, which takes no-break spaces too: authors write those to be seen.
  if (node.type !== 'text' || !/^[ \t\r\n\f]*$/.test(node.value)) return true;
  const endsLine = (beside: ContentNode | undefined) =>
    beside === undefined ? block : beside.type === 'element' && BLOCKS.includes(beside.tagName);
  return !structure && !endsLine(before) && !endsLine(after);
}

function toProperties(properties: Properties): Record<string, ContentProperty> {
  const entries: [string, ContentProperty][] = [];
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    if (Array.isArray(value)) {
      if (value.length > 0) entries.push([name, [...new Set(value)]]);
    } else entries.push([name, value]);
  }
  return Object.fromEntries(entries);
}
