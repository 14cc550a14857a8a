import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { type ManifestOptions, VitePWA } from 'vite-plugin-pwa';
import {
  type Chunk,
  checkBudgets,
  firstQuestionChunks,
  gzipBytes,
  inlineScripts,
  precachedUrls,
} from './src/commands/budget.mjs';
import { classicEntry } from './src/commands/classic-entry.mjs';
import { inlineFirstPaint } from './src/commands/inline-first-paint.mjs';
import { lightPreload } from './src/commands/light-preload.mjs';
import { notOpenedWords } from './src/commands/not-opened-words.mjs';
import { takenFromPage } from './src/commands/taken-from-page.mjs';
import { trimDexie } from './src/commands/trim-dexie.mjs';
import { catalogsOf as ar } from './src/student/strings/ar/catalogs.ts';
import { en } from './src/student/strings/en.ts';
import { catalogsOf as es } from './src/student/strings/es/catalogs.ts';
import { catalogsOf as fr } from './src/student/strings/fr/catalogs.ts';

/** Chromebooks past their last update, Firefox ESR, the oldest Safari with what the sync needs. */
export const BROWSERS = ['chrome109', 'firefox115', 'safari16.4'];
const root = import.meta.dirname;
/**
 * Dexie's build for browsers that know ES modules, 2 kB lighter. Its default entry wraps the ES5 one, so that `require` and
 * `import` meet the same class; nothing here uses `require`.
 */
const alias = [{ find: /^dexie$/, replacement: join(root, 'node_modules/dexie/dist/modern/dexie.mjs') }];
const jsx = { jsx: { runtime: 'automatic', importSource: 'preact' } } as const;

/** Screens and helpers that no answer to a choice question waits for. */
const LATER = [
  'src/student/ui/rest-screens.tsx',
  'src/student/services/device-state.ts',
  'src/student/services/online.ts',
  'src/student/services/rescue.ts',
  'src/student/pwa/register.ts',
  'src/student/while-open.ts',
  'src/student/ui/interactions/parts.ts',
];

/** Styles of the first frame (`first-frame-styles.ts`). */
const FIRST_FRAME = readFileSync(join(root, 'src/student/ui/first-frame-styles.ts'), 'utf8').matchAll(
  /^import '\.\/(.+\.css)';$/gm,
);

/** What draws the first question in the page, and is not loaded with the app again. */
const IN_PAGE = [
  ...[...FIRST_FRAME].map(([, path]) => `ui/${path}`),
  'next-paint.ts',
  'session/order.ts',
  'session/snapshot.ts',
  'ui/allow-list.ts',
  'ui/interactions/options.ts',
  'ui/stands-in-body.ts',
];

