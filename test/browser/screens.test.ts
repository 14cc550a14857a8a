/*
 * The student's screens in a real browser, over sample rows. Oracle: axe's rules; contrast, targets, focus and what fits as the
 * browser drew them, against the figures of WCAG 2.2; the names that the design fixes, and where the focus is after each key.
 * No server is needed, so that every state can be put up at once.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { faintForAxe } from './axe-colours.ts';
import { focusFaults, lostFocus, smallTargets } from './reached.ts';
import { openSampleScreens, type SampleScreens, usualWindow } from './sample-screens.ts';
import { AA, AAA, beyond, moving, weakContrast } from './seen.ts';
import { ITEM_SCREENS, KINDS, OTHER_SCREENS, showScreen, TOOLS } from './shown-screens.ts';

let screens: SampleScreens;
let page: Page;

beforeAll(async () => {
  screens = await openSampleScreens();
  page = screens.page;
});
afterAll(() => screens.close());
beforeEach(() => usualWindow(page));

const SCREENS = [...ITEM_SCREENS, ...OTHER_SCREENS, ...KINDS, ...TOOLS];
const show = (name: string) => showScreen(screens, name);

const THEMES = [
  ['light', AA],
  ['dark', AA],
  ['contrast', AAA],
  ['yellow', AAA],
] as const;
const NARROW = [
  [320, 568],
  // A window of 1280 by 768 whose browser shows it at 400 %.
  [320, 192],
] as const;
const SIZES = [[1366, 768], [768, 1024], ...NARROW] as const;

test.each(SCREENS)('%s: nothing for axe, faint, small, hidden, cut or moving, in any theme and size', async (name) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await show(name);
  expect(await violations(page, 'uncoloured')).toEqual([]);
  expect(await moving(page)).toEqual([]);
  const isKind = KINDS.includes(name);
  // The line reader is a band over the window, and moved by who reads: in a window as low as this it hides something wherever it is.
  const isBand = name.startsWith('line-');
  for (const [theme, ratios] of THEMES) {
    await page.evaluate((chosen) => document.documentElement.setAttribute('data-theme', chosen), theme);
    expect(await weakContrast(page, ratios), theme).toEqual([]);
    expect(await faintForAxe(page), theme).toEqual([]);
  }
  for (const [width, height] of isKind ? NARROW : SIZES) {
    if (isBand && height === 192) continue;
    await page.setViewportSize({ width, height });
    expect(await smallTargets(page), `${width} × ${height}`).toEqual([]);
    expect(await focusFaults(page), `${width} × ${height}`).toEqual([]);
    expect(await beyond(page), `${width} × ${height}`).toEqual([]);
  }
  expect(await violations(page, 'layout')).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  // As `wear-look.ts` does it.
  await page.evaluate(() => {
    document.documentElement.setAttribute('data-size', '400');
    document.documentElement.setAttribute('data-large', '');
  });
  if (!isBand) expect(await focusFaults(page), 'at 400 %').toEqual([]);
  expect(await beyond(page), 'at 400 %').toEqual([]);
});

test('whatever is pressed, the focus stays on the screen, in sight', async () => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  // Loaded by a press on its name, a language would be drawn over whatever is pressed next.
  for (const language of ['es', 'fr', 'ar']) await screens.put(`sign-in?language=${language}`);
  const pressed = new Set<string>();
  const lost: string[] = [];
  for (const name of [...OTHER_SCREENS, 'item', 'elsewhere', 'behind', 'full', 'clock', 'several', 'tools-plank']) {
    await show(name);
    for (const words of await reachable()) {
      if (words === '' || pressed.has(words)) continue;
      pressed.add(words);
      // What was pressed before may have led elsewhere.
      if (!(await reachable()).includes(words)) await show(name);
      await expect.poll(reachable).toContain(words);
      await buttons()
        .nth((await reachable()).indexOf(words))
        .focus();
      await page.keyboard.press('Enter');
      const fault = await lostFocus(page);
      if (fault !== '') lost.push(`“${words}” on ${name}: the focus ${fault}`);
    }
  }
  expect(lost).toEqual([]);
  expect(pressed.size).toBeGreaterThan(60);
});

/** Of the stitches and of the calculator's keys there are many, and each does what the others do. */
const buttons = () => page.locator('button:not(:disabled, .stitch, .calculator-keys *)');

