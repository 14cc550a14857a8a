/*
 * The ladder when storage fails, rung by rung, over the real services, the real attempt and the real server: open it again,
 * carry on from memory, straight to the server, and out as a file. Oracle: what the student is told, and what the server has.
 */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isInWindowOnly } from '../../../src/student/session/answers.ts';
import { Attempt } from '../../../src/student/session/attempt.ts';
import { failWrites } from '../db/failing-disk.ts';
import { chosen } from '../sync/classroom.ts';
import { type Browser, choice, openBrowser, type Tab } from './browser.ts';

let browser: Browser;
let tab: Tab;
let attempt: Attempt;
beforeEach(async () => {
  browser = await openBrowser();
  tab = await browser.ready();
  const { snapshot, port } = await browser.openTest(tab.services);
  attempt = new Attempt({ snapshot, later: browser.time.later });
  attempt.connect(port, snapshot);
  attempt.answer(choice(0, 0));
  for (let quarter = 0; quarter < 2; quarter++) await browser.pass(16_000);
  expect(await onServer()).toEqual({ 0: 0 });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await browser.close();
});

/** Opening the database again takes real time, which no test here counts. */
const until = (expected: unknown) => expect.poll(reason).toEqual(expected);
const onServer = async () => chosen(await browser.onServer());
const reason = () =>
  attempt.status.value.name === 'attention' ? attempt.status.value.reason : attempt.status.value.name;

async function bring(text: string): Promise<void> {
  const headers = { authorization: browser.school.server.authorization, 'content-type': 'text/plain' };
  await browser.school.fetch('/api/import/responses', { method: 'POST', headers, body: text });
}

test('a database that fails twice is opened again, and the student sees nothing of it', async () => {
  const disk = failWrites('answers', 'UnknownError', 2);
  attempt.answer(choice(1, 1));
  await until('device');
  expect(disk.failed()).toBe(2);
  expect(attempt.storageFailure.value).toBeNull();
});

describe.each(['QuotaExceededError', 'UnknownError'])('a disk that does not write (%s)', (error) => {
  test('with a network: the answer is on the server at once, and said to be nowhere else', async () => {
    failWrites('answers', error);
    attempt.answer(choice(1, 1));
    await expect.poll(() => attempt.storageFailure.value).toMatch(/storage of this device/);
    await until('server');
    expect(await onServer()).toEqual({ 0: 0, 1: 1 });
    attempt.answer(choice(1, 2));
    attempt.answer(choice(2, 2));
    await expect.poll(onServer).toEqual({ 0: 0, 1: 2, 2: 2 });
  });

  test('without one: it stays in the window with the loud banner, and a file takes all of it', async () => {
    tab.page.cut();
    failWrites('answers', error);
    attempt.answer(choice(1, 1));
    await until('memory');
    expect(isInWindowOnly(attempt.answers.value)).toBe(true);
    const { sessionId } = browser.seat;
    const file = await tab.services.exportResponses({ sessionId });
    if (!file.ok) expect.fail(file.reason);
    expect(file.runs).toBe(2);
    await bring(file.text);
    expect(await onServer()).toEqual({ 0: 0, 1: 1 });
  });

  test('that heals: everything is on the device again, and no late answer of before replaces it', async () => {
    const disk = failWrites('answers', error);
    attempt.answer(choice(1, 1));
    await expect.poll(onServer).toEqual({ 0: 0, 1: 1 });
    disk.heal();
    attempt.answer(choice(1, 3));
    await until('device');
    expect(attempt.storageFailure.value).toBeNull();
    for (let quarter = 0; quarter < 2; quarter++) await browser.pass(16_000);
    expect([reason(), await onServer()]).toEqual(['server', { 0: 0, 1: 3 }]);
    const file = await tab.services.exportResponses('student');
    expect(file).toMatchObject({ ok: true, runs: 1 });
  });

  test('and a window that was closed: the next one goes on at what the server has', async () => {
    const disk = failWrites('answers', error);
    attempt.answer(choice(1, 1));
    attempt.answer(choice(0, 3));
    await expect.poll(onServer).toEqual({ 0: 3, 1: 1 });
    browser.kill(tab.services);
    disk.heal();
    const next = await browser.openTab();
    for (let minute = 0; minute < 2; minute++) await browser.pass(61_000);
    const { snapshot } = await browser.openTest(next.services);
    expect(snapshot.answers.map(({ itemId, response }) => [itemId, response])).toEqual([
      ['item-0', { options: [{ index: 3 }] }],
      ['item-1', { options: [{ index: 1 }] }],
    ]);
  });
});

test('a database that does not open any more leaves the second copy, which goes out as a file', async () => {
  tab.page.cut();
  attempt.answer(choice(1, 1));
  await browser.pass(4000);
  expect(browser.outside.texts.size).toBe(1);
  const transaction = IDBDatabase.prototype.transaction;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...stores) {
    if (stores[1] === 'readonly' || stores[1] === 'readwrite') throw new DOMException('broken', 'UnknownError');
    return transaction.apply(this, stores);
  });
  const file = await tab.services.exportResponses({ sessionId: browser.seat.sessionId });
  vi.restoreAllMocks();
  if (!file.ok) expect.fail(file.reason);
  await bring(file.text);
  expect(await onServer()).toEqual({ 0: 0, 1: 1 });
});
