import { build } from 'vite';

/**
 * Puts what the first paint needs into the page itself: the style of the open question, and the early reader, which then reads the
 * database, and fetches the words of the student's language, while the bundle is still on its way from the service worker. The
 * server allows both by their hash.
 *
 * @param {string} earlyReader path of the module that starts the read
 * @param {string[]} target browsers
 * @returns {import('vite').Plugin}
 */
export function inlineFirstPaint(earlyReader, target) {
  let styles = '';
  return {
    name: 'satchel:inline-first-paint',
    apply: 'build',
    generateBundle: {
      // Before Vite writes the links of the page, and the lists of what an `import()` needs: neither is to ask for these again.
      order: 'pre',
      handler(_options, bundle) {
        styles = '';
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk' || !chunk.isEntry) continue;
          for (const file of chunk.viteMetadata?.importedCss ?? []) {
            const asset = bundle[file];
            if (asset?.type !== 'asset') throw new Error(`the page needs a style that is not built: ${file}`);
            styles += asset.source;
            delete bundle[file];
          }
          chunk.viteMetadata?.importedCss.clear();
        }
      },
    },
    transformIndexHtml: {
      order: 'post',
      async handler(html, { bundle }) {
        const script = await bundled(earlyReader, target, languageFiles(Object.values(bundle ?? {})));
        return html
          .replace('</head>', () => `  <style>${styles}</style>\n  </head>`)
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
 * @param {Record<string, string>} languages
 */
async function bundled(entry, target, languages) {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    define: { SATCHEL_LANGUAGES: JSON.stringify(languages) },
    build: { write: false, target, lib: { entry, formats: ['iife'], name: 'early' } },
  });
  const output = Array.isArray(result) ? result[0] : result;
  if (!output || !('output' in output)) throw new Error(`${entry} was not built`);
  const { code } = output.output[0];
  // An end tag in a string would end the element.
  if (/<\/script/i.test(code)) throw new Error(`${entry} cannot stand in a page`);
  return code.trim();
}
