import type { Content, ContentNode } from '../../../shared/contract/content.ts';

/** Content in words, for names and for what is read out: a picture is what its author says it shows. */
export const plainText = (nodes: Content): string => nodes.map(textOf).join('').replace(/\s+/g, ' ').trim();

/** As `plainText`, and something to call it by where there are no words. */
export const nameOf = (nodes: Content, otherwise: string): string => plainText(nodes) || otherwise;

const BREAKS = new Set(['p', 'div', 'li', 'br', 'td', 'th', 'tr', 'dt', 'dd', 'pre', 'blockquote', 'figcaption']);

function textOf(node: ContentNode): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element') return '';
  const { alt, src } = node.properties;
  if (src !== undefined) return typeof alt === 'string' ? alt : '';
  // What is written above another is no further word.
  if (node.tagName === 'rt' || node.tagName === 'rp') return '';
  const inside = node.children.map(textOf).join('');
  return BREAKS.has(node.tagName) ? ` ${inside} ` : inside;
}
