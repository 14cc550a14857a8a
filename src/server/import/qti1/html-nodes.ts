import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';
import { MATHML } from '../qti/body/to-html.ts';
import { refuseCostlyImport } from '../qti/refuse-costly-import.ts';
import type { XmlNode } from '../qti/xml/element.ts';
import { standIn } from './element.ts';

type Node = DefaultTreeAdapterMap['childNode'];

/**
 * HTML that stands as text in QTI 1, as the elements that a body of QTI 2 has: what a student may get of it is decided in one
 * place (`qti/body/to-html.ts`).
 * @param line of the element that holds it
 * @param locate what an address means
 * @throws ImportRefused when it is nested too deeply, or costs more than it says
 */
export function htmlNodes(html: string, line: number, locate: (address: string) => string): XmlNode[] {
  refuseCostlyImport(html, line);
  const toNodes = (nodes: readonly Node[]): XmlNode[] => nodes.flatMap(toNode);
  const toNode = (node: Node): XmlNode[] => {
    if (node.nodeName === '#text' && 'value' in node) return [node.value];
    if (!('tagName' in node)) return [];
    const attributes = Object.fromEntries(
      node.attrs.map(({ name, value }) => [name, name === 'src' || name === 'data' ? locate(value) : value]),
    );
    const element = standIn(node.tagName, line, attributes, toNodes(node.childNodes));
    return [node.namespaceURI.endsWith('MathML') ? { ...element, namespace: MATHML } : element];
  };
  return toNodes(parseFragment(html, { scriptingEnabled: false }).childNodes);
}
