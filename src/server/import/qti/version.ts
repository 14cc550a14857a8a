import type { XmlElement } from './xml/element.ts';

export type QtiVersion = '2.0' | '2.1' | '2.2' | '3.0';

/** The version of QTI that a file's namespace says, or else the names of its elements; 2.1 where nothing does. */
export function qtiVersion({ namespace, inQti3 }: XmlElement): QtiVersion {
  if (/v3p0/.test(namespace) || inQti3) return '3.0';
  if (/v2p2/.test(namespace)) return '2.2';
  return /v2p0/.test(namespace) ? '2.0' : '2.1';
}

/** What the schemas of 2.2 and 3.0 say where an entry of a mapping does not; those before have no default. */
export const isCaseSensitive = (version: QtiVersion): boolean => version === '2.0' || version === '2.1';
