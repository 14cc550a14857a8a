import { build } from 'vite';
import { scriptName } from './classic-entry.mjs';

const MANIFEST = /<link rel="manifest"[^>]*>/;
const ENTRY = /<script type="module"[^>]*\ssrc="([^"]+)"[^>]*><\/script>/;

/**
 * Puts what the first paint needs into the page itself: the style of the open question, and the script that reads the
 * database, draws the question, fetches the words of the student's language, and then loads the app, which the page does not name. The
 * app's other styles stand in a template, where nobody parses them before that script asks for it. The server allows all by their hash.
 *
 * @param {string} early path of that script's module
 * @param {string[]} target browsers
 * @returns {import('vite').Plugin}
 */
export function inlineFirstPaint(early, target) {
  let others = '';
  return {
    name: 'satchel:inline-first-paint',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      // Before Vite writes the links of the page, and the lists of what an `import()` needs: neither is to ask for these again.
      order: 'pre',
      handler(_options, bundle) {
        others = '';
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk' || !chunk.isEntry) continue;
          for (const file of chunk.viteMetadata?.importedCss ?? []) {
            const asset = bundle[file];
            if (asset?.type !== 'asset') throw new Error(`the page needs a style that is not built: ${file}`);
            others += asset.source;
            delete bundle[file];
          }
          chunk.viteMetadata?.importedCss.clear();
        }
      },
    },
    transformIndexHtml: {
      order: 'post',
      async handler(html, { bundle }) {
        const [, entry] = ENTRY.exec(html) ?? [];
        if (entry === undefined) throw new Error('the page names no entry');
        const { script, style: firstFrame } = await bundled(early, target, {
          SATCHEL_LANGUAGES: JSON.stringify(languageFiles(Object.values(bundle ?? {}))),
          SATCHEL_APP: JSON.stringify(scriptName(entry)),
        });
        return html
          .replace(ENTRY, '')
          .replace(MANIFEST, (link) => `<template>${link}</template>`)
          .replace(
            '</head>',
            () => `  <style>${firstFrame}</style>\n    <template><style>${others}</style></template>\n  </head>`,
          )
          .replace('<head>', () => `<head>\n    <script>${script}</script>`);
      },
    },
  };
}

/** What the files of words export, whose names the page calls them by. */
const WORDS = 'catalogsOf';

/**
 * @param {Array<import('vite').Rolldown.OutputAsset | import('vite').Rolldown.OutputChunk>} outputs
 * @returns {Record<string, string>} the address of each language's words
 */
function languageFiles(outputs) {
  /** @type {Record<string, string>} */
  const files = {};
  for (const output of outputs) {
    const [, language] =
      /strings\/(\w+)\/catalogs\.ts$/.exec((output.type === 'chunk' && output.facadeModuleId) || '') ?? [];
    if (output.type !== 'chunk' || language === undefined) continue;
    if (!output.exports.includes(WORDS)) throw new Error(`${output.fileName} does not export ${WORDS}`);
    files[language] = `/${output.fileName}`;
  }
  return files;
}

/**
 * @param {string} entry
 * @param {string[]} target
 * @param {Record<string, string>} define
 */
async function bundled(entry, target, define) {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    define,
    build: { write: false, target, lib: { entry, formats: ['iife'], name: 'early' } },
  });
  const output = Array.isArray(result) ? result[0] : result;
  if (!output || !('output' in output)) throw new Error(`${entry} was not built`);
  const { code } = output.output[0];
  const style = output.output.flatMap((part) => (part.type === 'asset' ? [String(part.source).trim()] : [])).join('');
  // An end tag in a string would end the element.
  if (/<\/script/i.test(code)) throw new Error(`${entry} cannot stand in a page`);
  return { script: code.trim(), style };
}
