/* Oracle: the words that a person would read aloud, written out by hand. */
import { expect, test } from 'vitest';
import type { Content, ContentNode } from '../../../src/shared/contract/content.ts';
import { contentText } from '../../../src/shared/lib/content-text.ts';

const text = (value: string): ContentNode => ({ type: 'text', value });
const element = (tagName: string, children: ContentNode[], properties = {}): ContentNode => ({
  type: 'element',
  tagName,
  properties,
  children,
});

test.each<[string, Content, string]>([
  ['nothing', [], ''],
  [
    'words inside a sentence stay together',
    [element('p', [text('a dep'), element('em', [text('osit')])])],
    'a deposit',
  ],
  ['paragraphs do not run into each other', [element('p', [text('One.')]), element('p', [text('Two.')])], 'One. Two.'],
  [
    'cells of a table neither',
    [element('tr', [element('td', [text('cork')]), element('td', [text('yes')])])],
    'cork yes',
  ],
  ['white space is folded', [element('p', [text('  a\n\tb  ')])], 'a b'],
  ['a picture gives its words', [element('p', [element('img', [], { alt: 'A jar' })])], 'A jar'],
  ['what is to be answered is blank', [text('I see a '), { type: 'slot', index: 0 }, text('.')], 'I see a ____ .'],
  ['a question in a text likewise', [text('It is '), { type: 'question', id: 'q' }], 'It is ____'],
  ['a picture without words gives none', [element('img', [], { src: 'jar.gif' })], ''],
])('%s', (_, content, words) => {
  expect(contentText(content)).toBe(words);
});

test('characters of markup that stand in a text stay what they are', () => {
  expect(contentText([text('3 < 4 & "<b>"')])).toBe('3 < 4 & "<b>"');
});
