/*
 * A test with a time limit, in a browser without a network. Oracle: the text that was typed, read from the server afterwards; the
 * time on the wall of the test itself; what the screen and the accessibility tree say.
 */
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSession, getSession, putExam } from '../support/wire-client.ts';
import { expectNothingFound } from './axe.ts';
import { openSchool, type School } from './school.ts';
import { getReady, signIn, statusOf, testLine } from './student-page.ts';

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
  const LIMIT = 25;
  const { id, page } = await openTimed('ada', LIMIT);
  expect(await testLine(page, EXAM.name).textContent()).toContain('You have 25 seconds for this test.');
  await school.network.cut();
  const startedAt = Date.now();
  await start(page);
  await essay(page).pressSequentially('We were at the sea. ');
  await statusOf(page).filter({ hasText: 'Saved on this device' }).waitFor();

  await page.reload();
  await timer(page).waitFor();
  const passed = (Date.now() - startedAt) / 1000;
  expect(Math.abs((await left(page)) - (LIMIT - passed))).toBeLessThan(3);
  await essay(page).focus();
  // Keys go on coming until there is nothing left that takes them.
  let typed = 0;
  while (await essay(page).isVisible()) {
    await page.keyboard.type('x');
    typed++;
    await page.waitForTimeout(40);
  }
  expect((Date.now() - startedAt) / 1000).toBeLessThan(LIMIT + 8);
  await page.getByRole('heading', { name: 'Test submitted' }).waitFor();
  await page.getByText('Your time is over. Your answers were handed in.').waitFor();
  expect(await page.getByText('Submitted by mistake').count()).toBe(0);
  await expectNothingFound(page, 'the end of the time');

  await school.network.restore();
  await page.getByText('Received by the server').first().waitFor({ timeout: 60_000 });
  const { maturity, responses } = await getSession(school.server.url, id);
  expect(maturity).toBe('COMPLETE');
  const value = String((responses?.essay?.q as { value?: string } | undefined)?.value);
  expect(value.replaceAll('x', '')).toBe('We were at the sea. ');
  // The key of the very last moment comes after the field is gone.
  expect(value.length - 'We were at the sea. '.length).toBeGreaterThanOrEqual(typed - 2);
}, 180_000);

test('can be hidden and shown, hides nothing else, and says politely when little is left', async () => {
  const { page } = await openTimed('ben', 308);
  expect(await testLine(page, EXAM.name).textContent()).toContain('You have 5 minutes for this test.');
  await start(page);
  await expectNothingFound(page, 'a test with a clock');
  await page.getByRole('button', { name: 'Hide clock' }).click();
  await expect.poll(() => timer(page).count()).toBe(0);
  await essay(page).fill('hidden');
  await statusOf(page).filter({ hasText: 'Saved on' }).waitFor();
  // Read out by itself, unlike the seconds, and seen where the clock is hidden.
  const said = page.locator('[aria-live=polite]').filter({ hasText: '5 minutes left.' });
  await said.waitFor({ timeout: 20_000 });
  expect(await said.isVisible()).toBe(true);
  await page.getByRole('button', { name: 'Show clock' }).click();
  expect(await timer(page).getAttribute('aria-live')).toBe('off');
  expect(await left(page)).toBeLessThanOrEqual(300);
  await expectNothingFound(page, 'five minutes left');
  await page.getByRole('button', { name: 'Review answers' }).click();
  await timer(page).waitFor();
}, 120_000);

test('a deadline that passes with the browser closed is kept at the next open', async () => {
  const { browser, page } = await openTimed('cleo', 14);
  await school.network.cut();
  await start(page);
  await essay(page).fill('before the power went');
  await statusOf(page).filter({ hasText: 'Saved on this device' }).waitFor();
  await browser.kill();
  await new Promise((resolve) => setTimeout(resolve, 15_000));

  const again = await school.openBrowser();
  await again.page.goto(school.network.url);
  await again.page.getByText('Your time is over. Your answers were handed in.').waitFor({ timeout: 30_000 });
  expect(await again.page.getByRole('textbox').count()).toBe(0);
  await school.network.restore();
  await again.page.getByText('Received by the server').first().waitFor({ timeout: 60_000 });
}, 120_000);
