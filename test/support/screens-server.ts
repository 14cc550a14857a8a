import { join } from 'node:path';
import { build, preview } from 'vite';
import { fromRoot } from '../../src/commands/paths.mjs';

const root = fromRoot();
const outDir = join(root, 'node_modules', '.cache', 'screens');

/** Builds `screens.html` and serves it. @returns its address, and what ends it */
export async function serveScreens(): Promise<{ url: string; close(): Promise<void> }> {
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
  return { url: `${url}test/support/screens.html`, close: () => server.close() };
}
