import type { Schema } from 'hast-util-sanitize';
import { CONTENT_CLASSES } from './style-classes.ts';

/** Elements that stand in a line of their own: white space beside them is not drawn. */
export const BLOCKS = [
  ...['p', 'div', 'pre', 'blockquote', 'hr', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'figure', 'figcaption'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'colgroup', 'col'],
];
/** Elements that hold elements only: white space in them is not drawn. */
export const STRUCTURES = ['ul', 'ol', 'dl', 'table', 'thead', 'tbody', 'tfoot', 'tr', 'colgroup'];
/** Elements that show one of the item's media files. */
export const MEDIA_TAGS = ['img', 'audio', 'video'];

/** Where something of the item stands: a question in a body, a hottext or a gap in a question. */
export const SLOT_TAG = 'slot';

const INLINE = [
  ...['b', 'strong', 'i', 'em', 'u', 's', 'del', 'ins', 'sub', 'sup', 'small', 'mark', 'code', 'kbd', 'samp', 'var'],
  ...['q', 'cite', 'abbr', 'dfn', 'span', 'br', 'wbr', 'bdi', 'bdo', 'ruby', 'rt', 'rp'],
];
const MATH = [
  ...['math', 'mrow', 'mi', 'mn', 'mo', 'ms', 'mtext', 'mspace', 'mstyle', 'mpadded', 'mphantom', 'menclose'],
  ...['mfrac', 'msqrt', 'mroot', 'msub', 'msup', 'msubsup', 'munder', 'mover', 'munderover'],
  ...['mmultiscripts', 'mprescripts', 'none', 'mtable', 'mtr', 'mtd', 'semantics'],
];

const MATH_LENGTH = /^[+-]?(\d{1,4}(\.\d{1,4})?|\.\d{1,4})(em|ex|px|pt|%)?$/;
const mathAttributes: NonNullable<Schema['attributes']>[string] = [
  ['display', 'block', 'inline'],
  ['displaystyle', 'true', 'false'],
  ['mathvariant', /^[a-z-]{1,30}$/],
  ['stretchy', 'true', 'false'],
  ['accent', 'true', 'false'],
  ['accentunder', 'true', 'false'],
  ['largeop', 'true', 'false'],
  ['movablelimits', 'true', 'false'],
  ['fence', 'true', 'false'],
  ['separator', 'true', 'false'],
  ['form', 'prefix', 'infix', 'postfix'],
  ['notation', /^[a-z ]{1,100}$/],
  ['columnalign', /^[a-z ]{1,100}$/],
  ['linethickness', MATH_LENGTH],
  ['lspace', MATH_LENGTH],
  ['rspace', MATH_LENGTH],
  ['width', MATH_LENGTH],
  ['height', MATH_LENGTH],
  ['depth', MATH_LENGTH],
];

/** Pixels, or a count: hast has some of them as numbers and some as text. */
const COUNT = /^[1-9]\d{0,3}$/;
const INTEGER = /^-?\d{1,6}$/;
const SPAN: NonNullable<Schema['attributes']>[string] = [
  ['colSpan', COUNT],
  ['rowSpan', COUNT],
];

/**
 * What authored content may hold; everything else is taken off at import (`hast-util-sanitize`). An element that is not
 * named is replaced by its children, one in `strip` goes with them. No ids and no names, which could shadow what the
 * app looks up; no `style`; no address but the name of a media file.
 */
export const contentSchema: Schema = {
  tagNames: [...BLOCKS, ...INLINE, ...MATH, ...MEDIA_TAGS],
  attributes: {
    '*': [
      ['className', ...CONTENT_CLASSES],
      ['dir', 'ltr', 'rtl', 'auto'],
      ['lang', /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}$/],
    ],
    img: ['src', 'alt', ['width', COUNT], ['height', COUNT]],
    audio: ['src', 'alt'],
    video: ['src', 'alt', ['width', COUNT], ['height', COUNT]],
    abbr: ['title'],
    dfn: ['title'],
    ol: [['start', INTEGER], 'reversed', ['type', '1', 'a', 'A', 'i', 'I']],
    li: [['value', INTEGER]],
    th: [...SPAN, ['scope', 'row', 'col', 'rowgroup', 'colgroup']],
    td: SPAN,
    col: [['span', COUNT]],
    colgroup: [['span', COUNT]],
    ...Object.fromEntries(MATH.map((tag) => [tag, mathAttributes])),
  },
  required: {},
  ancestors: {},
  protocols: {},
  clobber: [],
  strip: [
    ...['script', 'style', 'svg', 'template', 'iframe', 'frame', 'frameset', 'object', 'embed', 'applet', 'canvas'],
    ...['noscript', 'noembed', 'noframes', 'title', 'head', 'base', 'link', 'meta', 'annotation', 'annotation-xml'],
    ...['button', 'select', 'option', 'textarea', 'input', 'datalist', 'dialog', 'xmp', 'plaintext', 'map'],
  ],
  allowComments: false,
  allowDoctypes: false,
};

/** Where there are slots to fill; anywhere else one is replaced by its children. */
export const slottedSchema: Schema = {
  ...contentSchema,
  tagNames: [...(contentSchema.tagNames ?? []), SLOT_TAG],
  attributes: { ...contentSchema.attributes, [SLOT_TAG]: ['name'] },
};
