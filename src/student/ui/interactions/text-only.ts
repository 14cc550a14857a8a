import type { Content } from '../../../shared/contract/content.ts';

/** Elements whose text says the same without them. */
const LOOKS = new Set([
  'p',
  'div',
  'span',
  'b',
  'strong',
  'i',
  'em',
  'u',
  'small',
  'mark',
  'cite',
  'dfn',
  'abbr',
  'wbr',
]);

/** Content as one line of text; null where it is more than that: a picture, a formula, an index above the line. */
export function textOnly(nodes: Content): string | null {
  const parts = nodes.map((node) => {
    if (node.type === 'text') return node.value;
    if (node.type !== 'element') return null;
    if (node.tagName === 'br') return ' ';
    return LOOKS.has(node.tagName) ? textOnly(node.children) : null;
  });
  return parts.includes(null) ? null : parts.join('').replace(/\s+/g, ' ').trim();
}
