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
  await expect.poll(isPlaceOfNoAnswer, { timeout: 10_000 }).toBe(true);

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
  await browser.page.getByText('Received by the server').first().waitFor({ timeout: 120_000 });

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

test('the first start, and signing in again on this device, need no network', async () => {
  await getReady(browser.page, EXAM);
  await school.network.cut();
  await browser.page.getByRole('button', { name: 'Sign out' }).click();
  await browser.page.getByRole('textbox', { name: 'Ticket' }).waitFor();
  await killAndReopen();
  await signIn(browser.page, school.ticket());
  await testLine(browser.page, EXAM).getByRole('button', { name: 'Start test' }).click();
  await answerQuestion(browser.page, 1, new Map());
  await browser.page.getByText('Saved on this device').first().waitFor();
}, 180_000);
