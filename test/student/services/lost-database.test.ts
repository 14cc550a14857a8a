/*
 * The browser loses its database under the app. Oracle: what the student was told is saved is on the server in the end, the
 * latest value of each question; the same device goes on with the same test; and it is said, once.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chosen } from '../sync/classroom.ts';
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
const meta = async () =>
  Object.fromEntries((await rows('meta')).map(({ name, value }) => [name, value])) as Record<string, unknown>;
const onServer = async () => chosen(await browser.onServer());

/** Two answers that the server has, and two that nobody has but this device. */
async function answerAndCut(): Promise<void> {
  const { port } = await browser.openTest(tab.services);
  await port.save([choice(0, 0), choice(1, 1)]);
  for (let quarter = 0; quarter < 2; quarter++) await browser.pass(16_000);
  expect(await onServer()).toEqual({ 0: 0, 1: 1 });
  tab.page.cut();
  await port.save([choice(1, 3)]);
  await port.save([choice(2, 2)]);
  await browser.pass(3000);
}

async function reopened({ online = true } = {}): Promise<Tab> {
  await browser.loseDatabase();
  const next = await browser.openTab({ online });
  await browser.pass(1000);
  return next;
}

/** Signs in again, gets ready and opens the test, as a student does after it was lost. */
async function continued({ services }: Tab) {
  expect(await services.signIn(browser.seat.ticket)).toMatchObject({ ok: true });
  expect(testOf(services)).toMatchObject({ step: 'get-ready', ready: false });
  expect(await services.getReady(browser.seat.sessionId, () => undefined)).toEqual({ ok: true });
  const opened = await browser.openTest(services);
  await browser.pass(1000);
  return opened.port;
}

describe('a lost database', () => {
  test('is said at the next start, without a network, with what could be put back', async () => {
    await answerAndCut();
    const { services } = await reopened({ online: false });
    expect(services.state()).toMatchObject({ student: null, wiped: { rescued: 1, sent: 0 }, othersWaiting: 2 });
    expect(await rows('outbox')).toMatchObject([{ sent: false, unsent: 2, writer: expect.any(String) }]);
  });

  test('has its unsent answers go home by themselves when the network is back, with nobody signed in', async () => {
    await answerAndCut();
    const { services, page } = await reopened({ online: false });
    page.restore();
    await browser.pass(1000);
    expect(await onServer()).toEqual({ 0: 0, 1: 3, 2: 2 });
    const told = { wiped: { rescued: 1, sent: 1 }, othersWaiting: 0 };
    await expect.poll(() => browser.soon(() => services.state())).toMatchObject(told);
  });

  test('gives the test back as it was at the next sign-in, and the student goes on', async () => {
    await answerAndCut();
    const next = await reopened();
    const port = await continued(next);
    const seen = await new Promise<Array<[string, unknown, string]>>((resolve) => {
      port.subscribe(({ answers }) => resolve(answers.map(({ itemId, response, state }) => [itemId, response, state])));
      void port.saveView({ itemId: 'item-3', flagged: [], plays: [] });
    });
    expect(seen).toEqual([
      ['item-0', { options: [{ index: 0 }] }, 'server'],
      ['item-1', { options: [{ index: 3 }] }, 'server'],
      ['item-2', { options: [{ index: 2 }] }, 'server'],
    ]);
    expect(await port.save([choice(3, 3)])).toEqual({ ok: true });
    expect(await port.submit()).toEqual({ ok: true });
    await browser.pass(2000);
    expect(await browser.onServer()).toMatchObject({ maturity: 'COMPLETE' });
    expect(await onServer()).toEqual({ 0: 0, 1: 3, 2: 2, 3: 3 });
  });

  test('leaves the device the same to the server: the test moves to no other device', async () => {
    const { 'device-id': before } = await meta();
    await answerAndCut();
    await continued(await reopened());
    expect(await meta()).toMatchObject({ 'device-id': before, life: 1 });
    expect(await rows('runs')).toMatchObject([{ epoch: 1, order: { life: 1 } }]);
  });

  test('with a submit in it has the receipt for it, and the student is told so', async () => {
    const { port } = await browser.openTest(tab.services);
    tab.page.cut();
    await port.save([choice(0, 0)]);
    await port.submit();
    await browser.pass(3000);
    const next = await reopened();
    expect(await browser.onServer()).toMatchObject({ maturity: 'COMPLETE' });
    expect(await rows('outbox')).toMatchObject([{ sent: true, receivedAt: expect.any(Number) }]);
    await next.services.signIn(browser.seat.ticket);
    expect(testOf(next.services)).toMatchObject({ step: 'submitted' });
  });

  test('of a student who had signed out is put back too', async () => {
    await answerAndCut();
    await tab.services.signOut();
    await browser.pass(3000);
    const { page } = await reopened({ online: false });
    page.restore();
    await browser.pass(1000);
    expect(await onServer()).toEqual({ 0: 0, 1: 3, 2: 2 });
  });

  test('is no longer said once somebody has read it', async () => {
    await answerAndCut();
    const { services } = await reopened();
    await services.seenWiped();
    expect(services.state().wiped).toBeNull();
    browser.kill(services);
    expect((await browser.openTab()).services.state().wiped).toBeNull();
  });

  test('is told to staff with the next report', async () => {
    await answerAndCut();
    const next = await reopened();
    await continued(next);
    await browser.pass(61_000);
    expect(next.page.reports.at(-1)).toMatchObject({ lost: { times: 1, rescued: 1 } });
  });

  test('twice is the third life', async () => {
    await answerAndCut();
    const second = await reopened();
    const port = await continued(second);
    second.page.cut();
    await port.save([choice(4, 0)]);
    await browser.pass(3000);
    const third = await reopened();
    expect(await onServer()).toEqual({ 0: 0, 1: 3, 2: 2, 4: 0 });
    await continued(third);
    expect(await meta()).toMatchObject({ life: 2 });
  });
});

