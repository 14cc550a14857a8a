import { readFileSync } from 'node:fs';

/**
 * Has the app take modules that the script in the page has evaluated already (`satchelShared` of `early.ts`), so that no byte of them
 * is loaded twice; and styles that the page has.
 *
 * @param {string[]} files paths of styles, and of modules all of whose exports the page gives, under their own names
 * @returns {import('vite').Plugin}
 */
export function takenFromPage(files) {
  return {
    name: 'satchel:taken-from-page',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      if (!files.includes(id)) return null;
      if (id.endsWith('.css')) return '';
      const names = [...readFileSync(id, 'utf8').matchAll(/^export (?:const|function) (\w+)/gm)].map(
        ([, name]) => name,
      );
      if (names.length === 0) throw new Error(`${id} exports nothing that the page could give`);
      return `export const { ${names.join(', ')} } = globalThis.satchelShared;`;
    },
  };
}
