/*
 * Oracle: each tool does what it says by mouse and by keyboard alone, without a network; what was marked is there after the
 * browser was killed, and on the next device; whatever is pressed has 44 pixels. With each tool open `screens` asks axe.
 */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Browser } from '../support/chromium.ts';
import { tabTo } from './keyboard.ts';
import { openSchool, type School } from './school.ts';
import { getReady, isSaved, questionIsUp, rowsOnDevice, signIn, statusOf, testLine } from './student-page.ts';
import { speakForTests } from './test-voice.ts';
import { drawn, selectByMouse } from './text-marking.ts';
import { startToolTest, TOOL_EXAM, toolTickets } from './tool-room.ts';

let school: School;
let browser: Browser;
let ticketFor: Awaited<ReturnType<typeof toolTickets>>;
/** Of a device of its own in each test. */
let seat: BrowserContext;
let page: Page;
let isCut = false;

const restore = async () => {
  if (isCut) await school.network.restore();
  isCut = false;
};

beforeAll(async () => {
  school = await openSchool();
  ticketFor = await toolTickets(school);
  browser = await school.openBrowser();
});
afterAll(() => school.close());

beforeEach(async ({ task }) => {
  const own = await browser.context.browser()?.newContext({ viewport: { width: 1366, height: 768 } });
  if (!own) throw new Error('the browser is gone');
  seat = own;
  page = await seat.newPage();
  await page.goto(school.network.url);
  await startToolTest(page, (await ticketFor(task.name)).ticket);
  await school.network.cut();
  isCut = true;
});
afterEach(async () => {
  await restore();
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
  await expect.poll(() => pressed('Cross out option B')).toBe('true');
  await expectSound('the eliminator');
  await page.getByRole('radio', { name: 'a new jacket for $18.00' }).check({ force: true });
  await expect.poll(() => pressed('Cross out option B')).toBe('false');
  await isSaved(page, 'this device');

  await page.reload();
  await expect.poll(() => pressed('Cross out option A')).toBe('true');
  await expect.poll(() => pressed('Cross out option B')).toBe('false');
  await button('Next').click();
  await questionIsUp(page, 2);
  await expect.poll(() => pressed('Cross out option A')).toBe('false');
});

test('single keys choose, cross out, flag and move on, and do nothing once they are turned off', async () => {
  await questionIsUp(page, 1);
  await page.keyboard.press('x');
  await button('Cross out option A').waitFor();
  await page.keyboard.press('Shift+A');
  await expect.poll(() => pressed('Cross out option A')).toBe('true');
  await page.keyboard.press('3');
  await expect.poll(() => page.getByRole('radio', { name: 'a cupcake for $2.50' }).isChecked()).toBe(true);
  await page.keyboard.press('f');
  await expect.poll(() => pressed('Flag for review')).toBe('true');
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

test('text is highlighted by mouse, has a note, and is found from the list', async () => {
  await turnOn('Highlighter');
  await selectByMouse(page, 'the skate park opened');
  await button('Green').click();
  await expect.poll(() => drawn(page, 'mark-green')).toEqual(['the skate park opened']);
  await button('Write a note on “the skate park opened”').click();
  const note = page.getByRole('textbox', { name: 'Note on “the skate park opened”' });
  await note.fill('He wants to skate.');
  await expectSound('the highlighter');
  await note.fill('x'.repeat(5000));
  await page.getByRole('alert').filter({ hasText: 'at most 2,000 characters' }).waitFor();
  expect((await note.inputValue()).length).toBe(2000);
  await note.fill('He wants to skate.');
  await note.blur();
  // Nothing says of a mark that it is on the disk.
  await expect.poll(async () => JSON.stringify(await rowsOnDevice(page, 'runs'))).toContain('He wants to skate.');

  await button('Next').click();
  await questionIsUp(page, 2);
  await expect.poll(() => drawn(page, 'mark-green')).toEqual(['the skate park opened']);
  await button('Next').click();
  await questionIsUp(page, 3);
  await expect.poll(() => drawn(page, 'mark-green')).toEqual([]);
  // Within milliseconds of "Next" it may come back to the question before; the words are led to from either.
  await page.reload();
  await button('Go to “the skate park opened”').click();
  // Both have the passage that the words are in.
  await page
    .getByText(/^Question [12] of 3$/)
    .first()
    .waitFor();
  await expect.poll(() => drawn(page, 'mark-green')).toEqual(['the skate park opened']);
  expect(await note.inputValue()).toBe('He wants to skate.');
  await button('Remove the highlight of “the skate park opened”').click();
  await expect.poll(() => drawn(page, 'mark-green')).toEqual([]);
});

test('the calculator is exact, by mouse and by keyboard, and says its result', async () => {
  await turnOn('Calculator');
  const panel = page.getByRole('region', { name: 'Calculator' });
  for (const key of ['0', 'Decimal point', '1', 'Plus', '0', 'Decimal point', '2', 'Equals']) {
    await panel.getByRole('button', { name: key, exact: true }).click();
  }
  await panel.getByRole('status').filter({ hasText: '0.1+0.2 = 0.3' }).waitFor({ state: 'attached' });
  await expectSound('the calculator');
  await page.keyboard.press('Delete');
  await page.keyboard.type('12/0');
  await page.keyboard.press('=');
  await panel.getByText('Nothing can be divided by 0.').first().waitFor();
  expect(await page.getByRole('radio').first().isChecked(), 'digits choose no option meanwhile').toBe(false);
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });
  expect(await button('Calculator').evaluate((tool) => tool === document.activeElement)).toBe(true);
});

