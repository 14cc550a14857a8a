import type { XmlElement, XmlNode } from '../qti/xml/element.ts';

/** An element that stands for one of QTI 1, so that what reads bodies of QTI 2 can read it. */
export const standIn = (
  name: string,
  line: number,
  attributes: Record<string, string> = {},
  children: XmlNode[] = [],
): XmlElement => ({
  name,
  namespace: '',
  inQti3: false,
  attributes: new Map(Object.entries(attributes)),
  children,
  line,
});
