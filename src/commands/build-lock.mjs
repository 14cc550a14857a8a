import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ROOT } from './paths.mjs';

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** @param {string} file */
function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

function endUnwritable() {
  console.error(
    `Satchel has to be built first, and you may not write to ${ROOT}: let its owner run npm run build there.`,
  );
  process.exit(1);
}

/**
 * Runs `job` while no other process builds into the same folder: `npm start` beside `npm test`, or two test workers. A lock
 * whose process is gone is taken over. Ends the process, in a line that says why, where its user may not write.
 *
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} job
 * @returns {Promise<T>}
 */
export async function withBuildLock(file, job) {
  for (;;) {
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      if (code === 'EACCES' || code === 'EROFS') endUnwritable();
      if (code !== 'EEXIST') throw error;
      const holder = holderOf(file);
      if (holder > 0 && isAlive(holder)) await wait(200);
      else rmSync(file, { force: true });
    }
  }
  try {
    return await job();
  } finally {
    rmSync(file, { force: true });
  }
}