test('the line reader moves by pointer and by keys, and leaves what is under it in reach', async () => {
  await turnOn('Line reader');
  const handle = page.getByRole('slider', { name: 'Line reader' });
  const top = async () => Number(await handle.getAttribute('aria-valuenow'));
  const before = await top();
  // It takes the focus a moment after it is drawn.
  await expect.poll(() => handle.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.keyboard.press('PageDown');
  await expect.poll(top).toBe(before + 10);
  await expectSound('the line reader');
  const box = await handle.boundingBox();
  if (!box) throw new Error('the handle is on the screen');
  await page.mouse.move(box.x + 22, box.y + 22);
  await page.mouse.down();
  await page.mouse.move(box.x + 22, box.y + 22 - 200, { steps: 5 });
  await page.mouse.up();
  await expect.poll(top).toBeLessThan(before);
  const after = await top();
  await page.locator('.option').last().click();
  await isSaved(page, 'this device');
  await page.reload();
  await expect.poll(top).toBe(after);
  await handle.focus();
  await page.keyboard.press('Escape');
  await handle.waitFor({ state: 'hidden' });
  expect(await button('Line reader').evaluate((tool) => tool === document.activeElement)).toBe(true);
});

test('the reference sheet of the exam is read beside the question, and closed with the keyboard', async () => {
  await turnOn('Reference sheet');
  const sheet = page.getByRole('region', { name: 'Reference sheet' });
  await sheet.getByRole('cell', { name: '$0.10' }).waitFor();
  await expectSound('the reference sheet');
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
  await page.keyboard.press('s');
  await sheet.getByText('A year has 52 weeks.').waitFor();
});

test('the passage is read aloud sentence by sentence, each by a voice of its language, with its words shown', async () => {
  await page.addInitScript(speakForTests);
  await page.reload();
  await questionIsUp(page, 1);
  await turnOn('Read aloud');
  const setVoice = (voice: 'slow' | 'gone' | '') =>
    page.evaluate((is) => {
      document.documentElement.dataset.voice = is;
    }, voice);
  await setVoice('slow');
  await button('Read the passage').click();
  await expect
    .poll(() => drawn(page, 'spoken-sentence'))
    .toEqual(['Every Friday Cole earns $6.00 for feeding the neighbor’s goats.']);
  await expect.poll(async () => (await drawn(page, 'spoken-word')).length).toBe(1);
  await expectSound('reading aloud');
  // It begins anew with the sentence that it was at.
  await setVoice('');
  await button('Pause').click();
  await button('Go on').click();
  await expect.poll(() => button('Stop').getAttribute('aria-disabled'), { timeout: 30_000 }).toBe('true');
  const said = await page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
  expect(said.slice(-5)).toEqual([
    'Ana: Some weeks he spends all of it.',
    'Ana: Other weeks he puts half of it in a jar on the shelf above his bed.',
    'Ana: In March the skate park opened.',
    'Ana: Cole counted the money in his jar and made a list of what he would need, with the price of each thing beside it.',
    'Luz: «Si espero hasta junio», dijo a su hermana, «puedo pagarlo casi todo yo mismo».',
  ]);
  await expect.poll(() => drawn(page, 'spoken-sentence')).toEqual([]);

  await setVoice('gone');
  await button('Read the question').click();
  await page.getByText('The voice stopped.').waitFor();
});

test('a device without a voice of its own says so', async () => {
  await turnOn('Read aloud');
  await page.getByText('This device has no voice of its own').waitFor();
});

test('what was marked is there after the browser was killed, and on the next device', async () => {
  await restore();
  const { ticket } = await ticketFor('a student who moves');
  page = browser.page;
  await page.goto(school.network.url);
  await startToolTest(page, ticket);
  await turnOn('Cross out answers');
  await button('Cross out option D').click();
  await turnOn('Highlighter');
  await selectByMouse(page, 'feeding the neighbor’s goats');
  await button('Pink').click();
  await expect.poll(() => drawn(page, 'mark-pink')).toHaveLength(1);
  await button('Write a note on “feeding the neighbor’s goats”').click();
  await page.getByRole('textbox', { name: /^Note on/ }).fill('Hard work.');
  await page.getByRole('radio', { name: 'a cupcake for $2.50' }).check({ force: true });
  await isSaved(page);

  await browser.kill();
  browser = await school.openBrowser();
  page = browser.page;
  await page.goto(school.network.url);
  const isAsLeft = async () => {
    await expect.poll(() => pressed('Cross out option D'), { timeout: 30_000 }).toBe('true');
    await expect.poll(() => drawn(page, 'mark-pink')).toEqual(['feeding the neighbor’s goats']);
    expect(await page.getByRole('textbox', { name: /^Note on/ }).inputValue()).toBe('Hard work.');
  };
  await isAsLeft();
  await statusOf(page).filter({ hasText: 'Saved on the server' }).waitFor({ timeout: 60_000 });

  const next = await browser.context.browser()?.newContext();
  if (!next) throw new Error('the browser is gone');
  page = await next.newPage();
  await page.goto(school.network.url);
  await signIn(page, ticket);
  await getReady(page, TOOL_EXAM.name);
  await testLine(page, TOOL_EXAM.name).getByRole('button', { name: 'Continue test' }).click();
  await isAsLeft();
  await next.close();
});
