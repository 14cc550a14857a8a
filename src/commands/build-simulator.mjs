import { readFileSync } from 'node:fs';
import { build } from 'vite';
import { fromRoot } from './paths.mjs';

/**
 * @typedef {{ file: string, find: string, replace: string }} Patch a change to one source file, below the project's folder
 */

/** @type {Program} */
const SIMULATOR = { entry: 'test/simulation/main.ts', plugins: [] };

/**
 * @typedef {object} Program what is bundled, when not the simulator itself
 * @property {string} entry
 * @property {import('vite').Plugin[]} plugins that see the sources after the patches
 */

/**
 * Bundles the simulator for Node.js, as the sources stand or with single places of them changed.
 *
 * @param {string} name of the bundle, below node_modules/.cache/simulator
 * @param {Patch[]} [patches]
 * @param {Program} [program]
 * @returns {Promise<string>} the program
 * @throws Error when a patch does not find its place exactly once
 */
export async function buildSimulator(name, patches = [], { entry, plugins } = SIMULATOR) {
  const outDir = fromRoot('node_modules', '.cache', 'simulator', name);
  for (const { file, find } of patches) {
    const count = readFileSync(fromRoot(file), 'utf8').split(find).length - 1;
    if (count !== 1) throw new Error(`${file} holds ${count} times, not once: ${find}`);
  }
  await build({
    configFile: false,
    root: fromRoot(),
    logLevel: 'error',
    plugins: [
      {
        name: 'patch-sources',
        enforce: 'pre',
        transform(code, id) {
          const own = patches.filter(({ file }) => id === fromRoot(file));
          if (own.length === 0) return null;
          return own.reduce((text, { find, replace }) => text.replace(find, () => replace), code);
        },
      },
      ...plugins,
    ],
    build: {
      ssr: entry,
      outDir,
      emptyOutDir: true,
      copyPublicDir: false,
      minify: false,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'main.mjs', chunkFileNames: '[name].mjs' } },
    },
  });
  return fromRoot('node_modules', '.cache', 'simulator', name, 'main.mjs');
}
