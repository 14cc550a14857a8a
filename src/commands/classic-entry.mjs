/** What the entry gives to the chunks that are loaded later stands here. */
const SHARED = 'satchelFirst';

/**
 * Makes the entry of the page a classic script. When the service worker puts a script away while it installs, Chromium compiles
 * all of it and keeps the code, but it compiles it as a classic script: a module, with its `import` and `export`, is
 * compiled anew at every start, function by function, while the student waits.
 *
 * The address of the module stays for the chunks that import from it, and passes on what the script has evaluated.
 *
 * @returns {import('vite').Plugin}
 */
export function classicEntry() {
  return {
    name: 'satchel:classic-entry',
    apply: 'build',
    generateBundle: {
      // After Vite has filled in what each `import()` needs.
      order: 'post',
      handler(_options, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk' || !chunk.isEntry) continue;
          const { script, module } = asClassic(chunk.code);
          chunk.code = module;
          this.emitFile({ type: 'asset', fileName: scriptName(chunk.fileName), source: script });
        }
      },
    },
  };
}

/** @param {string} module its address or file name */
export const scriptName = (module) => module.replace(/([^/]+)$/, 'first-$1');

/**
 * @param {string} code of a module that imports nothing, with one list of exports at its end
 * @returns {{ script: string, module: string }} the same as a script, and a module that exports what the script has
 * @throws when the module has another form
 */
export function asClassic(code) {
  const [, body, list] = /^([\s\S]*)\bexport\{([^{}]*)\};?\s*$/.exec(code) ?? [];
  if (
    body === undefined ||
    list === undefined ||
    /(^|[;}\s])(import[\s{*"'`]|export[\s{*])|\bimport\.meta\b/.test(body)
  ) {
    throw new Error('The entry is not a module that imports nothing and exports at its end');
  }
  const pairs = list.split(',').map((pair) => pair.trim().split(/\s+as\s+/));
  const given = pairs.map(([local, name = local]) => `${name}:${local}`);
  const taken = pairs.map(([local, name = local], at) => [`${name}:_${at}`, `_${at} as ${name}`]);
  return {
    script: `(()=>{"use strict";${body}\nglobalThis.${SHARED}={${given}}})();\n`,
    module: `const{${taken.map(([from]) => from)}}=globalThis.${SHARED};export{${taken.map(([, to]) => to)}};\n`,
  };
}
