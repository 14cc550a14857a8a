/*
 * Draws the main screens as students choose to read them: light, dark, yellow on black, large, and from right to left, in three sizes
 * of the window. To be looked at, as what `draw-questions.mjs` draws.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What is chosen in the settings, by the names of their fields.
 *
 * @type {Array<{ name: string, chosen: Record<string, string>, colorScheme?: 'dark' }>}
 */
const LOOKS = [
  { name: 'light', chosen: {} },
  { name: 'dark', chosen: {}, colorScheme: 'dark' },
  { name: 'yellow', chosen: { theme: 'yellow' } },
  { name: 'arabic', chosen: { language: 'ar' } },
  { name: 'arabic-dark', chosen: { language: 'ar' }, colorScheme: 'dark' },
  { name: 'large', chosen: { size: '200', language: 'es' } },
];
const WIDE = { width: 1366, height: 768 };
const SCREENS = [WIDE, { width: 768, height: 1024 }, { width: 360, height: 640 }];

/**
 * @param {{ url: string, ticket: string, browser: import('playwright-core').Browser, folder: string }} options
 *   `ticket` of a student who has a test; `folder` is where the pictures go
 */
export async function drawLooks({ url, ticket, browser, folder }) {
  mkdirSync(folder, { recursive: true });
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: WIDE });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('#ticket').waitFor();
  await draw(page, join(folder, 'look-1-sign-in'));
  await page.locator('#ticket').fill(ticket);
  await page.locator('.sign-in button.main').click();
  const line = page.locator('.test-line').first();
  await line.waitFor();
  await draw(page, join(folder, 'look-2-tests'));
  const next = line.locator('.test-next button').first();
  if (!(await line.locator('.ready').isVisible())) await next.click();
  await line.locator('.ready').waitFor();
  await next.click();
  await page.locator('.item-screen .option').first().click();
  await draw(page, join(folder, 'look-3-question'));
  await page.locator('.steps-bar .push').click();
  await page.locator('.review').waitFor();
  await draw(page, join(folder, 'look-4-review'));
  await context.close();
}

/**
 * One screen in each look, and the settings over it.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} path without its end
 */
async function draw(page, path) {
  for (const { name, chosen, colorScheme = 'light' } of LOOKS) {
    await page.setViewportSize(WIDE);
    await page.emulateMedia({ colorScheme });
    await page.locator('.settings-button').click();
    const dialog = page.locator('dialog.settings[open]');
    // Back to what the device has, and from there on.
    await dialog.locator('.settings-actions .quiet').click();
    for (const [field, value] of Object.entries(chosen)) {
      await dialog.locator(`input[name="setting-${field}"][value="${value}"]`).click();
    }
    await page.locator(`html[lang^="${chosen.language ?? 'en'}"]`).waitFor();
    if (path.endsWith('tests')) await page.screenshot({ path: `${path}-${name}-settings.png` });
    await dialog.locator('.settings-actions .main').click();
    for (const screen of SCREENS) {
      await page.setViewportSize(screen);
      await page.screenshot({ path: `${path}-${name}-${screen.width}.png` });
    }
  }
}
