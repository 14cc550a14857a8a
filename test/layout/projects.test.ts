import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fromRoot } from '../../src/commands/paths.mjs';

test('npm test runs each project of the tests once', () => {
  const projects = [...readFileSync(fromRoot('vitest.config.ts'), 'utf8').matchAll(/\bname: '([\w-]+)'/g)];
  const halves = [...readFileSync(fromRoot('src/commands/test.mjs'), 'utf8').matchAll(/projects: \[(.*)\]/g)];
  const run = halves.flatMap(([, list = '']) => [...list.matchAll(/'([\w-]+)'/g)].map(([, name]) => name));
  expect(run.toSorted()).toEqual(projects.map(([, name]) => name).toSorted());
});
