import type { Content } from '../../shared/contract/content.ts';

/** Questions stand in the midst of its text. */
export const standsInBody = (nodes: Content): boolean =>
  nodes.some((node) => node.type === 'question' || (node.type === 'element' && standsInBody(node.children)));
