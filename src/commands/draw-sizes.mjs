/** What each picture is drawn in: a large screen, a Chromebook's, and a narrow one. */
const SIZES = [
  { width: 1920, height: 1080 },
  { width: 1366, height: 768 },
  { width: 320, height: 640 },
];

/**
 * Draws what is on the screen in each size, as high as it is: what stays at the bottom is at its end.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} path without its end
 * @param {Array<'light' | 'dark'>} themes of the device
 */
export async function drawSizes(page, path, themes) {
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    for (const size of SIZES) {
      await page.setViewportSize(size);
      const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
      await page.setViewportSize({ ...size, height: Math.max(size.height, height) });
      await page.screenshot({ path: `${path}-${colorScheme}-${size.width}.png` });
    }
  }
}
