/* What a student sees when the device, the network or another tab is in the way. Oracle: the words on the screen and the rows on the disk. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { en } from '../../src/student/strings/en.ts';
import { frText } from '../../src/student/strings/fr/text.ts';
import type { Browser } from '../support/chromium.ts';
import { type Desk, openDesk } from './desk.ts';
import { openSchool, type School } from './school.ts';
import { answerQuestion, getReady, next, questionIsUp, rowsOnDevice, signIn, testLine } from './student-page.ts';

const EXAM = 'Saving and spending';

let school: School;
let browser: Browser;
let desk: Desk;
let page: Page;

beforeAll(async () => {
  school = await openSchool();
  browser = await school.openBrowser();
});
afterAll(() => school.close());
beforeEach(async () => {
  desk = await openDesk(school.server, browser);
  page = desk.page;
  await page.goto(desk.network.url);
  await signIn(page, desk.ticket);
});
afterEach(() => desk.close());

test('a full disk: the answer stays on the screen, the banner is loud, and it is saved as soon as there is room', async () => {
  await getReady(page, EXAM);
  await testLine(page, EXAM).getByRole('button', { name: 'Start test' }).click();
  await answerQuestion(page, 1, new Map());
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    Object.assign(globalThis, { freeTheDisk: () => Object.assign(IDBObjectStore.prototype, { put }) });
    // What Chromium does when the quota is used up: the request fails, and with it the transaction.
    IDBObjectStore.prototype.put = function (this: IDBObjectStore): IDBRequest {
      throw new DOMException('The current transaction exceeded its quota limitations.', 'QuotaExceededError');
    };
  });

  await next(page);
  await questionIsUp(page, 2);
  await page.getByRole('main').locator('label:has(input[type=radio])').nth(1).click();
  await page.getByRole('alert').filter({ hasText: 'cannot save' }).waitFor();
  expect(await page.getByRole('main').getByRole('radio').nth(1).isChecked()).toBe(true);
  expect(await rowsOnDevice(page, 'answers')).toHaveLength(1);
  await expect.poll(() => page.getByRole('status').filter({ hasText: 'Needs attention' }).count()).toBe(1);

  // In one task: the app tries again by itself too, and may be quicker than a hand.
  await page.getByRole('button', { name: 'Try to save again' }).evaluate((button) => {
    (globalThis as unknown as { freeTheDisk(): void }).freeTheDisk();
    (button as HTMLButtonElement).click();
  });
  await page.getByRole('status').filter({ hasText: 'Saved on' }).waitFor();
  expect(await rowsOnDevice(page, 'answers')).toHaveLength(2);
  await expect.poll(() => page.getByRole('alert').filter({ hasText: 'cannot save' }).count()).toBe(0);
});

test('a package that is not what its hash says is not kept, and the next try takes the right one', async () => {
  desk.network.fault = ({ url }) =>
    url?.startsWith('/api/package/')
      ? { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{"format":1,"items":[]}' }
      : 'forward';
  await testLine(page, EXAM).getByRole('button', { name: 'Get ready for offline' }).click();
  await page.getByText('What came was damaged on the way').waitFor();
  expect(await page.getByText('Ready for offline', { exact: true }).count()).toBe(0);
  expect(await rowsOnDevice(page, 'packages')).toEqual([]);

  desk.network.fault = () => 'forward';
  await getReady(page, EXAM);
});

test('an app that throws while it opens leaves no question that nobody saves, but words of what to do', async () => {
  await getReady(page, EXAM);
  await testLine(page, EXAM).getByRole('button', { name: 'Start test' }).click();
  await answerQuestion(page, 1, new Map());
  const other = await desk.context.newPage();
  // The app takes it apart before all else: it throws as in a browser that lacks something.
  await other.addInitScript(() =>
    Object.defineProperty(globalThis, 'satchelShared', {
      set: () => {},
      get: () => undefined,
    }),
  );
  await page.close();
  for (const [language, words] of [
    ['en', en.banner.broken],
    ['fr', frText.banner.broken],
  ] as const) {
    await other.addInitScript((lang) => localStorage.setItem('satchel-look', JSON.stringify({ lang })), language);
    await other.goto(desk.network.url);
    await other.getByRole('alert').filter({ hasText: words }).waitFor();
    expect(await other.getByRole('alert').locator('p').filter({ visible: true }).count()).toBe(1);
    expect(await other.getByRole('radio').count()).toBe(0);
    expect(await rowsOnDevice(other, 'answers')).toHaveLength(1);
  }
  const again = await desk.context.newPage();
  await again.goto(desk.network.url);
  await again.getByRole('radio', { checked: true }).waitFor();
});

test('the styles of all but the question come however soon the page knows that nothing is open', async () => {
  const other = await desk.context.newPage();
  // Known before the browser has read on: as fast as no disk is.
  await other.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }));
  await other.goto(desk.network.url);
  await other.getByRole('button', { name: 'Open again' }).waitFor();
  const waiting = await other
    .locator('template')
    .evaluateAll((all) => all.filter((one) => (one as HTMLTemplateElement).content.firstChild).length);
  expect(waiting).toBe(0);
  expect(await other.locator('link[rel=manifest]').count()).toBe(1);
});

test('a wrong ticket is a clear sentence, on the screen and by its role', async () => {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('textbox', { name: 'Ticket' }).fill('ZZZZ-ZZZZ');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('This ticket does not match').waitFor();
});

test('a second tab reads along and takes over only when asked to', async () => {
  await getReady(page, EXAM);
  await testLine(page, EXAM).getByRole('button', { name: 'Start test' }).click();
  await answerQuestion(page, 1, new Map());

  const second = await desk.context.newPage();
  await second.goto(desk.network.url);
  await second.getByText('This test is open in another window').last().waitFor();
  await expect.poll(() => second.getByRole('main').getByRole('radio').first().isDisabled()).toBe(true);
  await second.getByRole('button', { name: 'Continue here' }).click();
  await second.getByRole('main').locator('label:has(input[type=radio])').nth(2).click();
  await second.getByRole('status').filter({ hasText: 'Saved on' }).waitFor();
  await page.bringToFront();
  await page.getByText('This test is open in another window').last().waitFor();
});
