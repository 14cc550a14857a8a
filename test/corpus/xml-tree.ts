import { SaxesParser } from 'saxes';

/** An XML element as it is written: names with their prefixes, declarations of namespaces among the attributes. */
export interface WrittenElement {
  name: string;
  attributes: Record<string, string>;
  children: Array<WrittenElement | string>;
}

/** For tests that change a file. It knows nothing of the importer's own parser. @throws Error when it is not well-formed */
export function readTree(xml: string): WrittenElement {
  const root: WrittenElement = { name: '', attributes: {}, children: [] };
  const open = [root];
  const parser = new SaxesParser();
  const add = (text: string) => open.at(-1)?.children.push(text);
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: { ...attributes }, children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', add);
  parser.on('cdata', add);
  parser.write(xml.replace(/<!DOCTYPE[^>[]*>/, '')).close();
  const top = root.children.find((node) => typeof node !== 'string');
  if (top === undefined) throw new Error('there is no element');
  return top;
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export function writeTree(node: WrittenElement | string): string {
  if (typeof node === 'string') return escapeXml(node);
  const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${escapeXml(value)}"`);
  return `<${node.name}${attributes.join('')}>${node.children.map(writeTree).join('')}</${node.name}>`;
}

export const childElements = ({ children }: WrittenElement): WrittenElement[] =>
  children.filter((node) => typeof node !== 'string');

/** An element and all below it, in document order. */
export const allElements = (element: WrittenElement): WrittenElement[] => [
  element,
  ...childElements(element).flatMap(allElements),
];

/** What an element or an attribute is called in QTI 2 and 3 alike: `qti-simple-choice` and `simpleChoice` are `simplechoice`. */
export const plainName = (name: string): string =>
  name.replace(/^.*:/, '').replace(/^qti-/, '').replaceAll('-', '').toLowerCase();

/** The attribute of this plain name, as it is written; undefined where there is none. */
export const attributeNamed = ({ attributes }: WrittenElement, plain: string): string | undefined =>
  Object.keys(attributes).find((name) => plainName(name) === plain);
