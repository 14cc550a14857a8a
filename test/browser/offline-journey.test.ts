/*
 * Oracle: the words of the options that were clicked, compared with the words that the server reports as chosen; the
 * device's own results, compared with the server's; a signature verified by node:crypto. A save that is not durable, a
 * position that is forgotten, an index that follows the shuffled order, each makes it fail.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PublicKey } from '../../src/shared/contract/receipt.ts';
import type { Browser } from '../support/chromium.ts';
import { getSession } from '../support/wire-client.ts';
import { openSchool, type School } from './school.ts';
import { chosenOnServer, serverResults, verifiedReceipt } from './server-results.ts';
import {
  answerQuestion,
  type Chosen,
  getReady,
  goToQuestion,
  isReceived,
  next,
  questionIsUp,
  rowsOnDevice,
  shownAsChosen,
  signIn,
  submitTest,
  testLine,
} from './student-page.ts';

const EXAM = 'Science';
const QUESTIONS = 40;

let school: School;
let browser: Browser;

beforeEach(async () => {
  school = await openSchool();
  browser = await school.openBrowser();
  await browser.page.goto(school.network.url);
  await signIn(browser.page, school.ticket());
});
afterEach(() => school.close());

/** Ends the browser as a power cut would, and opens it again. */
async function killAndReopen(): Promise<void> {
  await browser.kill();
  browser = await school.openBrowser();
  await browser.page.goto(school.network.url);
}

/** The answers are what a kill may not take; the place is noted milliseconds after the move, and the test asks for it. */
async function isPlaceOfNoAnswer(): Promise<boolean> {
  const [run] = await rowsOnDevice(browser.page, 'runs');
  const answers = await rowsOnDevice(browser.page, 'answers');
  const view = run?.view as { itemId?: string } | undefined;
  return view?.itemId !== undefined && !answers.some(({ itemId }) => itemId === view.itemId);
}

/**
 * Reloads with the app's script held back, and chooses in what the page drew by itself. Fails when that is lost, when something is called saved before it
 * is, or when the app puts another element where the student has a finger or the focus.
 */
async function chooseBeforeTheApp(): Promise<void> {
  const { page } = browser;
  await page.addInitScript(() => {
    const { append } = Element.prototype;
    HTMLHeadElement.prototype.append = function (...nodes) {
      if (nodes.some((node) => node instanceof HTMLScriptElement)) {
        Object.assign(globalThis, { letTheAppCome: () => append.apply(this, nodes) });
      } else append.apply(this, nodes);
    };
  });
  const other = page.getByRole('main').locator('label:has(input:not(:checked))').first();
  const words = ((await other.locator('.text').textContent()) ?? '').trim();
  const same = page.getByRole('main').locator('label').filter({ hasText: words });

  await page.reload();
  await same.click();
  expect(await shownAsChosen(page)).toEqual([words]);
  expect(await page.getByRole('status').count()).toBe(0);
  const drawn = await page.evaluateHandle(() => {
    const main = document.querySelector('main');
    const all = new Set<Node>(main ? [main, ...main.querySelectorAll('*')] : []);
    const moved: string[] = [];
    new MutationObserver((records) => {
      for (const node of records.flatMap(({ removedNodes }) => [...removedNodes])) {
        if (all.has(node)) moved.push(node.nodeName);
      }
    }).observe(document, { childList: true, subtree: true });
    return { count: all.size, moved };
  });
  const height = () => page.getByRole('radiogroup').evaluate((group) => group.getBoundingClientRect().height);
  const heightDrawn = await height();
  await page.evaluate(() => (globalThis as unknown as { letTheAppCome(): void }).letTheAppCome());
  await page.getByText('Saved on this device').first().waitFor();
  expect(await height()).toBe(heightDrawn);
  const { count, moved } = await drawn.jsonValue();
  expect(count).toBeGreaterThan(10);
  expect(moved).toEqual([]);
  expect(await same.locator('input').evaluate((input) => input === document.activeElement)).toBe(true);

  await page.addInitScript(() => {
    const get = () => {
      throw new Error('a start that fails');
    };
    Object.defineProperty(globalThis, 'satchelWords', { get });
  });
  await page.reload();
  await same.waitFor();
  expect(await shownAsChosen(page)).toEqual([words]);
  // It would take answers that nobody saves.
  await page.evaluate(() => (globalThis as unknown as { letTheAppCome(): void }).letTheAppCome());
  await same.waitFor({ state: 'detached' });
}

async function theRun() {
  const rows = await rowsOnDevice(browser.page, 'runs');
  const run = rows.find((row) => row.submit !== null);
  if (!run) throw new Error(`no submitted run among ${rows.length}`);
  return run;
}

test('a whole test offline, with the browser killed twice, reaches the server by itself', async () => {
  await getReady(browser.page, EXAM);

  await school.network.cut();
  const chosen: Chosen = new Map();
  await testLine(browser.page, EXAM).getByRole('button', { name: 'Start test' }).click();
  for (let n = 1; n <= QUESTIONS / 2; n++) {
    await answerQuestion(browser.page, n, chosen);
    await next(browser.page);
  }
  await questionIsUp(browser.page, QUESTIONS / 2 + 1);
  await expect.poll(isPlaceOfNoAnswer).toBe(true);

  await killAndReopen();
  await questionIsUp(browser.page, QUESTIONS / 2 + 1);
  for (const [n, words] of chosen) {
    await goToQuestion(browser.page, n);
    expect(await shownAsChosen(browser.page), `question ${n} after the kill`).toEqual(words);
  }
  await goToQuestion(browser.page, QUESTIONS / 2 + 1);
  for (let n = QUESTIONS / 2 + 1; n <= QUESTIONS; n++) {
    await answerQuestion(browser.page, n, chosen);
    if (n < QUESTIONS) await next(browser.page);
  }
  await submitTest(browser.page);
  await browser.page.getByText('Waiting to upload').first().waitFor();

  await killAndReopen();
  await browser.page.getByRole('heading', { name: 'Test submitted' }).waitFor();
  const provisional = (await theRun()).provisional;
  expect(provisional).not.toBeNull();

  await school.network.restore();
  await isReceived(browser.page);

  const run = await theRun();
  const sessionId = String(run.sessionId);
  const session = await getSession(school.server.url, sessionId);
  expect(session.maturity).toBe('COMPLETE');
  expect(session.results).toEqual(provisional);
  const results = await serverResults(school.server.url, sessionId);
  expect(chosenOnServer(results)).toEqual(Array.from({ length: QUESTIONS }, (_, n) => chosen.get(n + 1)));

  const [partition] = await rowsOnDevice(browser.page, 'partitions');
  const receipt = verifiedReceipt(String(run.receipt), partition?.publicKeys as PublicKey[]);
  expect(receipt).toMatchObject({ session: sessionId, run: run.run, count: QUESTIONS });
  expect(await browser.page.getByText(String(run.receipt)).count()).toBeGreaterThan(0);
}, 420_000);

test('the first start, and signing in again on this device, need no network; what is chosen before the app is there counts', async () => {
  await getReady(browser.page, EXAM);
  await school.network.cut();
  await browser.page.getByRole('button', { name: 'Sign out' }).click();
  await browser.page.getByRole('textbox', { name: 'Ticket' }).waitFor();
  await killAndReopen();
  await signIn(browser.page, school.ticket());
  await testLine(browser.page, EXAM).getByRole('button', { name: 'Start test' }).click();
  await answerQuestion(browser.page, 1, new Map());
  await browser.page.getByText('Saved on this device').first().waitFor();
  await chooseBeforeTheApp();
});
