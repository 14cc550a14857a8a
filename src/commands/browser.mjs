import { installFromDebian } from './debian.mjs';
import { isProgram, onPath } from './programs.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

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

/**
 * Finds a browser for the tests, or installs Debian's where this process may.
 *
 * @returns {Promise<string>} its path
 * @throws {Error} with the one line that says what to install
 */
export async function requireBrowser() {
  const found = findBrowser();
  if (found) return found;
  if (await installFromDebian('chromium')) {
    const installed = findBrowser();
    if (installed) return installed;
  }
  throw new Error('No browser found: install Chromium or Chrome, or set CHROMIUM_PATH to the one to test with.');
}
