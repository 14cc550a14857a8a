/*
 * The screens as students choose to read them, over sample rows. Oracle: axe; what reaches beyond the window: at 400 % and at
 * 320 pixels nothing may, in the languages with the longest words and from right to left; and pictures of the states of a thing,
 * which differ where all colours are the device's, and where there are none.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { openSampleScreens, type SampleScreens, usualWindow } from './sample-screens.ts';
import { beyond } from './seen.ts';
import { looksOf, sameWords } from './told-apart.ts';

let screens: SampleScreens;
let page: Page;

beforeAll(async () => {
  screens = await openSampleScreens();
  page = screens.page;
});
afterAll(() => screens.close());
beforeEach(() => usualWindow(page));

const SCREENS = ['sign-in', 'tests', 'item', 'several', 'torn', 'behind', 'review', 'dialog', 'received', 'settings'];

async function show(name: string, settings: string): Promise<void> {
  await screens.put(name === 'settings' ? `item?${settings}` : `${name}?${settings}`);
  if (name === 'settings') await page.locator('.settings-button').click();
  if (name === 'dialog') await page.locator('.review-actions .main').click();
}

test('axe finds nothing in Arabic', async () => {
  for (const name of ['sign-in', 'tests', 'item', 'settings']) {
    await show(name, 'language=ar');
    expect(await violations(page), name).toEqual([]);
  }
});

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

test.each(['en', 'es', 'fr', 'ar'])('everything fits at 320 px and at 400 %, in %s', async (language) => {
  for (const name of SCREENS) {
    await page.setViewportSize({ width: 320, height: 568 });
    await show(name, `language=${language}`);
    expect(await beyond(page), `${name} at 320 px`).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
    await show(name, `language=${language}&size=400`);
    expect(await beyond(page), `${name} at 400 %`).toEqual([]);
  }
});

test.each(['200', '300'])('everything fits at %s percent, wide and in letters as in a book', async (size) => {
  for (const name of SCREENS) {
    await show(name, `language=es&size=${size}&spacing=wide&font=serif`);
    expect(await beyond(page), name).toEqual([]);
  }
});

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
  await expect.poll(async () => Math.abs((await place(30)) - 0.5)).toBeLessThan(0.2);
});

test('the current question stays in sight in the seam when the window is turned, or zoomed, or the letters grow', async () => {
  await show('many', '');
  const stitch = page.locator('.seam button').nth(19);
  const isInMiddle = () =>
    stitch.evaluate((one) => {
      const { left, width } = one.getBoundingClientRect();
      return Math.abs(left + width / 2 - innerWidth / 2) < innerWidth / 5;
    });
  await stitch.click();
  await expect.poll(isInMiddle).toBe(true);
  const scrolled = await page.evaluate(() => scrollY);
  await page.setViewportSize({ width: 360, height: 740 });
  await expect.poll(isInMiddle).toBe(true);
  await page.evaluate(() => document.documentElement.setAttribute('data-size', '200'));
  await expect.poll(isInMiddle).toBe(true);
  expect(await page.evaluate(() => scrollY)).toBe(scrolled);
});

const TOLD_APART = {
  'in forced colours': { forcedColors: 'active', colorScheme: 'light' },
  'by lightness alone': { forcedColors: 'none', colorScheme: 'light' },
  'by lightness alone, in the dark': { forcedColors: 'none', colorScheme: 'dark' },
} as const;

test.each(Object.keys(TOLD_APART) as Array<keyof typeof TOLD_APART>)('%s every state is told apart', async (how) => {
  await page.emulateMedia({ ...TOLD_APART[how], reducedMotion: 'reduce' });
  const { keep } = looksOf(page);
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const stitch = (n: number) => page.locator('.seam .stitch').nth(n - 1);
  const option = (n: number) => page.locator('.option').nth(n - 1);

  await show('item', '');
  await keep('flag', 'none', page.locator('.flag'));
  await page.locator('.flag').click();
  await page.locator('.flag').blur();
  await keep('flag', 'set', page.locator('.flag'));
  await page.locator('.flag').click();
  await button('Next').click();
  await sameWords(page, '.stitch, .status > [role]');
  await keep('status', 'saved on the device', page.locator('.bar .status'));
  for (const [state, n] of [
    ['on the server', 1],
    ['flagged', 5],
    ['on the device', 6],
    ['where one is', 7],
    ['not answered', 8],
  ] as const) {
    await keep('stitch', state, stitch(n));
  }
  await button('Previous').click();
  await page.locator('.flag').click();
  await button('Next').click();
  await sameWords(page, '.stitch');
  await keep('stitch', 'flagged, on the device', stitch(6));
  await show('torn', '');
  await sameWords(page, '.stitch, .status > [role]');
  await keep('status', 'needs attention', page.locator('.bar .status'));
  await button('Next').click();
  await sameWords(page, '.stitch');
  await keep('stitch', 'needs attention', stitch(3));
  await show('two', '');
  await page.evaluate(() => document.querySelector('.bar .status')?.classList.replace('device', 'server'));
  await sameWords(page, '.stitch, .status > [role]');
  await keep('status', 'saved on the server', page.locator('.bar .status'));

  await show('several', '');
  await sameWords(page, '.option .text, .option .letter');
  await keep('option', 'not to be chosen', option(1));
  await keep('option', 'chosen', option(2));
  await page.getByRole('checkbox').nth(1).click();
  await page.getByRole('checkbox').nth(1).blur();
  await keep('option', 'to be chosen', option(1));
  await button('Previous').focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await keep('button', 'with the focus', button('Previous'));
  await button('Next').focus();
  await keep('button', 'without', button('Previous'));
  await button('Previous').evaluate((one) => one.setAttribute('disabled', ''));
  await keep('button', 'disabled', button('Previous'));

  await show('settings', '');
  await sameWords(page, '.pick span');
  await keep('setting', 'chosen', page.locator('.pick:has(:checked)').nth(1));
  await keep('setting', 'not chosen', page.locator('.pick:has(:not(:checked))').nth(1));

  await show('kind-plank', '');
  await sameWords(page, '.stitch');
  await keep('page', 'only read', stitch(1));
  await keep('page', 'not answered', stitch(3));
  await button('Tools').click();
  const tool = button('Cross out answers');
  await keep('tool', 'off', tool);
  await tool.click();
  await tool.blur();
  await keep('tool', 'on', tool);
  await keep('crossing out', 'not done', option(1));
  await keep('to cross out', 'not done', page.locator('.cross-out').first());
  await button(/^Cross out option A/).click();
  await page.locator('.cross-out').first().blur();
  await keep('crossing out', 'done', option(1));
  await keep('to cross out', 'done', page.locator('.cross-out').first());

  await show('tools-plank', '');
  const words = page.locator('.passage p').first();
  await words.evaluate((one) => one.scrollIntoView({ block: 'center' }));
  for (const state of ['not', 'yellow', 'green', 'pink', 'sentence', 'word']) {
    await words.evaluate((one, chosen) => {
      CSS.highlights.clear();
      const range = document.createRange();
      range.selectNodeContents(one);
      const isSpoken = chosen === 'sentence' || chosen === 'word';
      if (chosen !== 'not') CSS.highlights.set(isSpoken ? 'spoken-sentence' : `mark-${chosen}`, new Highlight(range));
      const word = document.createRange();
      word.setStart(one.firstChild ?? one, 5);
      word.setEnd(one.firstChild ?? one, 12);
      if (chosen === 'word') CSS.highlights.set('spoken-word', new Highlight(word));
    }, state);
    await keep('marked words', state, words);
  }

  await show('kind-grow', '');
  const first = page.getByRole('listitem').getByRole('button').first();
  await keep('thing', 'lying', first);
  await first.click();
  await keep('thing', 'taken', first);

  await show('kind-height', '');
  const slider = page.getByRole('slider');
  await keep('slider', 'not answered', slider);
  await slider.press('Home');
  await slider.blur();
  await expect.poll(() => page.locator('.untouched').count()).toBe(0);
  await keep('slider', 'answered where it stood', slider);
  await slider.evaluate((one) => one.setAttribute('disabled', ''));
  await keep('slider', 'answered and only read', slider);

  for (const [kind, screen, things] of [
    ['words of a text', 'kind-jump', '.hot'],
    ['box of a table', 'kind-homes', '.cell'],
  ] as const) {
    await show(screen, '');
    const thing = page.locator(things).first();
    const input = thing.locator('input');
    const setDisabled = (is: boolean) => input.evaluate((one, to) => one.toggleAttribute('disabled', to), is);
    await keep(kind, 'not chosen', thing);
    await setDisabled(true);
    await keep(kind, 'not chosen and only read', thing);
    await keep(`${kind}, only read`, 'not chosen', thing);
    await setDisabled(false);
    await thing.click();
    await input.blur();
    await keep(kind, 'chosen', thing);
    await input.focus();
    await page.keyboard.press('Shift');
    await keep(kind, 'chosen, with the focus', thing);
    await input.blur();
    await setDisabled(true);
    await keep(`${kind}, only read`, 'chosen', thing);
  }

  await show('received', '');
  await button('See the answers').click();
  await sameWords(page, '.correct-answers .letter, .correct-answers li .content');
  const answer = (section: number, n: number) =>
    page.locator('.correct-answers > section').nth(section).locator('ul > li').nth(n);
  await keep('answer', 'right and chosen', answer(1, 1));
  await keep('answer', 'neither', answer(1, 0));
  await keep('answer', 'right', answer(0, 0));
  await keep('answer', 'chosen', answer(0, 1));
});

test('the first save moves nothing in the bar', async () => {
  await show('first', '');
  const places = () =>
    page
      .locator('.test-bar > button')
      .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().left));
  const before = await places();
  await page.getByRole('radio').first().click();
  await page.getByText('Saved on this device').waitFor();
  expect(await places()).toEqual(before);
});

test('where the answers are is said at the end of the bar, on every screen, and in the same row', async () => {
  for (const name of ['item', 'review', 'submitted']) {
    await show(name, '');
    const said = await page.locator('.bar .status').boundingBox();
    const button = await page.locator('.bar .settings-button').boundingBox();
    if (!said || !button) throw new Error(`${name} lacks one of them`);
    expect(said.x, name).toBeGreaterThan(button.x + button.width);
    expect(Math.abs(said.y + said.height / 2 - button.y - button.height / 2), name).toBeLessThan(3);
  }
});
