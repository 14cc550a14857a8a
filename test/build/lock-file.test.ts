import { expect, it } from 'vitest';
import { readSource } from '../layout/source-files.ts';

interface Locked {
  version?: string;
  optionalDependencies?: Record<string, string>;
}

const packages: Record<string, Locked> = JSON.parse(readSource('package-lock.json')).packages;

/** Where Node.js would find `name` from the folder `from`: in it, or in the folders above it. */
function resolve(from: string, name: string): Locked | undefined {
  const found = packages[`${from === '' ? '' : `${from}/`}node_modules/${name}`];
  if (found || from === '') return found;
  return resolve(from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name);
}

// `npm ci` refuses a lock file that leaves out a package of another platform, and npm writes such a file wherever a
// registry does not have them all: the next fresh clone could not be installed.
it('the lock file names every optional package of every platform, in the version that is asked for', () => {
  const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => resolve(from, name)?.version === undefined)
      .map(([name, version]) => `${name}@${version}`),
  );
  expect(missing).toEqual([]);
});
