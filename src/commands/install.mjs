import { statSync } from 'node:fs';
import { fromRoot } from './paths.mjs';
import { run } from './run.mjs';

/** @param {string} path */
function modifiedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/**
 * Installs the dependencies when `package-lock.json` is newer than what npm last installed, and ends the process when
 * that fails. `--include=dev`, because the build needs the development dependencies wherever NODE_ENV points.
 *
 * @param {'quiet'} [quiet] nothing goes to standard output
 */
export async function installIfNeeded(quiet) {
  if (modifiedAt(fromRoot('node_modules', '.package-lock.json')) >= modifiedAt(fromRoot('package-lock.json'))) return;
  const code = await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {}, quiet);
  if (code !== 0) {
    console.error('The dependencies could not be installed. See what npm printed above.');
    process.exit(code);
  }
}
