/*
 * Leaving and coming back, over the services as the screens use them. Oracle: after a lock the state names nobody, the
 * database holds no answer, and the ticket leads back to the very question.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { App } from '../../../src/student/session/app.ts';
import { forgetLinkedTicket } from '../../../src/student/session/linked-ticket.ts';
import { type Browser, choice, openBrowser, type Tab, testOf } from './browser.ts';

let browser: Browser;
let tab: Tab;
beforeEach(async () => {
  browser = await openBrowser();
  tab = await browser.ready();
});
afterEach(() => browser.close());

const rows = (store: string) =>
  browser.inDatabase<Array<Record<string, unknown>>>((db) => db.transaction(store).objectStore(store).getAll());

describe('a lock', () => {
  test('hides the student, and their ticket leads straight back into the open test', async () => {
    const { port, snapshot } = await browser.openTest(tab.services);
    expect(await port.save([choice(0, 3)])).toEqual({ ok: true });
    await port.saveView({ itemId: 'item-4', flagged: [], plays: [] });
    port.close(true);
    await tab.services.lock();
    expect(tab.services.state()).toMatchObject({ student: null, tests: [], locked: true });
    expect(await rows('answers')).toEqual([]);
    tab.page.cut();
    const back = await tab.services.signIn(browser.seat.ticket);
    expect(back).toEqual({ ok: true, resume: { partition: snapshot.partition, run: snapshot.run } });
    const resumed = await tab.services.resumeAttempt(snapshot.partition, snapshot.run);
    expect(resumed?.snapshot).toMatchObject({ itemId: 'item-4' });
    expect(resumed?.snapshot.answers.map(({ itemId, response }) => [itemId, response])).toEqual([
      ['item-0', { options: [{ index: 3 }] }],
    ]);
    expect(await resumed?.port.save([choice(1, 1)])).toEqual({ ok: true });
  });

  test('of another tab takes the test from this one: what it saves is refused, not written in the open', async () => {
    const other = await browser.openTab();
    const { port } = await browser.openTest(tab.services);
    await port.save([choice(0, 3)]);
    await other.services.lock();
    expect(await port.save([choice(1, 1)])).toEqual({ ok: false, reason: 'tab' });
    expect(await rows('answers')).toEqual([]);
  });

  test('leaves what is unsent to go up by itself, and says how much waits', async () => {
    const { port } = await browser.openTest(tab.services);
    tab.page.cut();
    await port.save([choice(0, 3), choice(1, 1)]);
    await port.submit();
    port.close();
    await tab.services.signOut();
    expect(tab.services.state()).toMatchObject({ student: null, locked: false, othersWaiting: 2 });
    tab.page.restore();
    await browser.pass(5000);
    expect(await browser.onServer()).toMatchObject({ maturity: 'COMPLETE' });
    await browser.listed();
    await expect.poll(() => browser.soon(() => tab.services.state().othersWaiting)).toBe(0);
  });
});

describe('a ticket that was rotated after the test was received', () => {
  test('leaves the test with the server: it is not promised to come back, and does not keep a retake waiting', async () => {
    const { port } = await browser.openTest(tab.services);
    await port.save([choice(0, 3)]);
    await port.submit();
    port.close();
    await browser.pass(5000);
    await tab.services.signOut();
    const ticket = await browser.school.rotateTicket('ada');
    expect(await tab.services.signIn(ticket)).toMatchObject({ ok: true });
    expect(await tab.services.openAttempt(browser.seat.sessionId)).toEqual({
      ok: false,
      detail: 'The server has this test.',
    });
    expect(await tab.services.retake(browser.seat.sessionId)).toEqual({ ok: true });
  });
});

describe('a device that lay about', () => {
  test('is locked when it is opened again', async () => {
    const { port } = await browser.openTest(tab.services);
    await port.save([choice(0, 3)]);
    tab.services.active();
    await browser.pass(1000);
    browser.kill(tab.services);
    await browser.pass(16 * 60_000);
    const next = await browser.openTab();
    expect(next.services.state()).toMatchObject({ student: null, locked: true });
    expect(await rows('answers')).toEqual([]);
  });

  test('for a short while goes straight back into the test', async () => {
    await browser.openTest(tab.services);
    tab.services.active();
    await browser.pass(1000);
    browser.kill(tab.services);
    await browser.pass(5 * 60_000);
    const next = await browser.openTab();
    expect(next.services.state()).toMatchObject({ student: { name: 'Ada ada' }, locked: false });
  });
});

describe('storage', () => {
  test('that is nearly full is told; a test does not start on a full device, and one that was begun goes on', async () => {
    const MB = 1_000_000;
    const free = async (megabytes: number) => {
      tab.page.storage = async () => ({ persisted: true, usage: 0, quota: megabytes * MB });
      await tab.services.refresh();
      return tab.services.state().storage;
    };
    expect(await free(200)).toBe('ok');
    expect(await free(149)).toBe('low');
    expect(await free(49)).toBe('full');
    expect(await tab.services.openAttempt(browser.seat.sessionId)).toMatchObject({ ok: false });
    await free(200);
    const { port } = await browser.openTest(tab.services);
    await port.save([choice(0, 3)]);
    port.close();
    await free(10);
    expect(await tab.services.openAttempt(browser.seat.sessionId)).toMatchObject({ ok: true });
  });

  test('that filled up since it was last looked at stops a start all the same', async () => {
    expect(tab.services.state().storage).toBe('ok');
    tab.page.storage = async () => ({ persisted: true, usage: 0, quota: 1024 });
    expect(await tab.services.openAttempt(browser.seat.sessionId)).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/almost full/),
    });
  });

  test('is reported to staff, and at once when it becomes nearly full', async () => {
    const MB = 1_000_000;
    const { port } = await browser.openTest(tab.services);
    await port.save([choice(0, 3)]);
    for (let minute = 0; minute < 2; minute++) await browser.pass(61_000);
    expect(tab.page.reports.at(-1)).toMatchObject({ storage: { persisted: true, quota: 2 ** 30 } });
    tab.page.storage = async () => ({ persisted: true, usage: 0, quota: 100 * MB });
    await port.save([choice(1, 3)]);
    for (let minute = 0; minute < 2; minute++) await browser.pass(61_000);
    expect(tab.page.reports.at(-1)).toMatchObject({ storage: { quota: 100 * MB } });
  });
});

describe('a file', () => {
  test('of this student’s answers is taken by the server, and its receipt by the device without a network', async () => {
    const { port } = await browser.openTest(tab.services);
    tab.page.cut();
    await port.save([choice(0, 0)]);
    await port.submit();
    port.close();
    const file = await tab.services.exportResponses('student');
    if (!file.ok) expect.fail(file.reason);
    const response = await browser.school.fetch('/api/import/responses', {
      method: 'POST',
      headers: { authorization: browser.school.server.authorization, 'content-type': 'text/plain' },
      body: file.text,
    });
    const { items } = (await response.json()) as { items: Array<{ statement: string }> };
    expect(await tab.services.acceptReceipt(`#receipt=${items[0]?.statement}`)).toEqual({ ok: true, tests: 1 });
    expect(testOf(tab.services).submitted?.received).not.toBeNull();
    expect(testOf(tab.services).waiting).toBe(0);
  });

  test('is refused while there is nothing to put in', async () => {
    expect(await tab.services.exportResponses('device')).toEqual({ ok: false, reason: 'nothing' });
  });
});

test('the ticket of a printed code is not left in the sign-in for the next student', async () => {
  const fragment = `#ticket=${browser.seat.ticket}`;
  const app = new App({ fragment, later: browser.time.later, holdAttempt: () => () => undefined });
  const stop = forgetLinkedTicket(app);
  await tab.services.signOut();
  await app.connect(tab.services, null);
  expect(app.fragment).toBe(fragment);
  await app.signIn(browser.seat.ticket);
  await app.signOut();
  expect(app.screen.value.name).toBe('sign-in');
  expect(app.fragment).toBe('');
  stop();
});