const manifest: Partial<ManifestOptions> = {
  id: '/',
  name: 'Satchel',
  short_name: 'Satchel',
  description: 'Take your tests, with or without a network.',
  lang: 'en',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  theme_color: '#fbf8f2',
  background_color: '#fbf8f2',
  categories: ['education'],
  icons: [
    { src: '/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: '/icon-maskable-192.png', sizes: '192x192', type: 'image/png', purpose: 'maskable' },
    { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
  ],
  shortcuts: [{ name: 'My tests', url: '/', icons: [{ src: '/icon-192.png', sizes: '192x192', type: 'image/png' }] }],
  screenshots: [
    {
      src: '/screenshots/wide.png',
      sizes: '1280x800',
      type: 'image/png',
      form_factor: 'wide',
      label: 'A question beside its passage, with the seam that shows what is saved',
    },
    {
      src: '/screenshots/narrow.png',
      sizes: '540x960',
      type: 'image/png',
      form_factor: 'narrow',
      label: 'A question on a narrow screen',
    },
  ],
};

/** Prints what the student app weighs, and fails the build when it weighs too much. */
function budgets(outDir: string): Plugin {
  let chunks: Chunk[] = [];
  return {
    name: 'satchel:budgets',
    enforce: 'post',
    generateBundle(_options, bundle) {
      chunks = Object.values(bundle).flatMap((output) =>
        output.type === 'chunk'
          ? [
              {
                fileName: output.fileName,
                code: output.code,
                entry: output.isEntry,
                modules: output.moduleIds,
                imports: output.imports,
                dynamicImports: output.dynamicImports,
              },
            ]
          : [],
      );
    },
    closeBundle: {
      // After vite-plugin-pwa, which builds the worker in this hook.
      sequential: true,
      order: 'post',
      handler(error) {
        if (error || chunks.length === 0) return;
        const worker = readFileSync(join(outDir, 'sw.js'), 'utf8');
        const scripts = inlineScripts(readFileSync(join(outDir, 'index.html'), 'utf8'));
        const precached = precachedUrls(worker).map((url) => readFileSync(join(outDir, url)));
        const { lines, over } = checkBudgets({
          firstQuestion: sum(
            [...firstQuestionChunks(chunks, LATER).map((chunk) => chunk.code), ...scripts].map(gzipBytes),
          ),
          precache: sum([gzipBytes(worker), ...precached.map(gzipBytes)]),
        });
        for (const line of lines) console.log(line);
        if (over.length > 0) throw new Error(over.join('\n'));
      },
    },
  };
}

const sum = (numbers: number[]) => numbers.reduce((total, next) => total + next, 0);

const modes: Record<string, () => UserConfig> = {
  student: () => ({
    root,
    oxc: jsx,
    resolve: { alias },
    build: {
      outDir: 'dist/student',
      emptyOutDir: true,
      target: BROWSERS,
      // The entry is one file, and the rest comes when asked for: there is nothing to name ahead.
      modulePreload: false,
      reportCompressedSize: false,
      // What shows the first question is one file, and what saves its answer another one, whoever else needs parts of them:
      // many small ones compress badly.
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              { name: 'first', tags: ['$initial'], priority: 1 },
              { name: 'services', test: /src\/student\/services\.ts$/ },
            ],
          },
        },
      },
    },
    plugins: [
      takenFromPage(IN_PAGE.map((file) => join(root, 'src/student', file))),
      lightPreload(join(root, 'src/student/load-part.ts')),
      trimDexie(),
      classicEntry(),
      VitePWA({
        strategies: 'injectManifest',
        srcDir: 'src/worker',
        filename: 'service-worker.ts',
        injectRegister: false,
        manifest,
        includeManifestIcons: false,
        integration: {
          // The plugin names the worker after its source; its address is the one that devices have registered.
          configureCustomSWViteBuild(worker) {
            worker.logLevel = 'warn';
            worker.plugins = [worker.plugins, trimDexie()];
            const output = worker.build?.rolldownOptions?.output ?? worker.build?.rollupOptions?.output;
            if (output && !Array.isArray(output)) output.entryFileNames = 'sw.js';
          },
        },
        injectManifest: {
          swDest: join(root, 'dist/student/sw.js'),
          rollupFormat: 'iife',
          target: BROWSERS,
          globPatterns: ['index.html', 'icon.svg', 'assets/*'],
        },
      }),
      notOpenedWords({ en, es: es().text, fr: fr().text, ar: ar('ar').text }),
      // After vite-plugin-pwa, which writes the link of the manifest.
      inlineFirstPaint(join(root, 'src/student/early.ts'), BROWSERS),
      budgets(join(root, 'dist/student')),
    ],
  }),
  console: () => ({
    root: join(root, 'src/console'),
    base: '/console/',
    publicDir: false,
    oxc: jsx,
    build: {
      outDir: join(root, 'dist/console'),
      emptyOutDir: true,
      target: BROWSERS,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
  }),
  server: () => ({
    root,
    publicDir: false,
    // One file is read in a quarter of the time that the thousand files of its libraries take. What is native stays outside.
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: true,
      outDir: 'dist/server',
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: {
          main: 'src/server/main.ts',
          'commands/backup': 'src/server/commands/backup.ts',
          'commands/certificate': 'src/server/commands/certificate.ts',
          'commands/check-store': 'src/server/commands/check-store.ts',
          'commands/distribute': 'src/server/commands/distribute.ts',
          'commands/import': 'src/server/commands/import.ts',
          'commands/migrate-store': 'src/server/commands/migrate-store.ts',
          'commands/restore': 'src/server/commands/restore.ts',
          'commands/staff-password': 'src/server/commands/staff-password.ts',
        },
        // Beside main.js, so that a path relative to a module means the same in every one of them.
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  }),
};

export default defineConfig(({ mode }) => {
  const config = modes[mode];
  if (!config) throw new Error(`vite build --mode ${Object.keys(modes).join(' | ')}`);
  return config();
});
