import { expect, test } from 'vitest';
import type { ContentNode } from '../../../../src/shared/contract/content.ts';
import { textOnly } from '../../../../src/student/ui/interactions/text-only.ts';

const words = (value: string): ContentNode => ({ type: 'text', value });
const element = (tagName: string, ...children: ContentNode[]): ContentNode => ({
  type: 'element',
  tagName,
  properties: {},
  children,
});

test('content that is text is one line of it', () => {
  expect(textOnly([element('p', words('the  mouth\n of '), element('em', words('the river')))])).toBe(
    'the mouth of the river',
  );
});

test.each([
  ['a picture', element('img')],
  ['a formula', element('math', element('mn', words('2')))],
  ['a power', element('p', words('10'), element('sup', words('2')))],
])('%s is more than text', (_, node) => {
  expect(textOnly([words('about '), node])).toBeNull();
});
