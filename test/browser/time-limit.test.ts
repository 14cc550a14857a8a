/*
 * A test with a time limit, in a browser without a network. Oracle: the text that was typed, read from the server afterwards; the
 * time on the wall of the test itself; what the screen and the accessibility tree say.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSession, getSession, putExam } from '../support/wire-client.ts';
import { expectNothingFound } from './axe.ts';
import { openSchool, type School } from './school.ts';
import { getReady, isReceived, isSaved, rowsOnDevice, signIn, testLine } from './student-page.ts';

const EXAM = {
  name: 'A short test',
  items: [
    {
      id: 'essay',
      name: 'Essay',
      body: '',
      questions: [{ id: 'q', interactionType: 'extendedText', prompt: '<p>Tell of your last holiday.</p>' }],
    },
    {
      id: 'choice',
      name: 'Choice',
      body: '',
      questions: [
        {
          id: 'q',
          interactionType: 'choice',
          prompt: '<p>Did you like it?</p>',
          options: ['yes', 'no'].map((word) => ({ id: word, content: `<p>${word}</p>`, isKey: word === 'yes' })),
        },
      ],
    },
  ],
};

/** What the clock of this process and that of a page may differ by. */
const CLOCKS_MS = 100;

let school: School;
beforeEach(async () => {
  school = await openSchool();
});
afterEach(() => school.close());

/** A test of so many seconds, ready on a device whose network is cut. */
async function openTimed(student: string, timeLimitSeconds: number) {
  const { url } = school.server;
  const configId = await putExam(url, 'timed', EXAM, { timeLimitSeconds });
  const { id, ticket } = await createSession(url, configId, student);
  const browser = await school.openBrowser();
  const { page } = browser;
  await page.goto(school.network.url);
  await signIn(page, ticket);
  await getReady(page, EXAM.name);
  return { id, browser, page };
}
/** @returns when its clock was seen */
const start = async (page: Page) => {
  await testLine(page, EXAM.name).getByRole('button', { name: 'Start test' }).click();
  await timer(page).waitFor();
  return Date.now();
};
const timer = (page: Page) => page.getByRole('timer', { name: 'Time left' });
/** Seconds. */
const left = async (page: Page) => {
  const parts = ((await timer(page).textContent()) ?? '').split(':').map(Number);
  return parts.reduce((sum, part) => sum * 60 + part, 0);
};
const essay = (page: Page) => page.getByRole('main').getByRole('textbox');

test('is handed in at zero with what was typed to the last moment, and arrives when the network is back', async () => {
  const LIMIT = 30;
  const { id, page } = await openTimed('ada', LIMIT);
  expect(await testLine(page, EXAM.name).textContent()).toContain('You have 30 seconds for this test.');
  await school.network.cut();
  // The clock began somewhere between the two, however long a busy machine takes from the one to the other.
  const pressedAt = Date.now();
  const seenAt = await start(page);
  await essay(page).pressSequentially('We were at the sea. ');
  await isSaved(page, 'this device');

  // One that began anew with the page would be told from one that goes on.
  await page.waitForTimeout(3000);
  const reloadedAt = Date.now();
  await page.reload();
  await timer(page).waitFor();
  const shown = await left(page);
  expect(shown).toBeLessThanOrEqual(LIMIT - (reloadedAt - seenAt) / 1000 + 1);
  expect(shown).toBeGreaterThanOrEqual(LIMIT - (Date.now() - pressedAt) / 1000 - 1);
  await essay(page).focus();
  // Keys go on coming until there is nothing left that takes them.
  const keysAt: number[] = [];
  while (await essay(page).isVisible()) {
    await page.keyboard.type('x');
    keysAt.push(Date.now());
    await page.waitForTimeout(40);
  }
  expect((Date.now() - seenAt) / 1000).toBeLessThan(LIMIT + 30);
  await page.getByRole('heading', { name: 'Test submitted' }).waitFor();
  await page.getByText('Your time is over. Your answers were handed in.').waitFor();
  expect(await page.getByText('Submitted by mistake').count()).toBe(0);
  const [run] = await rowsOnDevice(page, 'runs');
  await expectNothingFound(page, 'the end of the time');

  await school.network.restore();
  await isReceived(page);
  const { maturity, responses } = await getSession(school.server.url, id);
  expect(maturity).toBe('COMPLETE');
  const value = String((responses?.essay?.q as { value?: string } | undefined)?.value);
  expect(value.replaceAll('x', '')).toBe('We were at the sea. ');
  // The field takes keys on while the test is handed in, for as long as a busy machine needs for that: they come after the time.
  const endsAt = Number(run?.startedAt) + LIMIT * 1000 - CLOCKS_MS;
  const inTime = keysAt.filter((at) => at < endsAt).length;
  expect(value.length - 'We were at the sea. '.length).toBeGreaterThanOrEqual(inTime);
});

test('can be hidden and shown, hides nothing else, and says politely when little is left', async () => {
  const { page } = await openTimed('ben', 308);
  expect(await testLine(page, EXAM.name).textContent()).toContain('You have 5 minutes for this test.');
  await start(page);
  await page.getByRole('button', { name: 'Hide clock' }).click();
  await expect.poll(() => timer(page).count()).toBe(0);
  await essay(page).fill('hidden');
  await isSaved(page);
  // Read out by itself, unlike the seconds, and seen where the clock is hidden. It stands there for half a minute.
  await page.locator('[aria-live=polite]').filter({ hasText: '5 minutes left.' }).waitFor();
  await page.getByRole('button', { name: 'Show clock' }).click();
  expect(await timer(page).getAttribute('aria-live')).toBe('off');
  expect(await left(page)).toBeLessThanOrEqual(300);
  await expectNothingFound(page, 'five minutes left');
  await page.getByRole('button', { name: 'Review answers' }).click();
  await page.getByRole('heading', { name: 'Review answers' }).waitFor();
  await timer(page).waitFor();
  await expectNothingFound(page, 'a review with a clock');
});

test('a deadline that passes with the browser closed is kept at the next open', async () => {
  const LIMIT = 20;
  const { browser, page } = await openTimed('cleo', LIMIT);
  await school.network.cut();
  const seenAt = await start(page);
  await essay(page).fill('before the power went');
  await isSaved(page, 'this device');
  await browser.kill();
  await wait(seenAt + (LIMIT + 1) * 1000 - Date.now());

  const again = await school.openBrowser();
  await again.page.goto(school.network.url);
  await again.page.getByText('Your time is over. Your answers were handed in.').waitFor();
  expect(await again.page.getByRole('textbox').count()).toBe(0);
  await school.network.restore();
  await isReceived(again.page);
});
