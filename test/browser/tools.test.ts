/*
 * Oracle: each tool does what it says by mouse and by keyboard alone, without a network; what was marked is there after the
 * browser was killed, and on the next device; axe finds nothing with a tool open; whatever is pressed has 44 pixels.
 */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Browser } from '../support/chromium.ts';
import { expectNothingFound } from './axe.ts';
import { tabTo } from './keyboard.ts';
import { openSchool, type School } from './school.ts';
import { questionIsUp, statusOf } from './student-page.ts';
import { startToolTest, toolTickets } from './tool-room.ts';

let school: School;
let browser: Browser;
let ticketFor: Awaited<ReturnType<typeof toolTickets>>;
/** Of a device of its own in each test. */
let seat: BrowserContext;
let page: Page;

beforeAll(async () => {
  school = await openSchool();
  ticketFor = await toolTickets(school);
  browser = await school.openBrowser();
}, 120_000);
afterAll(() => school.close());

beforeEach(async ({ task }) => {
  const own = await browser.context.browser()?.newContext({ viewport: { width: 1366, height: 768 } });
  if (!own) throw new Error('the browser is gone');
  seat = own;
  page = await seat.newPage();
  await page.goto(school.network.url);
  await startToolTest(page, (await ticketFor(task.name)).ticket);
  await school.network.cut();
});
afterEach(async () => {
  await school.network.restore();
  await seat.close();
});

const button = (name: string) => page.getByRole('button', { name, exact: true });

/** Turns a tool on from the row of tools. */
async function turnOn(tool: string): Promise<void> {
  if (!(await button(tool).isVisible())) await button('Tools').click();
  await button(tool).click();
  await expect.poll(() => button(tool).getAttribute('aria-pressed')).toBe('true');
}

/** Whatever is to be pressed and is smaller than 44 pixels. */
const small = (screen: Page) =>
  screen.evaluate(() =>
    [...document.querySelectorAll('button, select, textarea, input:not(.option input)')].flatMap((element) => {
      const target = element.closest('label') ?? element;
      const { width, height } = target.getBoundingClientRect();
      const isShown = width > 0 && height > 0 && getComputedStyle(element).visibility === 'visible';
      return isShown && (width < 43.9 || height < 43.9) ? [`${target.textContent}: ${width} × ${height}`] : [];
    }),
  );

/** With a tool open, wide and narrow. */
async function expectSound(tool: string): Promise<void> {
  for (const size of [
    { width: 1366, height: 768 },
    { width: 320, height: 640 },
  ]) {
    await page.setViewportSize(size);
    await expectNothingFound(page, `${tool}, ${size.width} px`);
    expect(await small(page), `${tool}, ${size.width} px`).toEqual([]);
    const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(wide, `${tool} at ${size.width} px is as wide as the window`).toBeLessThanOrEqual(seen ?? 0);
  }
  await page.setViewportSize({ width: 1366, height: 768 });
}

const pressed = (name: string) => button(name).getAttribute('aria-pressed');

test('an option is crossed out and chosen all the same, and stays so when the page is loaded again', async () => {
  await turnOn('Cross out answers');
  await button('Cross out option A').click();
  await button('Cross out option B').click();
  expect(await pressed('Cross out option B')).toBe('true');
  await expectSound('the eliminator');
  await page.getByRole('radio', { name: 'a new jacket for $18.00' }).check({ force: true });
  await expect.poll(() => pressed('Cross out option B')).toBe('false');
  await statusOf(page).filter({ hasText: 'Saved on this device' }).waitFor();

  await page.reload();
  await expect.poll(() => pressed('Cross out option A')).toBe('true');
  expect(await pressed('Cross out option B')).toBe('false');
  await button('Next').click();
  await questionIsUp(page, 2);
  expect(await pressed('Cross out option A')).toBe('false');
});

test('single keys choose, cross out, flag and move on, and do nothing once they are turned off', async () => {
  await questionIsUp(page, 1);
  await page.keyboard.press('x');
  await button('Cross out option A').waitFor();
  await page.keyboard.press('Shift+A');
  expect(await pressed('Cross out option A')).toBe('true');
  await page.keyboard.press('3');
  expect(await page.getByRole('radio', { name: 'a cupcake for $2.50' }).isChecked()).toBe(true);
  await page.keyboard.press('f');
  expect(await pressed('Flag for review')).toBe('true');
  await page.getByRole('status').filter({ hasText: 'Flagged for review' }).waitFor();
  await page.keyboard.press('n');
  await questionIsUp(page, 2);
  await page.keyboard.press('p');
  await questionIsUp(page, 1);

  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await help.waitFor();
  await expectSound('the list of shortcuts');
  await tabTo(page, 'checkbox', /Use keyboard shortcuts/);
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'hidden' });
  await page.keyboard.press('n');
  await page.keyboard.press('?');
  expect([await help.isVisible(), await page.getByText('Question 1 of 3').isVisible()]).toEqual([false, true]);
});
