import { readFileSync } from 'node:fs';
import { onPath } from './programs.mjs';
import { run } from './run.mjs';

/** Not Ubuntu: its package of Chromium is a stub for a snap, which does not run in a container. */
function isDebian() {
  try {
    return /^ID=["']?debian["']?$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/**
 * Installs a package of Debian's archive, where this is Debian and this process may.
 *
 * @param {string} name
 * @returns {Promise<boolean>} whether it tried
 */
export async function installFromDebian(name) {
  if (process.getuid?.() !== 0 || !isDebian() || !onPath('apt-get', process.env)) return false;
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], quiet);
  await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', name], quiet);
  return true;
}
