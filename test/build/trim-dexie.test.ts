import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fromRoot } from '../../src/commands/paths.mjs';
import { trimmed } from '../../src/commands/trim-dexie.mjs';

const dexie = readFileSync(fromRoot('node_modules/dexie/dist/modern/dexie.mjs'), 'utf8');

test('what the database turns off hangs on nothing in the Dexie that is installed', () => {
  const uses = (code: string, name: string) => [...code.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length;
  // What is left is the declaration, and for liveQuery the export, which nobody imports.
  expect([uses(trimmed(dexie), 'cacheMiddleware'), uses(trimmed(dexie), 'liveQuery')]).toEqual([
    uses(dexie, 'cacheMiddleware') - 1,
    uses(dexie, 'liveQuery') - 1,
  ]);
});

test('a Dexie that is written differently stops the build', () => {
  expect(() => trimmed('export class Dexie {}')).toThrow('Dexie is written differently: this.use(cacheMiddleware);');
  expect(() => trimmed(`${dexie}\n${dexie}`)).toThrow('Dexie is written differently');
});
