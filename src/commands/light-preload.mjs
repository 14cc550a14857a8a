/**
 * Has `import()` of a part with styles go through a helper of the app's own, in place of Vite's.
 *
 * @param {string} helper path of the module that exports `loadPart`
 * @returns {import('vite').Plugin}
 */
export function lightPreload(helper) {
  return {
    name: 'satchel:light-preload',
    apply: 'build',
    enforce: 'pre',
    load: {
      // What `vite:build-import-analysis` has every such import call, under this name.
      filter: { id: /^\0vite\/preload-helper\.js$/ },
      handler: () => `export { loadPart as __vitePreload } from ${JSON.stringify(helper)};`,
    },
  };
}
