/*
 * A database that does not open at all, at any start. Oracle: the unsent answers are on the server, or in the file that the
 * server takes, and a copy counts as sent only once the server signed for it.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rescue } from '../../../src/student/services/rescue.ts';
import type { Rescued } from '../../../src/student/session/ports.ts';
import { chosen } from '../sync/classroom.ts';
import { type Browser, choice, openBrowser, Page } from './browser.ts';

let browser: Browser;
let isOnline: boolean;
let told: Rescued[];
let page: Page;
/** The server's answer, when it is not its own. */
let meets: (() => Response) | null;

beforeEach(async () => {
  browser = await openBrowser();
  isOnline = false;
  told = [];
  page = new Page();
  meets = null;
});
afterEach(() => browser.close());

async function answerOffline(): Promise<void> {
  const { services, page } = await browser.ready();
  const { port } = await browser.openTest(services);
  page.cut();
  await port.save([choice(0, 0), choice(2, 3)]);
  await browser.pass(3000);
  browser.kill(services);
}

function startRescue(): Promise<void> {
  const { school, time, outside } = browser;
  return rescue({
    fetch: async (path, init) => {
      if (!isOnline) throw new TypeError('Failed to fetch');
      return meets?.() ?? (await school.fetch(path, init));
    },
    now: () => time.now,
    later: time.later,
    outside,
    world: page,
    tell: (rescued) => told.push(rescued),
  });
}

const onServer = async () => chosen(await browser.onServer());
const last = () => told.at(-1) ?? expect.fail('nothing was told');

test('sends what was not sent, and says so', async () => {
  await answerOffline();
  isOnline = true;
  await startRescue();
  expect(told).toMatchObject([
    { tests: 1, sent: 0 },
    { tests: 1, sent: 1 },
  ]);
  expect(await onServer()).toEqual({ 0: 0, 2: 3 });
});

test.each([
  ['when the network is back', () => page.say('online')],
  ['by itself after a while', () => browser.time.advance(30_000)],
])('sends it %s', async (_, happens) => {
  await answerOffline();
  await startRescue();
  expect(last()).toMatchObject({ tests: 1, sent: 0 });
  isOnline = true;
  await happens();
  await expect.poll(() => last().sent).toBe(1);
  expect(await onServer()).toEqual({ 0: 0, 2: 3 });
});

test('counts nothing as sent that the server did not sign for', async () => {
  await answerOffline();
  isOnline = true;
  meets = () => new Response('<html>Welcome to the school network</html>', { status: 200 });
  await startRescue();
  expect(last()).toMatchObject({ tests: 1, sent: 0 });
  meets = null;
  page.say('online');
  await expect.poll(() => last().sent).toBe(1);
});

test('counts nothing as sent of which the server signed for less', async () => {
  await answerOffline();
  const { copies } = browser.outside;
  for (const [name, text] of (await copies?.all()) ?? []) {
    const row = JSON.parse(text);
    await copies?.put(name, JSON.stringify({ ...row, seq: row.seq + 1 }));
  }
  isOnline = true;
  await startRescue();
  expect(last()).toMatchObject({ tests: 1, sent: 0 });
});

test.each([
  ['as long as it asks', 'rate-limited', 429, 120_000],
  ['an hour, when it does not take it', 'forbidden', 403, 3_600_000],
])('leaves the server alone for %s', async (_, problem, status, ms) => {
  await answerOffline();
  isOnline = true;
  let asked = 0;
  const said = { type: `urn:satchel:problem:${problem}`, title: 'No', status };
  meets = () => {
    asked += 1;
    const headers = { 'Content-Type': 'application/problem+json', 'Retry-After': '120' };
    return new Response(JSON.stringify(said), { status, headers });
  };
  await startRescue();
  await browser.time.advance(ms - 1);
  expect(asked).toBe(1);
  meets = null;
  await browser.time.advance(1);
  await expect.poll(() => last().sent).toBe(1);
});

test('makes a file that the server takes', async () => {
  await answerOffline();
  await startRescue();
  const file = await last().exportResponses('device');
  if (!file.ok) expect.fail(file.reason);
  const headers = { authorization: browser.school.server.authorization, 'content-type': 'text/plain' };
  await browser.school.fetch('/api/import/responses', { method: 'POST', headers, body: file.text });
  expect(await onServer()).toEqual({ 0: 0, 2: 3 });
});

test('finds nothing where everything was sent, and sends nothing', async () => {
  const { services } = await browser.ready();
  browser.kill(services);
  isOnline = true;
  await startRescue();
  expect(told).toMatchObject([{ tests: 0, sent: 0 }]);
  expect(await last().exportResponses('device')).toEqual({ ok: false, reason: 'nothing' });
});
