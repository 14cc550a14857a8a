import { expect, test } from 'vitest';
import type { ContentNode } from '../../../../src/shared/contract/content.ts';
import { isMatrix } from '../../../../src/student/ui/interactions/match.tsx';

const words = (value: string): ContentNode => ({ type: 'text', value });
const side = (matchMax: number, ...content: ContentNode[]) => ({ content, matchMax, matchMin: 0 });
const sources = [side(1, words('duck')), side(1, words('cow'))];

test('sorting into a few groups, each of which could take everything, is a table', () => {
  expect(isMatrix({ sources, targets: [side(0, words('true')), side(2, words('false'))] })).toBe(true);
});

test('one to one is done by moving: a box that unchecks another would be a riddle', () => {
  expect(isMatrix({ sources, targets: [side(1, words('egg')), side(1, words('milk'))] })).toBe(false);
});

test('more groups, longer headings or pictures than a table has room for are places to move things to', () => {
  const many = Array.from({ length: 6 }, (_, n) => side(0, words(String(n))));
  expect(isMatrix({ sources, targets: many })).toBe(false);
  expect(isMatrix({ sources, targets: [side(0, words('a heading that is longer than a column'))] })).toBe(false);
  const img: ContentNode = { type: 'element', tagName: 'img', properties: { src: 'a.png', alt: 'A' }, children: [] };
  const wrapped: ContentNode = { type: 'element', tagName: 'p', properties: {}, children: [img] };
  expect(isMatrix({ sources, targets: [side(0, wrapped)] })).toBe(false);
});
