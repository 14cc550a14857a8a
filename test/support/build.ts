import { buildIfNeeded } from '../../src/commands/build-if-needed.mjs';

/** Brings `dist` up to date. Vitest calls it before the first test of a project that runs what was built. */
export async function setup(): Promise<void> {
  const code = await buildIfNeeded();
  if (code !== 0) throw new Error(`The build failed with code ${code}`);
}
