import { createServer } from 'vite';

/** Serves `screens.html`. @returns its address, and what ends it */
export async function serveScreens(): Promise<{ url: string; close(): Promise<void> }> {
  const server = await createServer({
    configFile: false,
    root: new URL('../..', import.meta.url).pathname,
    cacheDir: 'node_modules/.cache/vite-screens',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    server: { host: '127.0.0.1', port: 0, watch: null, hmr: false },
    optimizeDeps: { include: ['preact', 'preact/hooks', '@preact/signals'] },
    logLevel: 'error',
  });
  await server.listen();
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error('vite does not say where it listens');
  return { url: `${url}test/support/screens.html`, close: () => server.close() };
}
