import { toHtml } from '../qti/body/to-html.ts';
import type { ItemContext } from '../qti/item-context.ts';
import { text } from '../qti/xml/attributes.ts';
import { elements, isElement, textOf, type XmlElement, type XmlNode } from '../qti/xml/element.ts';
import { standIn } from './element.ts';
import { htmlNodes } from './html-nodes.ts';

export interface Qti1Context extends ItemContext {
  /** What the address of a picture means, as a path that `files` knows. */
  locate(address: string): string;
}

const HOLDERS = new Set(['material', 'flow_mat', 'flow', 'altmaterial']);
/** Tools that say `text/plain` of HTML are many; these are no words of a question. A tag ends before the next one begins: looking further is quadratic. */
const TAGS = /<\/?(p|br|div|span|b|i|u|em|strong|sub|sup|img|table|tr|td|ul|ol|li|a|font|h[1-6])\b[^<>]*>/i;
const MEDIA = new Map([
  ['matimage', 'img'],
  ['mataudio', 'audio'],
  ['matvideo', 'video'],
]);

/** The HTML of `material`, or of something else that holds such. */
export function materialHtml(holder: XmlElement, context: Qti1Context): string {
  return elements(holder)
    .map((element) => partHtml(element, context))
    .join('')
    .trim();
}

function partHtml(element: XmlElement, context: Qti1Context): string {
  const { name, line } = element;
  if (HOLDERS.has(name)) return materialHtml(element, context);
  switch (name) {
    case 'mattext':
      return textHtml(element, context);
    case 'matemtext':
      return `<em>${textHtml(element, context)}</em>`;
    case 'matbreak':
      return '<br>';
    case 'matimage':
    case 'mataudio':
    case 'matvideo': {
      const address = text(element, 'uri') ?? '';
      const alt = text(element, 'label') ?? '';
      const shown = standIn(MEDIA.get(name) ?? 'img', line, { src: context.locate(address), alt });
      return toHtml([shown], context);
    }
    case 'render_choice':
    case 'render_fib':
    case 'response_label':
    case 'flow_label':
      return '';
    default:
      context.notes.skipped(element, `${name} is not shown`);
      return '';
  }
}

function textHtml(element: XmlElement, context: Qti1Context): string {
  if (elements(element).length > 0)
    return toHtml(
      element.children.map((node) => located(node, context)),
      context,
    );
  const said = textOf(element);
  const isHtml = (text(element, 'texttype') ?? '').toLowerCase() === 'text/html' || TAGS.test(said);
  if (isHtml) return toHtml(htmlNodes(said, element.line, context.locate), context);
  const lines = said.trim().split(/\r?\n/);
  return toHtml(
    lines.flatMap((line, at) => (at === 0 ? [line] : [standIn('br', element.line), line])),
    context,
  );
}

/** XHTML that stands in the file as elements. */
function located(node: XmlNode, context: Qti1Context): XmlNode {
  if (!isElement(node)) return node;
  const attributes = new Map(
    [...node.attributes].map(([name, value]) => [
      name,
      name === 'src' || name === 'data' ? context.locate(value) : value,
    ]),
  );
  return { ...node, attributes, children: node.children.map((below) => located(below, context)) };
}
