import type { Content, ContentNode } from '../../../shared/contract/content.ts';

const textNode = (value: string): ContentNode => ({ type: 'text', value });

/** One paragraph; places for questions and gaps stand between its words. */
export const paragraph = (...parts: Array<string | ContentNode>): ContentNode => ({
  type: 'element',
  tagName: 'p',
  properties: {},
  children: parts.map((part) => (typeof part === 'string' ? textNode(part) : part)),
});

export const paragraphs = (texts: readonly string[]): Content => texts.map((one) => paragraph(one));
export const words = (text: string): Content => [paragraph(text)];
export const inline = (text: string): Content => [textNode(text)];
export const options = (texts: readonly string[]) => texts.map((one) => ({ content: words(one) }));
export const slot = (index: number): ContentNode => ({ type: 'slot', index });
export const place = (id: string): ContentNode => ({ type: 'question', id });
