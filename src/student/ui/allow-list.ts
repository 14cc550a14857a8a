import type { ContentNode } from '../../shared/contract/content.ts';

/*
 * The second gate for authored content. The first is the sanitizer at import; what stands here is what this app knows
 * how to draw, so that neither a mistake there nor a newer server can make it draw anything else.
 */
const TEXT =
  'b strong i em u s del ins sub sup small mark code kbd samp var q cite abbr dfn span br bdi bdo ruby rt rp wbr';
const BLOCK = 'p div pre blockquote hr ul ol li dl dt dd figure figcaption';
const TABLE = 'table caption thead tbody tfoot tr th td colgroup col';
const MATH =
  'math mrow mi mn mo ms mtext mspace msup msub msubsup mfrac msqrt mroot mover munder munderover mmultiscripts mprescripts none mtable mtr mtd mstyle mpadded mphantom menclose semantics';
const TAGS = new Set(`${TEXT} ${BLOCK} ${TABLE} ${MATH}`.split(' '));

/** Property names as hast has them. */
const PROPERTIES = new Map(
  Object.entries({
    title: 'title',
    lang: 'lang',
    dir: 'dir',
    colSpan: 'colspan',
    rowSpan: 'rowspan',
    span: 'span',
    scope: 'scope',
    headers: 'headers',
    start: 'start',
    reversed: 'reversed',
    value: 'value',
    type: 'type',
    ariaLabel: 'aria-label',
    ariaHidden: 'aria-hidden',
    display: 'display',
    displaystyle: 'displaystyle',
    mathvariant: 'mathvariant',
    stretchy: 'stretchy',
    notation: 'notation',
    linethickness: 'linethickness',
    columnalign: 'columnalign',
  }),
);

/** Content's headings stand below the screen's own, which end at the second level. */
const HEADINGS = new Map([
  ['h1', 'h3'],
  ['h2', 'h4'],
  ['h3', 'h5'],
  ['h4', 'h6'],
  ['h5', 'h6'],
  ['h6', 'h6'],
]);

export type Drawn =
  | { kind: 'text'; value: string }
  | { kind: 'media'; tag: 'img' | 'audio' | 'video'; name: string; alt: string; width?: number; height?: number }
  | { kind: 'element'; tag: string; attributes: Record<string, string | number | boolean> }
  /** Not drawn itself; its children are. */
  | { kind: 'children' }
  | { kind: 'nothing' };

/** What is drawn for one node, without its children. */
export function drawn(node: ContentNode): Drawn {
  if (node.type === 'text') return { kind: 'text', value: node.value };
  if (node.type !== 'element') return { kind: 'nothing' };
  const { tagName, properties } = node;
  if (tagName === 'img' || tagName === 'audio' || tagName === 'video') {
    const { src, alt, width, height } = properties;
    return {
      kind: 'media',
      tag: tagName,
      name: typeof src === 'string' ? src : '',
      alt: typeof alt === 'string' ? alt : '',
      ...(isSize(width) ? { width: Number(width) } : {}),
      ...(isSize(height) ? { height: Number(height) } : {}),
    };
  }
  if (DROPPED.has(tagName)) return { kind: 'nothing' };
  const tag = HEADINGS.get(tagName) ?? (TAGS.has(tagName) ? tagName : undefined);
  if (tag === undefined) return { kind: 'children' };
  return { kind: 'element', tag, attributes: attributesOf(properties) };
}

/** Their text is not meant to be read. */
const DROPPED = new Set(['script', 'style', 'template', 'iframe', 'object', 'embed', 'noscript', 'textarea', 'select']);

const isSize = (value: unknown) =>
  (typeof value === 'number' || typeof value === 'string') && /^[1-9][0-9]{0,4}$/.test(String(value));

function attributesOf(properties: Record<string, unknown>): Record<string, string | number | boolean> {
  const attributes: Record<string, string | number | boolean> = {};
  const { className } = properties;
  // Under a prefix of their own: an author's "banner" must not look like the app's.
  if (Array.isArray(className)) attributes.class = className.map((name) => `c-${name}`).join(' ');
  for (const [name, value] of Object.entries(properties)) {
    const attribute = PROPERTIES.get(name);
    if (attribute === undefined) continue;
    if (Array.isArray(value)) attributes[attribute] = value.join(' ');
    else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      attributes[attribute] = value;
    }
  }
  return attributes;
}
