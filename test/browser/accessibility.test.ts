/* Oracle: axe-core's rules for WCAG 2.2 A and AA on each screen, in both colour schemes. */
import { afterEach, beforeEach, test } from 'vitest';
import type { Browser } from '../support/chromium.ts';
import { expectNothingFound } from './axe.ts';
import { openSchool, type School } from './school.ts';
import { answerQuestion, getReady, goToQuestion, signIn, testLine } from './student-page.ts';

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
