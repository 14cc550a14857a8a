import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

/** What a build is made of, below the project's folder. */
const INPUTS = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json', 'tsconfig.base.json'];

/**
 * @param {string} root
 * @param {string} path
 * @returns {string[]} the files at or below `path`, relative to `root`, in a fixed order
 */
function filesOf(root, path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesOf(root, `${path}/${name}`));
}

/**
 * A digest over path, size and time of change of everything that a build reads: equal stamps mean that the last build
 * still stands. It reads no file, so that a start takes no longer for it.
 *
 * @param {string} [root]
 */
export function buildStamp(root = ROOT) {
  const digest = createHash('sha256').update(process.version);
  for (const path of INPUTS.flatMap((input) => filesOf(root, input))) {
    const { size, mtimeMs } = statSync(join(root, path));
    digest.update(`\n${path}\t${size}\t${mtimeMs}`);
  }
  return digest.digest('hex');
}

/**
 * @param {string} file
 * @returns {string | null} null when there is no build
 */
export function readStamp(file) {
  return statSync(file, { throwIfNoEntry: false }) ? readFileSync(file, 'utf8') : null;
}
