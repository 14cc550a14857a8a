/*
 * One Chromebook, two students, in real Chromium. Oracle: after the lid was closed neither the screen nor the database
 * shows what Maya answered; her ticket alone brings it back; and the server has it in the end, by file or by network.
 */
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importAnswer } from '../../src/shared/contract/response-file.ts';
import type { Browser } from '../support/chromium.ts';
import { BASIC } from '../support/server-process.ts';
import { createSession, getSession, integrator } from '../support/wire-client.ts';
import { expectNothingFound } from './axe.ts';
import { openSchool, type School } from './school.ts';
import {
  answerQuestion,
  type Chosen,
  getReady,
  next,
  questionIsUp,
  rowsOnDevice,
  shownAsChosen,
  signIn,
  submitTest,
  testLine,
} from './student-page.ts';

const EXAM = 'Saving and spending';

let school: School;
let browser: Browser;
let chosen: Chosen;

beforeEach(async () => {
  school = await openSchool();
  browser = await school.openBrowser();
  chosen = new Map();
  await browser.page.goto(school.network.url);
  await signIn(browser.page, school.ticket());
  await getReady(browser.page, EXAM);
  await school.network.cut();
  await testLine(browser.page, EXAM).getByRole('button', { name: 'Start test' }).click();
});
afterEach(() => school.close());

/** Timers stand still while the lid is closed, and the wall clock does not: the next tick finds an hour gone. */
async function closeLid(): Promise<void> {
  const locked = browser.page.getByText('Nobody used this device for a while, so your tests were put away.');
  // Once more when the app was still opening, and had not looked at the clock yet.
  await expect
    .poll(
      async () => {
        await browser.page.evaluate(() => {
          const real = Date.now.bind(Date);
          Date.now = () => real() + 3_600_000;
        });
        return await locked.waitFor({ timeout: 12_000 }).then(
          () => true,
          () => false,
        );
      },
      { timeout: 60_000 },
    )
    .toBe(true);
}

async function secondTicket(): Promise<string> {
  const listed = (await integrator(school.server.url, 'POST', '/api/exam-sessions')) as {
    items: Array<{ examSession: { id: string }; examConfig: { id: string } }>;
  };
  const [run] = await rowsOnDevice(browser.page, 'runs');
  const maya = listed.items.find(({ examSession }) => examSession.id === run?.sessionId);
  return (await createSession(school.server.url, maya?.examConfig.id ?? '', 'jonas-of-the-test')).ticket;
}

/** Everything that the database holds, CryptoKeys left out. */
async function stored(): Promise<string> {
  const stores = ['partitions', 'sessions', 'runs', 'answers', 'outbox', 'snapshots', 'meta'];
  return JSON.stringify(await Promise.all(stores.map((store) => rowsOnDevice(browser.page, store))));
}

test('the lid is closed: the next student sees nothing, the answers go home, and the ticket leads straight back', async () => {
  const { page } = browser;
  await answerQuestion(page, 1, chosen);
  await next(page);
  await answerQuestion(page, 2, chosen);
  expect(await stored()).toContain('"options"');

  await closeLid();
  expect(await page.getByText(/Question \d/).count()).toBe(0);
  expect(await stored()).not.toContain('"options"');
  await expectNothingFound(page, 'the lock screen');

  // Maya, still without a network.
  await page.getByRole('textbox', { name: 'Ticket' }).fill(school.ticket());
  await page.getByRole('button', { name: 'Sign in' }).click();
  await questionIsUp(page, 2);
  expect(await shownAsChosen(page)).toEqual(chosen.get(2));

  await page.reload();
  await questionIsUp(page, 2);
  await closeLid();
  await school.network.restore();
  const [run] = await rowsOnDevice(page, 'runs');
  await signIn(page, await secondTicket());
  await testLine(page, EXAM).getByRole('button', { name: 'Get ready for offline' }).waitFor();
  await expect
    .poll(async () => (await rowsOnDevice(page, 'outbox')).map(({ sent }) => sent), { timeout: 90_000 })
    .toEqual([true]);
  const { responses } = await getSession(school.server.url, String(run?.sessionId));
  const [sealed] = await rowsOnDevice(page, 'packages');
  const asked = (sealed as unknown as { items: Array<{ id: string }> }).items.slice(0, 2).map(({ id }) => id);
  expect(Object.keys(responses ?? {}).sort()).toEqual(asked.sort());
});

test('the network never comes: the file is taken at the server, and its receipt by the device', async () => {
  const { page } = browser;
  for (let n = 1; n <= 3; n++) {
    await answerQuestion(page, n, chosen);
    if (n < 3) await next(page);
  }
  await submitTest(page);
  await page.getByText('No network all day?').click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save answers to a file' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^satchel-.*\.satchel$/);
  await page.getByText('It is with your downloads').waitFor();
  await expectNothingFound(page, 'handing in by file');

  const text = await readFile(await download.path(), 'utf8');
  const response = await fetch(`${school.server.url}/api/import/responses`, {
    method: 'POST',
    headers: { Authorization: BASIC, 'Content-Type': 'text/plain' },
    body: text,
  });
  const [item] = importAnswer.parse(await response.json()).items;
  if (item?.result !== 'received') expect.fail('the file was not taken');
  expect((await getSession(school.server.url, item.sessionId)).maturity).toBe('COMPLETE');

  await page.getByRole('textbox', { name: 'Receipt' }).fill(`Receipt: ${item.statement}`);
  await page.getByRole('button', { name: 'Check receipt' }).click();
  await page.getByText('Received by the server').first().waitFor();
});

test('signing out while something is unsent is asked about, in words that say that it is safe', async () => {
  const { page } = browser;
  await answerQuestion(page, 1, chosen);
  await page.getByRole('button', { name: 'Review answers' }).click();
  await page.getByRole('button', { name: 'Leave for now' }).click();
  await page.getByText('Waiting to upload from this device: 1').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign out' });
  await dialog.getByText('sealed so that nobody can read them').waitFor();
  await expectNothingFound(page, 'the sign-out dialog');
  await dialog.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('textbox', { name: 'Ticket' }).waitFor();
  await page.getByText('Waiting to upload from this device: 1').waitFor();
  expect(await stored()).not.toContain('"options"');
});
