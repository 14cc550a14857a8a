/*
 * A teacher brings answers that no network carried. Oracle: what the Exam Session API says afterwards, and what the page
 * says of each file, also of those that it has to refuse.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SyncBody } from '../../src/shared/contract/set-responses.ts';
import type { Browser } from '../support/chromium.ts';
import { responseFile, sealRunOf } from '../support/sealed-run.ts';
import { ADMIN_PASSWORD } from '../support/server-process.ts';
import {
  batchBody,
  choiceExam,
  createSession,
  type Given,
  getSession,
  openDevice,
  putExam,
  submitClaimOf,
} from '../support/wire-client.ts';
import { expectNothingFound } from './axe.ts';
import { type Desk, openDesk } from './desk.ts';
import { openSchool, type School } from './school.ts';

const QUESTIONS = 4;

let school: School;
let browser: Browser;
let desk: Desk;
let page: Page;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'satchel-files-'));
  school = await openSchool();
  browser = await school.openBrowser();
});
beforeEach(async () => {
  desk = await openDesk(school.server, browser);
  page = desk.page;
  await page.goto(`${desk.network.url}/console`);
  await page.getByRole('textbox', { name: 'User name' }).fill('admin');
  await page.getByRole('textbox', { name: 'Password' }).fill(ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Files' }).click();
  await page.getByRole('heading', { name: 'Bring answers from files' }).waitFor();
});
afterEach(() => desk.close());
afterAll(async () => {
  await school.close();
  await rm(folder, { recursive: true, force: true });
});

/** A finished test of a student, as their device would save it. */
async function sealedTest(name: string): Promise<{ id: string; sealed: string }> {
  const { url } = school.server;
  const configId = await putExam(url, 'by-file', choiceExam(QUESTIONS));
  const { id, ticket } = await createSession(url, configId, name);
  const device = await openDevice(url, ticket, name);
  const given: Given[] = Array.from({ length: QUESTIONS }, (_, n) => ({
    itemId: `item-${n}`,
    questionId: `q-${n}`,
    response: { options: [{ index: n % 4 }] },
    seq: n + 1,
  }));
  const submit = submitClaimOf(device, given, QUESTIONS);
  const upload: SyncBody = JSON.parse(batchBody(device, given, { baseSeq: 0, lastSeq: QUESTIONS }, submit));
  return { id, sealed: await sealRunOf(device.session, [upload]) };
}

async function saved(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

test('files are taken in any order and twice, damaged ones are refused in plain words, and each run has its receipt', async () => {
  const [ada, grace] = [await sealedTest('ada'), await sealedTest('grace')];
  const middle = Math.floor(grace.sealed.length / 2);
  const flipped =
    grace.sealed.slice(0, middle) + (grace.sealed[middle] === 'A' ? 'B' : 'A') + grace.sealed.slice(middle + 1);
  const input = page.getByLabel('Choose files, or drop them here');

  await input.setInputFiles([
    await saved('damaged.satchel', responseFile([flipped])),
    await saved('ada.satchel', responseFile([ada.sealed])),
    await saved('holiday.txt', 'Dear teacher, the weather is fine.'),
    await saved('short.satchel', responseFile([ada.sealed], { runs: 2 })),
  ]);
  const section = (name: string) => page.getByRole('region', { name });
  await section('ada.satchel').getByText('The server has these answers.').waitFor();
  await section('damaged.satchel').getByText('The file was damaged on its way.').waitFor();
  await section('holiday.txt').getByText('This is not a file of answers.').waitFor();
  await section('short.satchel').getByText('The end of the file is missing.').waitFor();
  await section('short.satchel').getByText('The server has these answers.').waitFor();
  expect(await getSession(school.server.url, ada.id)).toMatchObject({ maturity: 'COMPLETE', scoreActual: 100 });
  expect(await getSession(school.server.url, grace.id)).toMatchObject({ maturity: 'NOT_STARTED' });

  await section('ada.satchel').getByText('Receipt for the device').click();
  await section('ada.satchel')
    .getByRole('img', { name: /Receipt for/ })
    .waitFor();
  await expectNothingFound(page, 'files with a receipt');

  await input.setInputFiles([await saved('again.satchel', responseFile([grace.sealed, ada.sealed]))]);
  await section('again.satchel').getByText('The server has these answers.').nth(1).waitFor();
  expect(await getSession(school.server.url, grace.id)).toMatchObject({ maturity: 'COMPLETE', scoreActual: 100 });
}, 120_000);

test('a file that meets no server is kept and said so', async () => {
  const { sealed } = await sealedTest('alan');
  await desk.network.cut();
  await page
    .getByLabel('Choose files, or drop them here')
    .setInputFiles([await saved('a.satchel', responseFile([sealed]))]);
  await page.getByText('Keep the file, and bring it again.').waitFor();
}, 60_000);
