/*
 * The profile's IndexedDB is taken away while the browser is stopped, in real Chromium. Oracle: the words on the screen, what
 * the Exam Session API says of the answers, and what the questions show as chosen when the student is back.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { COPY_GATHER_MS } from '../../src/student/services/second-copy.ts';
import { CLAIM_PATIENCE_MS } from '../../src/student/services/tests.ts';
import type { Browser } from '../support/chromium.ts';
import { getSession } from '../support/wire-client.ts';
import { expectNothingFound } from './axe.ts';
import { openSchool, type School } from './school.ts';
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
  statusOf,
  submitTest,
  testLine,
} from './student-page.ts';

const EXAM = 'Science';

let school: School;
let browser: Browser;

beforeEach(async () => {
  school = await openSchool();
  browser = await school.openBrowser();
  await browser.page.goto(school.network.url);
  await signIn(browser.page, school.ticket());
  await getReady(browser.page, EXAM);
});
afterEach(() => school.close());

/** What a browser does to itself when its files are broken, or somebody with a cleaning tool: all of it, and nothing beside it. */
async function loseDatabase(): Promise<void> {
  await browser.close();
  await rm(join(school.profileDir, 'Default/IndexedDB'), { recursive: true });
  browser = await school.openBrowser();
  await browser.page.goto(school.network.url);
}

/**
 * A test that goes on opens at its start when the server takes long, which a machine does too that has more to do than its cores.
 * The timer of this patience is known by its length.
 */
const waitForClaims = () => {
  expect(CLAIM_PATIENCE_MS).not.toBe(COPY_GATHER_MS);
  return browser.page.evaluate((patience) => {
    const later = setTimeout;
    const patiently = (run: () => void, ms: number) => later(run, ms === patience ? 20 * ms : ms);
    Object.assign(globalThis, { setTimeout: patiently });
  }, CLAIM_PATIENCE_MS);
};

/** Up to which change each sealed copy outside of IndexedDB goes. */
const copies = () =>
  browser.page.evaluate(async () => {
    const cache = await caches.open('satchel-second-copy');
    const texts = await Promise.all((await cache.matchAll()).map((response) => response.text()));
    return texts.map((text) => (JSON.parse(text) as { seq: number }).seq);
  });

test('it is noticed and said offline, what was unsent goes home with the network, and the student goes on as it was', async () => {
  const chosen: Chosen = new Map();
  await testLine(browser.page, EXAM).getByRole('button', { name: 'Start test' }).click();
  await answerQuestion(browser.page, 1, chosen);
  await next(browser.page);
  await answerQuestion(browser.page, 2, chosen);
  await statusOf(browser.page).filter({ hasText: 'Saved on the server' }).waitFor({ timeout: 60_000 });
  const [run] = await rowsOnDevice(browser.page, 'runs');
  const sessionId = String(run?.sessionId);
  const onServer = async () => Object.keys((await getSession(school.server.url, sessionId)).responses ?? {}).length;
  expect(await onServer()).toBe(2);

  await school.network.cut();
  for (const n of [3, 4]) {
    await next(browser.page);
    await answerQuestion(browser.page, n, chosen);
  }
  await expect.poll(copies, { timeout: 30_000 }).toEqual([4]);

  await loseDatabase();
  await browser.page.getByText('The browser of this device lost what this app had saved here.').waitFor();
  await browser.page.getByText('is still here: 1 test.').waitFor();
  await browser.page.getByText('Waiting to upload from this device: 2').waitFor();
  await expectNothingFound(browser.page, 'after the database was lost');
  expect(await rowsOnDevice(browser.page, 'outbox')).toMatchObject([{ run: run?.run, sent: false }]);
  expect(await onServer()).toBe(2);

  await school.network.restore();
  await browser.page.getByText('The server has them now.').waitFor({ timeout: 90_000 });
  expect(await onServer()).toBe(4);
  await browser.page.getByRole('button', { name: 'All right' }).click();
  await browser.page.getByText('The browser of this device lost').waitFor({ state: 'detached' });

  await signIn(browser.page, school.ticket());
  await getReady(browser.page, EXAM);
  await waitForClaims();
  await testLine(browser.page, EXAM).getByRole('button', { name: 'Continue test' }).click();
  await questionIsUp(browser.page, 4);
  for (const [n, words] of chosen) {
    await goToQuestion(browser.page, n);
    await expect.poll(() => shownAsChosen(browser.page)).toEqual(words);
  }
  await goToQuestion(browser.page, 5);
  await answerQuestion(browser.page, 5, chosen);
  await submitTest(browser.page);
  await isReceived(browser.page);
  expect(await onServer()).toBe(5);
  await expect.poll(copies, { timeout: 30_000 }).toEqual([]);
}, 240_000);

test('one that never opens again is said, and what only this device had goes to the server all the same', async () => {
  const chosen: Chosen = new Map();
  await testLine(browser.page, EXAM).getByRole('button', { name: 'Start test' }).click();
  await school.network.cut();
  await answerQuestion(browser.page, 1, chosen);
  await expect.poll(copies, { timeout: 30_000 }).toEqual([1]);
  const [run] = await rowsOnDevice(browser.page, 'runs');
  await browser.close();
  browser = await school.openBrowser();
  await browser.page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError');
    };
  });

  await browser.page.goto(school.network.url);
  await browser.page.getByRole('alert').filter({ hasText: 'could not open all of its parts' }).waitFor();
  await browser.page.getByText('Answers of 1 test are also kept in a second place on this device.').waitFor();
  await browser.page.getByRole('button', { name: 'Save all answers of this device to a file' }).waitFor();
  await expectNothingFound(browser.page, 'with a database that does not open');
  await school.network.restore();
  await browser.page.getByText('are on the server now').waitFor({ timeout: 90_000 });
  const { responses } = await getSession(school.server.url, String(run?.sessionId));
  expect(Object.keys(responses ?? {})).toHaveLength(1);
}, 240_000);
