import { expect, test } from 'vitest';
import type { ContentNode } from '../../../../src/shared/contract/content.ts';
import { nameOf, plainText } from '../../../../src/student/ui/interactions/plain-text.ts';

const words = (value: string): ContentNode => ({ type: 'text', value });
const element = (tagName: string, children: ContentNode[], properties = {}): ContentNode => ({
  type: 'element',
  tagName,
  properties,
  children,
});

test('content is called by its words, blocks apart and white space folded', () => {
  expect(
    plainText([element('p', [words('a red\n '), element('b', [words('fox')])]), element('p', [words('runs')])]),
  ).toBe('a red fox runs');
});

test('a picture is called by what its author says that it shows', () => {
  expect(plainText([element('img', [], { src: 'a.png', alt: 'A leaf' }), words(' in autumn')])).toBe(
    'A leaf in autumn',
  );
});

test('what is written above a word is not read out as another word', () => {
  expect(plainText([element('ruby', [words('漢'), element('rp', [words('(')]), element('rt', [words('かん')])])])).toBe(
    '漢',
  );
});

test('content without words is called by its place', () => {
  expect(nameOf([element('img', [], { src: 'a.png', alt: '' })], 'option 2')).toBe('option 2');
});
