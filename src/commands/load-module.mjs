import { runnerImport } from 'vite';
import { fromRoot } from './paths.mjs';

/** A module in TypeScript. @param {string} path from the root @returns {Promise<unknown>} */
export async function loadModule(path) {
  const { module } = await runnerImport(fromRoot(path), { configFile: false, logLevel: 'error' });
  return module;
}
