import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { withBuildLock } from './build-lock.mjs';
import { buildStamp, readStamp } from './build-stamp.mjs';
import { fromRoot } from './paths.mjs';
import { runTool } from './run.mjs';

const MODES = ['student', 'console', 'server'];

/**
 * Builds the three bundles into `dist`, unless the last build was made of the same files.
 *
 * @returns {Promise<number>} 0, or the exit code of the build that failed
 */
export async function buildIfNeeded() {
  const stampFile = fromRoot('dist', '.stamp');
  // Without the lock, which is a file: whoever runs what somebody else built may have nothing to write here.
  if (readStamp(stampFile) === buildStamp()) return 0;
  return withBuildLock(fromRoot('node_modules', '.cache', 'satchel-build.lock'), async () => {
    // Taken before the build: a file saved meanwhile makes the next start build again.
    const stamp = buildStamp();
    if (readStamp(stampFile) === stamp) return 0;
    rmSync(stampFile, { force: true });
    for (const mode of MODES) {
      // Said here, not left to the caller: under a test runner's NODE_ENV the bundle would hold development code.
      const environment = { NODE_ENV: 'production' };
      const code = await runTool('vite/bin/vite.js', ['build', '--mode', mode, '--logLevel', 'warn'], environment);
      if (code !== 0) return code;
    }
    mkdirSync(fromRoot('dist'), { recursive: true });
    writeFileSync(stampFile, stamp);
    return 0;
  });
}

/** Brings `dist` up to date, or ends the process: for commands that are nothing without it. */
export async function requireBuild() {
  const code = await buildIfNeeded();
  if (code !== 0) process.exit(code);
}
