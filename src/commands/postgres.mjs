import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { installFromDebian } from './debian.mjs';
import { isProgram, onPath } from './programs.mjs';

/** Older ones are not served. */
const OLDEST = 15;
/** Debian keeps each version's programs in a folder of its own, and puts none of a server's on PATH. */
const DEBIAN = '/usr/lib/postgresql';

function debianFolders() {
  try {
    return readdirSync(DEBIAN)
      .map(Number)
      .filter((version) => version >= OLDEST)
      .sort((a, b) => b - a)
      .map((version) => join(DEBIAN, String(version), 'bin'));
  } catch {
    return [];
  }
}

/** @param {string} folder */
const isWhole = (folder) => ['initdb', 'postgres'].every((name) => isProgram(join(folder, name)));

/**
 * The programs of a PostgreSQL server on this machine: `POSTGRES_BIN`, else Debian's newest, else what is on PATH.
 *
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {string | undefined} their folder
 * @throws {Error} when `POSTGRES_BIN` names a folder without them
 */
export function findPostgres(environment = process.env) {
  const named = environment.POSTGRES_BIN;
  if (named) {
    if (isWhole(named)) return named;
    throw new Error(`POSTGRES_BIN is ${named}, and there are no initdb and postgres in it.`);
  }
  const initdb = onPath('initdb', environment);
  return [...debianFolders(), ...(initdb ? [dirname(initdb)] : [])].find(isWhole);
}

/**
 * Finds PostgreSQL's programs for the tests, or installs Debian's where this process may.
 *
 * @returns {Promise<string>} their folder
 * @throws {Error} with the one line that says what to install
 */
export async function requirePostgres() {
  const found = findPostgres();
  if (found) return found;
  if (await installFromDebian('postgresql')) {
    const installed = findPostgres();
    if (installed) return installed;
  }
  throw new Error(
    'No PostgreSQL found: install PostgreSQL 15 or newer, or set POSTGRES_BIN to the folder of its initdb and postgres.',
  );
}
