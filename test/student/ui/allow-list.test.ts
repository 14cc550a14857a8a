import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ContentNode } from '../../../src/shared/contract/content.ts';
import { drawn } from '../../../src/student/ui/allow-list.ts';

type Properties = Extract<ContentNode, { type: 'element' }>['properties'];
const element = (tagName: string, properties: Properties = {}): ContentNode => ({
  type: 'element',
  tagName,
  properties,
  children: [],
});

test('known elements are drawn as they are, with the attributes that are known', () => {
  expect(drawn(element('td', { colSpan: 2, lang: 'es', dir: 'ltr' }))).toEqual({
    kind: 'element',
    tag: 'td',
    attributes: { colspan: 2, lang: 'es', dir: 'ltr' },
  });
});

test('what could run or reach out is never drawn', () => {
  for (const tag of ['script', 'style', 'iframe', 'object', 'embed', 'template']) {
    expect(drawn(element(tag))).toEqual({ kind: 'nothing' });
  }
});

test('of an unknown element its children stay', () => {
  for (const tag of ['blink', 'a', 'form', 'input', 'svg', 'link', 'SCRIPT', 'x-widget', 'constructor', '__proto__']) {
    expect(drawn(element(tag))).toEqual({ kind: 'children' });
  }
});

test('no attribute outside the list comes through, whatever its name', () => {
  const hostile = {
    onclick: 'alert(1)',
    onClick: 'alert(1)',
    style: 'position: fixed',
    href: 'javascript:alert(1)',
    id: 'app',
    dangerouslySetInnerHTML: 'x',
    ref: 'x',
    key: 'x',
    children: 'x',
    innerHTML: 'x',
    constructor: 'x',
    srcDoc: 'x',
  };
  expect(drawn(element('p', hostile))).toEqual({ kind: 'element', tag: 'p', attributes: {} });
  fc.assert(
    fc.property(fc.string(), fc.string(), (name, value) => {
      const what = drawn(element('p', { [name]: value }));
      if (what.kind !== 'element') throw new Error('a paragraph is drawn');
      for (const attribute of Object.keys(what.attributes)) expect(attribute).not.toMatch(/^(on|style|href|src|id)/i);
    }),
  );
});

test('authored classes get a prefix, so that none of them looks like the app', () => {
  expect(drawn(element('p', { className: ['banner', 'align-center'] }))).toMatchObject({
    attributes: { class: 'c-banner c-align-center' },
  });
});

test('a picture is known by its name; an address in its place is only a name that no file has', () => {
  expect(drawn(element('img', { src: 'leaf.png', alt: 'A leaf', width: 320, height: '180' }))).toEqual({
    kind: 'media',
    tag: 'img',
    name: 'leaf.png',
    alt: 'A leaf',
    width: 320,
    height: 180,
  });
  expect(drawn(element('img', { src: 'https://example.org/x.png', width: '100%' }))).toEqual({
    kind: 'media',
    tag: 'img',
    name: 'https://example.org/x.png',
    alt: '',
  });
});

test('authored headings stand below those of the screen', () => {
  expect(drawn(element('h1'))).toMatchObject({ tag: 'h3' });
  expect(drawn(element('h6'))).toMatchObject({ tag: 'h6' });
});