describe('the older copy', () => {
  /** The copy cannot be sent until the test says so. */
  function holdCopies(): () => void {
    const { fetch } = browser.school;
    browser.school.fetch = async (path, init) => {
      if (path === '/api/import/responses') throw new TypeError('Failed to fetch');
      return await fetch(path, init);
    };
    return () => {
      browser.school.fetch = fetch;
    };
  }

  test('never replaces what was answered after the loss, and what only it has comes back to the screen', async () => {
    await answerAndCut();
    const release = holdCopies();
    const next = await reopened();
    const port = await continued(next);
    await port.save([choice(1, 2), choice(5, 1)]);
    await browser.pass(16_000);
    expect(await onServer()).toEqual({ 0: 0, 1: 2, 5: 1 });
    release();
    await browser.pass(120_000);
    expect(await onServer()).toEqual({ 0: 0, 1: 2, 2: 2, 5: 1 });
    expect((await rows('answers')).map(({ itemId, response }) => [itemId, response])).toEqual([
      ['item-0', { options: [{ index: 0 }] }],
      ['item-1', { options: [{ index: 2 }] }],
      ['item-2', { options: [{ index: 2 }] }],
      ['item-5', { options: [{ index: 1 }] }],
    ]);
  });

  test('brought home with no page open comes back to the screen of the next one', async () => {
    await answerAndCut();
    const release = holdCopies();
    const next = await reopened();
    const port = await continued(next);
    await port.save([choice(5, 1)]);
    await browser.pass(16_000);
    browser.kill(next.services);
    release();
    await browser.wakeWorker();
    expect(await onServer()).toEqual({ 0: 0, 1: 3, 2: 2, 5: 1 });
    await browser.openTab();
    await browser.pass(120_000);
    expect((await rows('answers')).map(({ itemId, response }) => [itemId, response])).toEqual([
      ['item-0', { options: [{ index: 0 }] }],
      ['item-1', { options: [{ index: 3 }] }],
      ['item-2', { options: [{ index: 2 }] }],
      ['item-5', { options: [{ index: 1 }] }],
    ]);
  });

  test('goes once more to a server that was restored from before it came', async () => {
    await answerAndCut();
    const restore = await browser.school.backUp();
    const next = await reopened();
    expect(await onServer()).toEqual({ 0: 0, 1: 3, 2: 2 });
    await restore();
    expect(await onServer()).toEqual({ 0: 0, 1: 1 });
    expect(await next.services.signIn(browser.seat.ticket)).toMatchObject({ ok: true });
    for (let second = 0; second < 4; second++) await browser.pass(1000);
    expect(await onServer()).toEqual({ 0: 0, 1: 3, 2: 2 });
  });

  test('of a run that another device took over meanwhile fills what is empty there, and replaces nothing', async () => {
    await answerAndCut();
    await browser.loseDatabase();
    const other = await browser.school.device();
    const run = await other.start(browser.seat);
    await other.claim(run);
    await other.answer(run, 1, 0);
    await other.upload();
    await browser.openTab();
    await browser.pass(1000);
    expect(await onServer()).toEqual({ 0: 0, 1: 0, 2: 2 });
  });
});

describe('what is kept outside', () => {
  test('is nothing but the unsent answers, sealed, and goes when the server has them', async () => {
    await answerAndCut();
    const [copy] = [...browser.outside.texts.values()];
    expect(copy).toBeDefined();
    expect(copy).not.toContain('options');
    tab.page.restore();
    await browser.pass(5000);
    await browser.pass(5000);
    expect(browser.outside.texts.size).toBe(0);
  });

  test('is written once for many answers, after their commit', async () => {
    const { port } = await browser.openTest(tab.services);
    tab.page.cut();
    await browser.pass(5000);
    const { writes } = browser.outside;
    for (let item = 0; item < 8; item++) await port.save([choice(item, 0)]);
    expect(browser.outside.writes).toBe(writes);
    await browser.pass(3000);
    expect(browser.outside.writes).toBe(writes + 1);
  });

  test('never stands in the way: a full store leaves saving and sending as they are', async () => {
    browser.outside.isFull = true;
    const { port } = await browser.openTest(tab.services);
    expect(await port.save([choice(0, 3)])).toEqual({ ok: true });
    await browser.pass(16_000);
    expect(await onServer()).toEqual({ 0: 3 });
  });

  test('and cannot be read leaves the app to start as it is', async () => {
    browser.outside.text = '{"deviceId":7}';
    browser.outside.texts.set('run/writer', '<html>');
    const { services } = await reopened();
    expect(services.state().wiped).toBeNull();
    expect(await services.signIn(browser.seat.ticket)).toMatchObject({ ok: true });
    expect(browser.outside.texts.get('run/writer')).toBe('<html>');
  });

  test('names a device only once somebody signed in on it: a new one is not a lost one', async () => {
    const fresh = await openBrowser();
    try {
      await fresh.openTab();
      await fresh.pass(5000);
      expect(fresh.outside.text).toBeNull();
      await fresh.loseDatabase();
      expect((await fresh.openTab()).services.state().wiped).toBeNull();
    } finally {
      await fresh.close();
    }
  });

  test('alone lost, is made again', async () => {
    await answerAndCut();
    const before = browser.outside.text;
    browser.outside.texts.clear();
    browser.outside.text = null;
    browser.kill(tab.services);
    const { services } = await browser.openTab({ online: false });
    await browser.pass(4000);
    expect(services.state().wiped).toBeNull();
    expect(browser.outside.text).toBe(before);
    expect(browser.outside.texts.size).toBe(1);
  });
});
