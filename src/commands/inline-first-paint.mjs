import { build } from 'vite';

/**
 * Puts what the first paint needs into the page itself: the style of the open question, and the early reader, which then reads the
 * database while the bundle is still on its way from the service worker. The server allows both by their hash.
 *
 * @param {string} earlyReader path of the module that starts the read
 * @param {string[]} target browsers
 * @returns {import('vite').Plugin}
 */
export function inlineFirstPaint(earlyReader, target) {
  return {
    name: 'satchel:inline-first-paint',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      async handler(html, { bundle }) {
        const script = await bundled(earlyReader, target);
        const styled = html.replace(
          /<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/g,
          (_, /** @type {string} */ file) => {
            const asset = bundle?.[file];
            if (asset?.type !== 'asset') throw new Error(`the page links a style that is not built: ${file}`);
            // The file stays: chunks that are loaded later name it among what they need, and must find it.
            return `<style>${asset.source}</style>`;
          },
        );
        return styled.replace('<head>', () => `<head>\n    <script>${script}</script>`);
      },
    },
  };
}

/**
 * @param {string} entry
 * @param {string[]} target
 */
async function bundled(entry, target) {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, target, lib: { entry, formats: ['iife'], name: 'early' } },
  });
  const output = Array.isArray(result) ? result[0] : result;
  if (!output || !('output' in output)) throw new Error(`${entry} was not built`);
  const { code } = output.output[0];
  // An end tag in a string would end the element.
  if (/<\/script/i.test(code)) throw new Error(`${entry} cannot stand in a page`);
  return code.trim();
}
