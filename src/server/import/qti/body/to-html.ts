import type { ItemContext } from '../item-context.ts';
import { text } from '../xml/attributes.ts';
import { elements, isElement, type XmlElement, type XmlNode } from '../xml/element.ts';
import { mediaHtml } from './media-html.ts';

export const MATHML = 'http://www.w3.org/1998/Math/MathML';

/** Elements of HTML that QTI's bodies are made of; those of MathML go by their namespace. */
export const HTML = new Set(
  `abbr acronym address article aside b bdi bdo big blockquote br caption cite code col colgroup dd del details dfn div dl dt
  em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i ins kbd label li main mark nav ol p pre q rb rp rt rtc ruby s samp
  section small span strong sub summary sup table tbody td tfoot th thead tr tt u ul var wbr a`.split(/\s+/),
);
const VOID = new Set(['br', 'col', 'hr', 'wbr']);
/** Attributes of content that say nothing but how it looks and reads. */
export const ATTRIBUTES = new Set(
  `class style lang dir title colspan rowspan scope headers start reversed type value span align display displaystyle
  mathvariant stretchy accent accentunder largeop movablelimits fence separator form notation columnalign linethickness
  lspace rspace width height depth open close separators`.split(/\s+/),
);

/** Elements that hold nothing for the student, or nothing that is shown before a test is over. */
const SILENT = new Map([
  ['stylesheet', null],
  ['catalogInfo', null],
  ['companionMaterialsInfo', null],
  ['apipAccessibility', null],
  ['script', 'a script is not carried out'],
  ['style', null],
  ['feedbackInline', 'feedback is not shown'],
  ['feedbackBlock', 'feedback is not shown'],
  ['modalFeedback', 'feedback is not shown'],
  ['templateInline', 'text of a template is not shown'],
  ['templateBlock', 'text of a template is not shown'],
  ['portableInfoControl', 'portableInfoControl is not shown'],
  ['include', 'an included file is not read'],
  ['svg', 'a drawing inside of the text is not shown'],
]);

/** Says what stands for an element of QTI, or undefined where it is none of the caller's. */
export type Special = (element: XmlElement) => string | undefined;

/** XML of an item's body as the HTML that an author of this product would write. */
export const toHtml = (nodes: readonly XmlNode[], context: ItemContext, special: Special = () => undefined): string =>
  nodes.map((node) => (isElement(node) ? elementHtml(node, context, special) : escapeText(node))).join('');

function elementHtml(element: XmlElement, context: ItemContext, special: Special): string {
  const found = special(element);
  if (found !== undefined) return found;
  const inserted = context.inserted?.get(element);
  if (inserted !== undefined) return `<div>${inserted}</div>`;
  const { name, namespace, children } = element;
  const inside = () => toHtml(children, context, special);
  if (namespace === MATHML) return `<${name}${attributesOf(element, context)}>${inside()}</${name}>`;
  const silent = SILENT.get(name);
  if (silent !== undefined) {
    if (silent !== null) context.notes.simplified(element, silent);
    return '';
  }
  if (HTML.has(name)) {
    const opening = `<${name}${attributesOf(element, context)}>`;
    return VOID.has(name) ? opening : `${opening}${inside()}</${name}>`;
  }
  switch (name) {
    case 'img':
    case 'object':
    case 'audio':
    case 'video':
    case 'embed':
      return mediaHtml(element, context);
    case 'rubricBlock':
      return rubric(element, inside(), context);
    case 'infoControl':
      context.notes.simplified(element, 'infoControl is shown in the text');
      return `<div><p>${escapeText(text(element, 'title') ?? '')}</p>${inside()}</div>`;
    case 'printedVariable':
      context.notes.simplified(element, `the value of ${text(element, 'identifier') ?? 'a variable'} is not printed`);
      return '';
    case 'contentBody':
    case 'itemBody':
    case 'picture':
    case 'center':
      return inside();
    default:
      context.notes.simplified(element, `${name} is not known: its text alone is shown`);
      return inside();
  }
}

/** What is not for students is for staff alone. */
function rubric(element: XmlElement, html: string, { rubrics }: ItemContext): string {
  const views = (text(element, 'view') ?? 'candidate').split(/\s+/);
  if (views.includes('candidate')) return `<div>${html}</div>`;
  if (html.trim() !== '') rubrics.push(html);
  return '';
}

function attributesOf(element: XmlElement, { styles }: ItemContext): string {
  const said = new Map([...element.attributes].map(([name, value]) => [name === 'xml:lang' ? 'lang' : name, value]));
  const styled = styles(element);
  if (styled.length > 0) said.set('class', [said.get('class') ?? '', ...styled].join(' ').trim());
  return [...said]
    .filter(
      ([name, value]) => ATTRIBUTES.has(name) && !(name === 'style' && /url\s*\(|expression|@import/i.test(value)),
    )
    .map(([name, value]) => ` ${name}="${escapeAttribute(name === 'class' ? classes(value) : value)}"`)
    .join('');
}

/** The shared vocabulary of QTI 3 in the words of `style-classes.ts`. */
const CLASSES = new Map([
  ['qti-align-left', 'align-left'],
  ['qti-align-center', 'align-center'],
  ['qti-align-right', 'align-right'],
  ['qti-align-justify', 'align-justify'],
  ['qti-underline', 'underline'],
  ['qti-italic', 'italic'],
  ['qti-bold', 'bold'],
]);
const classes = (value: string) =>
  value
    .split(/\s+/)
    .map((name) => CLASSES.get(name) ?? name)
    .join(' ');

export const escapeText = (value: string) =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
export const escapeAttribute = (value: string) => escapeText(value).replaceAll('"', '&quot;');

/** The content of a choice: its elements and text. */
export const contentOf = (element: XmlElement, context: ItemContext): string =>
  toHtml(element.children, context).trim();

/** The prompt of an interaction. */
export const promptOf = (element: XmlElement, context: ItemContext): string =>
  elements(element, 'prompt')
    .map((prompt) => contentOf(prompt, context))
    .join('');
