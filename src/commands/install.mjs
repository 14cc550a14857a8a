import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildStamp, readStamp } from './build-stamp.mjs';
import { fromRoot, ROOT } from './paths.mjs';
import { run } from './run.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, dev?: boolean }} LockedPackage
 */

/**
 * @param {string} path
 * @returns {Record<string, LockedPackage> | undefined} by folder; undefined when there is no such file, or not a whole one
 */
function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * Whether npm installed what `package-lock.json` asks for, but for what is for other kinds of computers, and for what is only for
 * building where that is done. By what the two files say, not by when they were written: of a folder that was carried to a computer
 * without internet that is the order of the copying, and an install there would take away what it cannot fetch again.
 *
 * @param {{ root?: string, isBuilt: boolean }} folder
 */
export function isInstalled({ root = ROOT, isBuilt }) {
  const asked = packagesOf(join(root, 'package-lock.json'));
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (!asked || !installed) return false;
  return Object.entries(asked).every(([folder, { version, integrity, optional, dev }]) => {
    const there = installed[folder];
    // The first is the project itself.
    if (folder === '' || (!there && (optional || (dev && isBuilt)))) return true;
    return there?.version === version && there?.integrity === integrity;
  });
}

/**
 * Installs the dependencies when they are not those of `package-lock.json`, and ends the process when that fails.
 * `--include=dev`, because the build needs the development dependencies wherever NODE_ENV points.
 *
 * @param {'quiet'} [quiet] nothing goes to standard output
 */
export async function installIfNeeded(quiet) {
  if (isInstalled({ isBuilt: readStamp(fromRoot('dist', '.stamp')) === buildStamp() })) return;
  const code = await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {}, quiet);
  if (code !== 0) {
    console.error('The dependencies could not be installed. See what npm printed above.');
    process.exit(code);
  }
}