/** The names of all buttons in their order, and nothing for one that is hidden or behind a dialog. */
const reachable = () =>
  buttons().evaluateAll((all) => {
    const room = document.querySelector('dialog:modal') ?? document.body;
    const isHere = (one: Element) => room.contains(one) && one.checkVisibility({ visibilityProperty: true });
    return all.map((one) => (isHere(one) ? (one.getAttribute('aria-label') ?? one.textContent) : ''));
  });

const focused = () =>
  page.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent?.trim() ?? '';
  });

test('what a press changes is drawn in a task of its own, as in the app', async () => {
  await show('item');
  const pressed = await page.locator('.flag').evaluate(async (flag) => {
    (flag as HTMLButtonElement).click();
    for (let turn = 0; turn < 5; turn++) await null;
    return flag.getAttribute('aria-pressed');
  });
  expect(pressed).toBe('false');
  await page.locator('.flag[aria-pressed=true]').waitFor();
});

test('each stitch is named after its question, and says its state in words', async () => {
  await show('item');
  const questions = page.getByRole('navigation', { name: 'Questions' });
  const described = (n: number) =>
    questions.getByRole('button', { name: `Question ${n}`, exact: true }).getAttribute('aria-description');
  expect(await described(1)).toBe('saved on the server');
  expect(await described(5)).toBe('flagged, not answered');
  expect(await described(6)).toBe('saved on this device');
  expect(await described(7)).toBe('not answered');
});

test('what is said of the last minute is true until its end', async () => {
  await show('one-minute');
  await page.getByText('Less than a minute left.').waitFor();
});

test('options are named by their content alone', async () => {
  await show('item');
  await page.getByRole('radio', { name: 'a cupcake for $2.50', exact: true }).waitFor();
  await show('several');
  await page.getByRole('checkbox', { name: 'an iron nail', exact: true }).waitFor();
});

test('a page that was just loaded takes nobody’s focus; a move takes it to the question', async () => {
  await screens.load('item');
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect.poll(focused).toBe('Question 7 of 13');
  await expect.poll(() => page.title()).toBe('Question 7 · Saving and spending · Satchel');
});

