import type { Content, ContentNode } from '../contract/content.ts';

/** Elements that do not part the words around them. */
const INLINE = new Set([
  ...['a', 'abbr', 'b', 'bdi', 'bdo', 'code', 'em', 'i', 'mark', 's', 'small', 'span', 'strong', 'sub', 'sup', 'u'],
]);
const BLANK = '____';

/** The words of sanitized content, on one line; a picture gives those that stand for it, and what is to be answered is blank. */
export function contentText(content: Content): string {
  return content.map(textOf).join('').replace(/\s+/g, ' ').trim();
}

function textOf(node: ContentNode): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element') return ` ${BLANK} `;
  const { alt } = node.properties;
  const inner = typeof alt === 'string' ? alt : node.children.map(textOf).join('');
  return INLINE.has(node.tagName) ? inner : ` ${inner} `;
}
