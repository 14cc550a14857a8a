import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * @param {string} name
 * @param {NodeJS.ProcessEnv} environment
 */
function onPath(name, environment) {
  return (environment.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isProgram);
}

/**
 * The Chromium or Chrome of this machine: `CHROMIUM_PATH`, else the first of the usual names on PATH.
 *
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {string | undefined} its path
 * @throws {Error} when `CHROMIUM_PATH` names nothing that can be run
 */
export function findBrowser(environment = process.env) {
  const named = environment.CHROMIUM_PATH;
  if (named) {
    if (isProgram(named)) return named;
    throw new Error(`CHROMIUM_PATH is ${named}, and that is no program.`);
  }
  return NAMES.map((name) => onPath(name, environment)).find((path) => path !== undefined);
}

/** Ubuntu's package of this name is a stub for a snap, which does not run in a container. */
function isDebian() {
  try {
    return /^ID=["']?debian["']?$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/**
 * Finds a browser for the tests, or installs Debian's where this process may.
 *
 * @returns {Promise<string>} its path
 * @throws {Error} with the one line that says what to install
 */
export async function requireBrowser() {
  const found = findBrowser();
  if (found) return found;
  if (process.getuid?.() === 0 && isDebian() && onPath('apt-get', process.env)) {
    const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-q'], quiet);
    await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium'], quiet);
    const installed = findBrowser();
    if (installed) return installed;
  }
  throw new Error('No browser found: install Chromium or Chrome, or set CHROMIUM_PATH to the one to test with.');
}