test('a whole test can be taken with the keyboard', async () => {
  await screens.load('first');
  const { keyboard } = page;
  const tabTo = async (name: string) => {
    for (let presses = 0; presses < 40; presses++) {
      if ((await focused()) === name) return;
      await keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to ${name}`);
  };
  await tabTo('Skip to the question');
  await keyboard.press('Enter');
  for (let item = 1; item <= 12; item++) {
    const option = page.locator('.questions input').first();
    for (let presses = 0; presses < 8; presses++) {
      await keyboard.press('Tab');
      if (await option.evaluate((one) => one === document.activeElement)) break;
    }
    await keyboard.press('Space');
    await page.getByRole('status').filter({ hasText: 'Saved on this device' }).waitFor();
    await tabTo(item < 12 ? 'Next' : 'Review answers');
    await keyboard.press('Enter');
    // A key that comes sooner is one more before the focus is there.
    if (item < 12) await expect.poll(focused).toMatch(/^Question \d+ of 13$/);
  }
  await expect.poll(focused).toBe('Review answers');
  await page.getByText('You have answered 12 of 13 questions.').waitFor();
  await tabTo('Submit test');
  await keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Submit test' }).waitFor();
  await keyboard.press('Escape');
  await expect.poll(focused).toBe('Submit test');
  await keyboard.press('Enter');
  await tabTo('Submit');
  await keyboard.press('Enter');
  await expect.poll(focused).toBe('Test submitted');
});

test('a picture that is scrolled under the buttons takes no press that is meant for them', async () => {
  await page.setViewportSize({ width: 360, height: 560 });
  for (const kind of ['kind-home', 'kind-walk', 'kind-paths', 'kind-parts']) {
    await show(kind);
    const seen = await page.locator('.stage .area, .on-picture').evaluateAll((things) => {
      const bar = document.querySelector('.steps-bar') as HTMLElement;
      const covered = things.filter((thing) => {
        scrollBy(0, thing.getBoundingClientRect().top - bar.getBoundingClientRect().top - 8);
        const { left, width } = thing.getBoundingClientRect();
        const there = document.elementFromPoint(left + width / 2, bar.getBoundingClientRect().top + 20);
        return !bar.contains(there);
      });
      return { isThere: things.length > 0, covered: covered.length };
    });
    expect(seen, kind).toEqual({ isThere: true, covered: 0 });
  }
});

test('clearing an answer leaves the focus in the question', async () => {
  await show('item');
  await page.getByRole('button', { name: 'Clear answer' }).click();
  await expect.poll(() => page.getByRole('radio', { checked: true }).count()).toBe(0);
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
});

test('nobody is told to be finished whose test needs attention', async () => {
  const finished = page.getByText('You are finished: you can close the lid.');
  await show('submitted');
  await finished.waitFor();
  await screens.put('refused');
  await page.getByText('Tell your teacher.').first().waitFor();
  expect(await finished.count()).toBe(0);
});

test('no more than allowed can be chosen, and the words say why', async () => {
  await show('several');
  expect(await page.getByRole('checkbox', { name: 'cork' }).isDisabled()).toBe(true);
  await page.getByText('You have chosen 2.').waitFor();
  await page.getByRole('checkbox', { name: 'an iron nail' }).click();
  await expect.poll(() => page.getByRole('checkbox', { name: 'cork' }).isDisabled()).toBe(false);
});

test('a picture that is not there is said to be missing, in its words', async () => {
  await show('pictures');
  await page.getByText('This picture is missing: A round leaf').waitFor();
  await page.getByRole('img', { name: 'A leaf with a pointed tip' }).waitFor();
});

test('a full disk is told at once, loudly, and the answer stays on the screen', async () => {
  await show('full');
  await page.getByRole('alert').filter({ hasText: 'This device cannot save right now' }).waitFor();
  await page.getByRole('status').filter({ hasText: 'Needs attention' }).waitFor();
  expect(await page.getByRole('radio').first().isChecked()).toBe(true);
});

test('a lock does not stand before the way out of what is not saved, and calls nothing safe that is not', async () => {
  await show('left-full');
  const lock = page.getByRole('dialog', { name: 'You left the test' });
  await page.getByRole('radio').first().click();
  await page.getByRole('alert').filter({ hasText: 'cannot save' }).waitFor();
  await page.evaluate(() => dispatchEvent(new Event('leave')));
  await lock.getByRole('button', { name: 'Save answers to a file' }).waitFor();
  await lock.getByText('Your last answer is only in this window.').waitFor();
  expect(await lock.getByText('All your answers are safe.').count()).toBe(0);
});

test('another tab’s test can be read, not answered, until the student continues here', async () => {
  await show('elsewhere');
  expect(await page.getByRole('radio').first().isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Continue here' }).click();
  await expect.poll(() => page.getByRole('radio').first().isDisabled()).toBe(false);
});

test('keys of other keyboards do what the list of shortcuts says', async () => {
  await show('item');
  const press = (key: string, code: string, shiftKey = false) =>
    page.evaluate(
      (init) => document.body.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true })),
      { key, code, shiftKey },
    );
  const isChosen = (n: number) => page.getByRole('radio').nth(n).isChecked();
  await press('&', 'Digit1');
  await expect.poll(() => isChosen(0)).toBe(true);
  await press('ؤ', 'KeyC');
  await expect.poll(() => isChosen(2)).toBe(true);
  await press('a', 'KeyQ');
  await expect.poll(() => isChosen(0)).toBe(true);
  await press('q', 'KeyA');
  await press('.', 'KeyE');
  expect(await isChosen(0)).toBe(true);
  await press('т', 'KeyN');
  await page.getByText('Question 7 of 13').waitFor();
  await press('؟', 'Slash', true);
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await list.getByText('Does your keyboard write another alphabet?').waitFor();
});

test('a question that throws shows its text, says so, and the test goes on', async () => {
  await show('broken');
  await page.getByText('Question 6 of 13').waitFor();
  await page.getByText('This question cannot be opened on this device.').waitFor();
  expect(await page.locator('.stem').textContent()).not.toBe('');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('checkbox', { name: 'an iron nail' }).waitFor();
});
