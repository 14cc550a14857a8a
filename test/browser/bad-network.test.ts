/*
 * The same student, with everything between the Chromebook and the server going wrong while answering. Oracle: what was
 * clicked is what the server ends up with, and the device never says "Received by the server" before it is.
 */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Browser } from '../support/chromium.ts';
import type { Fault } from '../support/faulty-proxy.ts';
import { getSession } from '../support/wire-client.ts';
import { type Desk, openDesk } from './desk.ts';
import { openSchool, type School } from './school.ts';
import { chosenOnServer, serverResults } from './server-results.ts';
import {
  answerQuestion,
  type Chosen,
  getReady,
  goToQuestion,
  isReceived,
  next,
  rowsOnDevice,
  signIn,
  submitTest,
  testLine,
} from './student-page.ts';

const EXAM = 'Saving and spending';
const QUESTIONS = 3;

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
  await page.goto(desk.network.url);
  await signIn(page, desk.ticket);
  await getReady(page, EXAM);
});
afterEach(() => desk.close());

const isUpload = (line: string | undefined) => /^POST .*\/responses$/.test(line ?? '');

/** The first uploads meet the faults, one each; the rest go through. */
function uploadsMeet(...faults: Fault[]): void {
  desk.network.fault = (request) =>
    isUpload(`${request.method} ${request.url}`) ? (faults.shift() ?? 'forward') : 'forward';
}

async function takeTest(): Promise<Chosen> {
  const chosen: Chosen = new Map();
  await testLine(page, EXAM).getByRole('button', { name: 'Start test' }).click();
  for (let n = 1; n <= QUESTIONS; n++) {
    await answerQuestion(page, n, chosen);
    if (n < QUESTIONS) await next(page);
  }
  await submitTest(page);
  return chosen;
}

async function expectArrivedWhole(chosen: Chosen): Promise<void> {
  await isReceived(page);
  const [run] = await rowsOnDevice(page, 'runs');
  const sessionId = String(run?.sessionId);
  expect((await getSession(school.server.url, sessionId)).maturity).toBe('COMPLETE');
  const answers = await rowsOnDevice(page, 'answers');
  expect(answers.map((answer) => answer.problem)).toEqual(answers.map(() => null));
  const words = chosenOnServer(await serverResults(school.server.url, sessionId));
  expect(words).toEqual(Array.from({ length: QUESTIONS }, (_, n) => chosen.get(n + 1)));
}

const html = { 'Content-Type': 'text/html' };
const problem = (name: string, status: number, headers: Record<string, string> = {}): Fault => ({
  status,
  headers: { 'Content-Type': 'application/problem+json', ...headers },
  body: JSON.stringify({ type: `urn:satchel:problem:${name}`, title: name, status }),
});
const faults: Array<[string, Fault[]]> = [
  ['500 pages of something in between', [{ status: 500, headers: html, body: '<h1>Internal Server Error</h1>' }]],
  ['the server’s own 500, twice', [problem('internal', 500), problem('internal', 500)]],
  ['the server’s own 503 with Retry-After', [problem('unavailable', 503, { 'Retry-After': '2' })]],
  ['a proxy’s 503 with Retry-After', [{ status: 503, headers: { 'Retry-After': '1' }, body: '' }]],
  ['a captive portal’s 200 page', [{ status: 200, headers: html, body: '<form>Accept the terms</form>' }]],
  ['a connection cut after the server committed', ['cut-after', 'cut-after']],
  [
    'all of them, one after the other',
    [
      { status: 500, headers: html, body: 'no' },
      'cut-after',
      { status: 200, headers: html, body: '<form>Accept the terms</form>' },
      { status: 403, headers: html, body: 'blocked by the school' },
      { status: 503, headers: { 'Retry-After': '1' }, body: '' },
      'cut-after',
    ],
  ],
];

test.each(faults)(
  '%s: nothing is lost and nothing is claimed early',
  async (_, meet) => {
    uploadsMeet(...meet);
    await expectArrivedWhole(await takeTest());
  },
  240_000,
);

test('a submit that the page does not get through before it is closed is brought across by the worker alone', async () => {
  let refused = 0;
  await page.route('**/responses', (route) => {
    refused++;
    return route.abort();
  });
  const chosen = await takeTest();
  await page.getByText('Waiting to upload').first().waitFor();
  const [run] = await rowsOnDevice(page, 'runs');
  const sessionId = String(run?.sessionId);
  await expect.poll(() => refused).toBeGreaterThan(0);
  await page.close();
  const maturity = async () => (await getSession(school.server.url, sessionId)).maturity;
  await expect.poll(maturity, { timeout: 60_000 }).toBe('COMPLETE');
  expect(chosenOnServer(await serverResults(school.server.url, sessionId))).toEqual([...chosen.values()]);
});

test('a sign-in that was revoked meanwhile: answering goes on, the student signs in again, nothing is lost', async () => {
  const chosen: Chosen = new Map();
  await testLine(page, EXAM).getByRole('button', { name: 'Start test' }).click();
  await answerQuestion(page, 1, chosen);
  await next(page);
  await school.server.sql('UPDATE device_token SET revoked_at = 1');

  await page.reload();
  const again = page.getByRole('button', { name: 'Sign in again' });
  await again.waitFor({ timeout: 90_000 });
  // A reload within milliseconds of "Next" may come back to the question before it.
  await goToQuestion(page, 2);
  await answerQuestion(page, 2, chosen);
  await again.click();
  await signIn(page, desk.ticket);
  await testLine(page, EXAM).getByRole('button', { name: 'Continue test' }).click();
  await answerQuestion(page, 2, chosen);
  await next(page);
  await answerQuestion(page, 3, chosen);
  await submitTest(page);
  await expectArrivedWhole(chosen);
}, 240_000);
