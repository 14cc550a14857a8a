/**
 * Puts into the page what it says when the app does not run, in every language: none of the app's own words are there by then. The
 * styles show those of the page's language (`not-opened-words.css`).
 *
 * @param {Record<string, { dir: string, banner: { broken: string, reload: string } }>} texts by language
 * @returns {import('vite').Plugin}
 */
export function notOpenedWords(texts) {
  const words = Object.entries(texts).map(
    ([language, { dir, banner }]) =>
      `<p lang="${language}" dir="${dir}">${escaped(banner.broken)} <a href="/">${escaped(banner.reload)}</a></p>`,
  );
  return {
    name: 'satchel:not-opened-words',
    transformIndexHtml: (html) =>
      html.replace(
        '<noscript>',
        () => `<main class="not-opened" role="alert">${words.join('')}</main>\n    <noscript>`,
      ),
  };
}

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
