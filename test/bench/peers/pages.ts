/* The open QTI players, each as one page with one script and one style sheet. */
import { resolve } from 'node:path';
import { build } from 'vite';

export interface PlayerPage {
  name: string;
  script: string;
  style: string;
}

export const buildPlayers = (): Promise<PlayerPage[]> =>
  Promise.all([
    buildPage('@citolab/qti-components', 'qti-components-page.mjs'),
    buildPage('qti3-item-player', 'item-player-page.mjs'),
  ]);

async function buildPage(name: string, file: string): Promise<PlayerPage> {
  const built = await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    mode: 'production',
    // With its compiler: qti3-item-player makes a template of each item.
    resolve: { alias: [{ find: /^vue$/, replacement: 'vue/dist/vue.esm.js' }] },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      // It is minified already, with what only old browsers read.
      cssMinify: false,
      lib: { entry: resolve(import.meta.dirname, file), formats: ['iife'], name: 'page' },
    },
  });
  const output = Array.isArray(built) ? built[0] : built;
  if (!output || !('output' in output)) throw new Error(`${name} was not built`);
  const styles = output.output.flatMap((part) =>
    part.type === 'asset' && part.fileName.endsWith('.css') ? [String(part.source)] : [],
  );
  return { name, script: output.output[0].code, style: styles.join('\n') };
}
