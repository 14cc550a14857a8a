/*
 * A teacher's way through the staff page, on each screen with axe. Oracle: what the Exam Session API says of the session after
 * each step, asked as an integrator.
 */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { listAnswer } from '../../src/shared/contract/exam-session.ts';
import type { Browser } from '../support/chromium.ts';
import { ADMIN_PASSWORD } from '../support/server-process.ts';
import { integrator } from '../support/wire-client.ts';
import { expectNothingFound } from './axe.ts';
import { type Desk, openDesk } from './desk.ts';
import { openSchool, type School } from './school.ts';

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
  await page.goto(`${desk.network.url}/console`);
});
afterEach(() => desk.close());

async function sessionOf(name: string) {
  const path = '/api/exam-sessions?include[]=responses&limit=1000';
  const { items } = listAnswer.parse(await integrator(school.server.url, 'POST', path, {}));
  const found = items.find(({ examSession }) => examSession.name === name)?.examSession;
  if (!found) throw new Error(`no session of ${name}`);
  return found;
}

const answered = async (name: string) => Object.keys((await sessionOf(name)).responses ?? {}).length;

test('a teacher signs in, adds students, prints tickets, reads results, resets and restores', async () => {
  await page.getByRole('textbox', { name: 'User name' }).waitFor();
  await expectNothingFound(page, 'staff sign in');
  await page.getByRole('textbox', { name: 'User name' }).fill('admin');
  await page.getByRole('textbox', { name: 'Password' }).fill(ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Tests' }).waitFor();
  await expectNothingFound(page, 'tests');

  await page.getByRole('link', { name: 'Saving and spending' }).click();
  await page.getByRole('table').waitFor();
  await page.getByText('Add students').click();
  await page.getByRole('textbox', { name: 'Names' }).fill('Zora Neale\nOkafor, Chidi\n');
  await expectNothingFound(page, 'board with pasted names');
  await page.getByRole('button', { name: 'Add 2 students' }).click();
  await page.getByText('2 students are added.').waitFor();
  await page.getByRole('row', { name: /Chidi Okafor/ }).waitFor();

  const { id } = await sessionOf('Zora Neale');
  const chosen = (itemId: string, questionId: string, index: number) => ({
    itemId,
    questions: [{ id: questionId, response: { options: [{ index }] } }],
  });
  await integrator(school.server.url, 'POST', `/api/exam-session/${id}/responses`, {
    submitForScoring: true,
    responses: [chosen('b842bb5e-9957-403e-bc54-9a054b290158', '1CkpwzuRQSfg', 2)],
  });
  await page.reload();
  await page.getByRole('link', { name: /results of Zora Neale/ }).click();
  await page.getByRole('heading', { name: 'Zora Neale: 33.3%' }).waitFor();
  await expectNothingFound(page, 'results');

  await page.goBack();
  await page.getByRole('button', { name: 'Reset, Zora Neale' }).click();
  const confirm = page.getByRole('dialog', { name: 'Reset, Zora Neale' });
  await confirm.getByText('put away, not deleted').waitFor();
  await expectNothingFound(page, 'confirmation');
  await confirm.getByRole('button', { name: 'Leave it as it is' }).click();
  expect(await answered('Zora Neale')).toBe(1);
  await page.getByRole('button', { name: 'Reset, Zora Neale' }).click();
  await confirm.getByRole('button', { name: 'Reset' }).click();
  await page.getByText('Reset: done for Zora Neale.').waitFor();
  expect([(await sessionOf('Zora Neale')).maturity, await answered('Zora Neale')]).toEqual(['NOT_STARTED', 0]);

  await page.getByRole('button', { name: 'Restore 1 answer, Zora Neale' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restore 1 answer' }).click();
  await page.getByText('Restore 1 answer: done for Zora Neale.').waitFor();
  expect([(await sessionOf('Zora Neale')).maturity, await answered('Zora Neale')]).toEqual(['COMPLETE', 1]);

  await page.getByRole('button', { name: 'Reopen, Zora Neale' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reopen' }).click();
  await page.getByText('Reopen: done for Zora Neale.').waitFor();
  expect((await sessionOf('Zora Neale')).maturity).toBe('IN_PROGRESS');

  await page.getByRole('link', { name: 'Print tickets' }).click();
  await page.getByRole('img', { name: 'QR code of the ticket of Zora Neale' }).waitFor();
  await expectNothingFound(page, 'tickets');
  const leftOut = ['Back to the test', 'Print', 'Devices', 'Sign out'];
  for (const words of leftOut) await page.getByText(words, { exact: true }).waitFor();
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('img', { name: 'QR code of the ticket of Zora Neale' }).isVisible()).toBe(true);
  for (const words of leftOut) expect(await page.getByText(words, { exact: true }).isVisible(), words).toBe(false);
  await page.emulateMedia({ media: 'screen' });
  const deviceId = 'device-of-the-cart-01';
  await integrator(school.server.url, 'POST', '/api/device/sign-in', { ticket: school.ticket(), deviceId });
  await page.getByRole('link', { name: 'Devices' }).click();
  await page.getByRole('heading', { name: 'May I collect this device?' }).waitFor();
  await page.getByRole('button', { name: 'Clear received tests, device device' }).click();
  const clearing = page.getByRole('dialog', { name: 'Clear received tests, device device' });
  await clearing.getByText('Whatever has no receipt stays').waitFor();
  await expectNothingFound(page, 'clearing a device');
  await clearing.getByRole('button', { name: 'Clear received tests' }).click();
  await page.getByText('Received tests are cleared at its next contact: asked just now.').waitFor();
  await expectNothingFound(page, 'devices');

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('textbox', { name: 'User name' }).waitFor();
  await page.reload();
  await page.getByRole('textbox', { name: 'User name' }).waitFor();
}, 180_000);

test('without a network the page says that one is still signed in', async () => {
  await page.getByRole('textbox', { name: 'User name' }).fill('admin');
  await page.getByRole('textbox', { name: 'Password' }).fill(ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Tests' }).waitFor();
  await desk.network.cut();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('You are still signed in.').waitFor();
}, 90_000);
