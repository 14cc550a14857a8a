/* Oracle: axe-core's rules for WCAG 2.2 A and AA on each screen, in both colour schemes; and a test taken without a pointer. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Browser } from '../support/chromium.ts';
import { getSession } from '../support/wire-client.ts';
import { expectNothingFound } from './axe.ts';
import { tabTo } from './keyboard.ts';
import { openSchool, type School } from './school.ts';
import { answerQuestion, getReady, goToQuestion, rowsOnDevice, signIn, testLine } from './student-page.ts';

let school: School;
let browser: Browser;

beforeEach(async () => {
  school = await openSchool();
  browser = await school.openBrowser();
  await browser.page.goto(school.network.url);
  await browser.page.getByRole('textbox', { name: 'Ticket' }).waitFor();
});
afterEach(() => school.close());

test('axe finds nothing on any screen of the student', async () => {
  const { page } = browser;
  await expectNothingFound(page, 'sign in');
  await page.getByRole('textbox', { name: 'Ticket' }).fill('AAAA-AAAA');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('This ticket does not match').waitFor();
  await expectNothingFound(page, 'sign in, wrong ticket');

  await signIn(page, school.ticket());
  await expectNothingFound(page, 'my tests');
  await getReady(page, 'Science');
  await expectNothingFound(page, 'my tests, ready');

  await testLine(page, 'Science').getByRole('button', { name: 'Start test' }).click();
  await answerQuestion(page, 1, new Map());
  await page.getByRole('button', { name: 'Flag for review' }).click();
  await expectNothingFound(page, 'a question');
  for (const n of [12, 20, 28, 36]) {
    await goToQuestion(page, n);
    await expectNothingFound(page, `question ${n}`);
  }

  await page.getByRole('button', { name: 'Review answers' }).click();
  await page.getByRole('button', { name: 'Submit test' }).waitFor();
  await expectNothingFound(page, 'review');
  await page.getByRole('button', { name: 'Submit test' }).click();
  await page.getByRole('dialog', { name: 'Submit test' }).waitFor();
  await expectNothingFound(page, 'submit dialog');
  await page.getByRole('dialog').getByRole('button', { name: 'Submit', exact: true }).click();
  await page.getByText('Received by the server').first().waitFor({ timeout: 60_000 });
  await expectNothingFound(page, 'submitted');
}, 240_000);

test('the whole test can be taken with the keyboard alone', async () => {
  const { page } = browser;
  await tabTo(page, 'textbox', /Ticket/);
  await page.keyboard.type(school.ticket().toLowerCase());
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'My tests' }).waitFor();
  const saving = testLine(page, 'Saving and spending');
  while (
    !(await saving
      .getByRole('button', { name: 'Get ready for offline' })
      .evaluate((button) => button === document.activeElement))
  ) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await saving.getByText('Ready for offline', { exact: true }).waitFor();
  await tabTo(page, 'button', /^Start test/);
  await page.keyboard.press('Enter');

  for (let n = 1; n <= 3; n++) {
    await page.getByText(`Question ${n} of 3`).first().waitFor();
    await tabTo(page, 'radio', /./);
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.getByText('Saved on').first().waitFor();
    if (n < 3) {
      await tabTo(page, 'button', /^Next$/);
      await page.keyboard.press('Enter');
    }
  }
  await tabTo(page, 'button', /^Review answers$/);
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', /^Submit test$/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Submit test' }).waitFor();
  await tabTo(page, 'button', /^Submit$/);
  await page.keyboard.press('Enter');
  await page.getByText('Received by the server').first().waitFor({ timeout: 60_000 });

  const [run] = await rowsOnDevice(page, 'runs');
  const session = await getSession(school.server.url, String(run?.sessionId));
  expect(session.maturity).toBe('COMPLETE');
  expect(Object.keys(session.responses ?? {})).toHaveLength(3);
}, 180_000);
