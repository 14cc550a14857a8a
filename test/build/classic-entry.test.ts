import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { beforeAll, expect, test } from 'vitest';
import { asClassic } from '../../src/commands/classic-entry.mjs';
import { fromRoot } from '../../src/commands/paths.mjs';
import { setup } from '../support/build.ts';

beforeAll(setup, 240_000);

test('the script of the page is one that Chromium compiles when it is put away: no module', () => {
  const page = readFileSync(fromRoot('dist/student/index.html'), 'utf8');
  const [address] = /\/assets\/first-[\w-]+\.js/.exec(page) ?? [];
  expect(page).not.toMatch(/<script[^>]+(src|type)=/);
  expect(() => new Script(readFileSync(fromRoot('dist/student', address ?? ''), 'utf8'))).not.toThrow();
});

test('what the page has evaluated to draw the question is not in the app’s script again', () => {
  const page = readFileSync(fromRoot('dist/student/index.html'), 'utf8');
  const [address] = /\/assets\/first-[\w-]+\.js/.exec(page) ?? [];
  const allowed = 'mmultiscripts';
  expect(page).toContain(allowed);
  expect(readFileSync(fromRoot('dist/student', address ?? ''), 'utf8')).not.toContain(allowed);
});

test('a module passes on what the script evaluated, under the names that it exported', () => {
  const { script, module } = asClassic('const a=1,b=()=>a;import(`./later.js`);export{b as c,a};');
  expect(script).toBe(
    '(()=>{"use strict";const a=1,b=()=>a;import(`./later.js`);\nglobalThis.satchelFirst={c:b,a:a}})();\n',
  );
  expect(module).toBe('const{c:_0,a:_1}=globalThis.satchelFirst;export{_0 as c,_1 as a};\n');
});

test.each([
  'import{a}from"./other.js";export{a};',
  'export const a=1;export{a as b};',
  'const a=import.meta.url;export{a};',
  'const a=1;',
])('an entry of another form stops the build: %s', (code) => {
  expect(() => asClassic(code)).toThrow('The entry is not a module');
});
