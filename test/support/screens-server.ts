import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, preview } from 'vite';
import { fromRoot } from '../../src/commands/paths.mjs';

const root = fromRoot();

/** Builds `screens.html` and serves it. @returns its address, and what ends it */
export async function serveScreens(): Promise<{ url: string; close(): Promise<void> }> {
  // A folder of its own: who else serves them would take away what this one is reading.
  const outDir = await mkdtemp(join(tmpdir(), 'satchel-built-screens-'));
  const shared = { configFile: false, root, logLevel: 'error', build: { outDir } } as const;
  await build({
    ...shared,
    publicDir: false,
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'esnext',
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: { input: 'test/support/screens.html' },
    },
  });
  const server = await preview({ ...shared, preview: { host: '127.0.0.1', port: 0 } });
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error('vite does not say where it listens');
  return {
    url: `${url}test/support/screens.html`,
    async close() {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
