/*
 * The screens as students choose to read them, over sample rows. Oracle: axe; what reaches beyond the window: at 400 % and at
 * 320 pixels nothing may, in the languages with the longest words and from right to left.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { openSampleScreens, type SampleScreens, usualWindow } from './sample-screens.ts';
import { beyond } from './seen.ts';

let screens: SampleScreens;
let page: Page;

beforeAll(async () => {
  screens = await openSampleScreens();
  page = screens.page;
});
afterAll(() => screens.close());
beforeEach(() => usualWindow(page));

const SCREENS = ['sign-in', 'tests', 'item', 'several', 'torn', 'review', 'dialog', 'received', 'settings'];

async function show(name: string, settings: string): Promise<void> {
  await screens.load(name === 'settings' ? `item?${settings}` : `${name}?${settings}`);
  if (name === 'settings') await page.locator('.settings-button').click();
  if (name === 'dialog') await page.locator('.review-actions .main').click();
}

test('axe finds nothing in Arabic', async () => {
  for (const name of SCREENS) {
    await show(name, 'language=ar');
    expect(await violations(page), name).toEqual([]);
  }
}, 120_000);

test('a theme that was chosen stands before what the device prefers', async () => {
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.emulateMedia({ colorScheme: 'dark' });
  await show('item', '');
  expect(await ground()).toBe('rgb(20, 23, 29)');
  await show('item', 'theme=light');
  expect(await ground()).toBe('rgb(251, 248, 242)');
  await page.emulateMedia({ colorScheme: 'light' });
  await show('item', 'theme=dark');
  expect(await ground()).toBe('rgb(20, 23, 29)');
});

test.each(['en', 'es', 'fr', 'ar'])(
  'everything fits at 320 px and at 400 %, in %s',
  async (language) => {
    for (const name of SCREENS) {
      await page.setViewportSize({ width: 320, height: 568 });
      await show(name, `language=${language}`);
      expect(await beyond(page), `${name} at 320 px`).toEqual([]);
      await page.setViewportSize({ width: 1280, height: 800 });
      await show(name, `language=${language}&size=400`);
      expect(await beyond(page), `${name} at 400 %`).toEqual([]);
    }
  },
  120_000,
);

test.each(['200', '300'])(
  'everything fits at %s percent, wide and in letters as in a book',
  async (size) => {
    for (const name of SCREENS) {
      await show(name, `language=es&size=${size}&spacing=wide&font=serif`);
      expect(await beyond(page), name).toEqual([]);
    }
  },
  120_000,
);

test('the settings are reached by keys, and each choice holds at once', async () => {
  await show('settings', '');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('radio', { name: 'English' }).focus();
  await page.keyboard.press('ArrowDown');
  const spanish = page.getByRole('dialog', { name: 'Ajustes' });
  await spanish.waitFor();
  expect(await page.getAttribute('html', 'lang')).toBe('es');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('value'))).toBe('es');
  await spanish.getByRole('radio', { name: 'العربية' }).click();
  await page.getByRole('dialog', { name: 'الإعدادات' }).waitFor();
  expect(await page.getAttribute('html', 'dir')).toBe('rtl');
  await page.getByRole('radio', { name: '١٢٣' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'السؤال ٦ من ١٣' }).waitFor();
});

test('from right to left the seam begins on the right, and keeps the current question in sight', async () => {
  await show('many', 'language=ar');
  const place = (n: number) =>
    page
      .locator('.seam li')
      .nth(n - 1)
      .evaluate((one) => one.getBoundingClientRect().left / innerWidth);
  expect(await place(6)).toBeGreaterThan(await place(7));
  await page.locator('.seam button').nth(29).click();
  await expect.poll(() => place(30)).toBeGreaterThan(0.3);
  expect(await place(30)).toBeLessThan(0.7);
});
