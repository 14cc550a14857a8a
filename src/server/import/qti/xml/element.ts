/** An element as QTI 2.x calls it, whichever version it came in (`qti-names.ts`). */
export interface XmlElement {
  name: string;
  /** Namespace URI; empty for none. */
  namespace: string;
  /** Written as QTI 3 writes it, with `qti-`. */
  inQti3: boolean;
  attributes: ReadonlyMap<string, string>;
  children: XmlNode[];
  /** Of its start tag, from 1. */
  line: number;
}

export type XmlNode = XmlElement | string;

export const isElement = (node: XmlNode): node is XmlElement => typeof node !== 'string';

export const elements = ({ children }: XmlElement, ...names: string[]): XmlElement[] =>
  children.filter(isElement).filter(({ name }) => names.length === 0 || names.includes(name));

export const child = (element: XmlElement, ...names: string[]): XmlElement | undefined =>
  elements(element, ...names)[0];

/** Every element below that has one of the names, in document order; those within one that was found, too. */
export function descendants(element: XmlElement, ...names: string[]): XmlElement[] {
  return elements(element).flatMap((one) => [
    ...(names.includes(one.name) ? [one] : []),
    ...descendants(one, ...names),
  ]);
}

/** The text of an element and all below it. */
export const textOf = (node: XmlNode): string => (isElement(node) ? node.children.map(textOf).join('') : node);
