import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withBuildLock } from './build-lock.mjs';
import { buildStamp, readStamp } from './build-stamp.mjs';
import { installIfNeeded } from './install.mjs';
import { fromRoot } from './paths.mjs';
import { run } from './run.mjs';

/**
 * Runs a command of `src/server/commands` that needs neither the pages nor a database, with the arguments of this
 * process. Nothing but what the command says goes to standard output: it may be read by a program.
 *
 * @param {string} name
 */
export async function runCommand(name) {
  await installIfNeeded('quiet');
  const program = await bundle(name);
  process.exit(await run(process.execPath, ['--enable-source-maps', program, ...process.argv.slice(2)]));
}

/**
 * Bundles the command, unless it was bundled of the same files.
 *
 * @param {string} name
 * @returns {Promise<string>} the program
 */
function bundle(name) {
  const folder = fromRoot('node_modules', '.cache', 'commands', name);
  const program = join(folder, 'main.mjs');
  const stampFile = join(folder, '.stamp');
  mkdirSync(folder, { recursive: true });
  return withBuildLock(`${folder}.lock`, async () => {
    const stamp = buildStamp();
    if (readStamp(stampFile) === stamp) return program;
    rmSync(stampFile, { force: true });
    // Only now: it may have been installed a moment ago.
    const { build } = await import('vite');
    await build({
      configFile: false,
      root: fromRoot(),
      logLevel: 'error',
      build: {
        ssr: `src/server/commands/${name}.ts`,
        outDir: folder,
        emptyOutDir: true,
        copyPublicDir: false,
        minify: false,
        sourcemap: true,
        target: 'node20',
        rollupOptions: { output: { entryFileNames: 'main.mjs', chunkFileNames: '[name].mjs' } },
      },
    });
    writeFileSync(stampFile, stamp);
    return program;
  });
}
