import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { failWrites } from './db/failing-disk.ts';
import { type Browser, choice, openBrowser, testOf } from './services/browser.ts';
import { chosen, EXAM, examOf } from './sync/classroom.ts';

let browser: Browser;

beforeEach(async () => {
  browser = await openBrowser();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await browser.close();
});

describe('signing in', () => {
  test('shows the student, the browser.school and their tests', async () => {
    const { services } = await browser.openTab();
    expect(services.state()).toMatchObject({ student: null, tests: [] });
    expect(await services.signIn(browser.seat.ticket)).toMatchObject({ ok: true });
    expect(services.state()).toMatchObject({
      student: { name: 'Ada ada' },
      school: 'School demo',
      signInAgain: false,
      tests: [
        {
          sessionId: browser.seat.sessionId,
          step: 'get-ready',
          ready: false,
          answered: null,
          waiting: 0,
          problem: null,
        },
      ],
    });
  });

  test('a wrong ticket signs nobody in', async () => {
    const { services } = await browser.openTab();
    expect(await services.signIn('ABCD-EFGH')).toMatchObject({ ok: false, reason: 'wrong-ticket' });
    expect(services.state().student).toBeNull();
  });

  test('survives a restart without a network', async () => {
    const { services } = await browser.ready();
    browser.kill(services);
    const again = await browser.openTab();
    again.page.cut();
    expect(again.services.state()).toMatchObject({ student: { name: 'Ada ada' }, tests: [{ step: 'start' }] });
  });

  test('signing out leaves the answers, which go up by themselves and are told of', async () => {
    const { services, page } = await browser.ready();
    const { port } = await browser.openTest(services);
    page.cut();
    await port.save([choice(0, 3)]);
    port.close();
    await services.signOut();
    expect(services.state()).toMatchObject({ student: null, tests: [], othersWaiting: 1 });
    page.restore();
    await browser.pass(1000);
    expect(chosen(await browser.onServer())).toEqual({ 0: 3 });
    await expect.poll(() => browser.soon(() => services.state().othersWaiting)).toBe(0);
  });

  test('a revoked token asks to sign in again, and answering and uploading go on', async () => {
    const { services, page } = await browser.ready();
    const { port } = await browser.openTest(services);
    await browser.school.server.deps.store.write((db) =>
      db.updateTable('device_token').set({ revoked_at: 1 }).where('workspace_id', '=', 'demo').execute(),
    );
    await services.refresh();
    expect(services.state()).toMatchObject({ signInAgain: true, student: { name: 'Ada ada' } });
    expect(await port.save([choice(0, 3)])).toEqual({ ok: true });
    await browser.pass(15_000);
    expect(page.uploads()).toBe(1);
    expect(await services.signIn(browser.seat.ticket)).toMatchObject({ ok: true });
    expect(services.state().signInAgain).toBe(false);
  });
});

describe('getting ready', () => {
  test('counts bytes up to the total, and only then says ready', async () => {
    const { services } = await browser.openTab();
    await services.signIn(browser.seat.ticket);
    const seen: Array<[number, number]> = [];
    await services.getReady(browser.seat.sessionId, (done, total) => seen.push([done, total]));
    const { bytes } = testOf(services);
    expect(seen.at(-1)).toEqual([bytes, bytes]);
    expect(seen.every(([done, total]) => done <= total)).toBe(true);
    expect(testOf(services)).toMatchObject({ step: 'start', ready: true, questions: 8 });
  });

  test('asks the browser to keep the data in the click itself, and never by itself', async () => {
    const { services, page } = await browser.openTab();
    await services.signIn(browser.seat.ticket);
    expect(page.persists).toBe(0);
    const coming = services.getReady(browser.seat.sessionId, () => undefined);
    expect(page.persists).toBe(1);
    await coming;
    await browser.school.api('PUT', `/api/exam/${EXAM}`, examOf(9));
    await services.refresh();
    await browser.quiet();
    expect(testOf(services).questions).toBe(9);
    expect(page.persists).toBe(1);
  });

  test('twice at the same time downloads once', async () => {
    const { services, page } = await browser.openTab();
    await services.signIn(browser.seat.ticket);
    const both = [1, 2].map(() => services.getReady(browser.seat.sessionId, () => undefined));
    expect(await Promise.all(both)).toEqual([{ ok: true }, { ok: true }]);
    expect(page.asked.filter((path) => path.startsWith('/api/package/'))).toHaveLength(1);
  });

  test('without a network says so, and the test cannot be started', async () => {
    const { services, page } = await browser.openTab();
    await services.signIn(browser.seat.ticket);
    page.cut();
    expect(await services.getReady(browser.seat.sessionId, () => undefined)).toMatchObject({
      ok: false,
      reason: 'network',
    });
    expect(await services.openAttempt(browser.seat.sessionId)).toMatchObject({ ok: false });
  });

  test('a newer version of a test that was not begun comes by itself, and one that was begun stays', async () => {
    const { services } = await browser.ready();
    const [before] = await packages(browser);
    await browser.school.api('PUT', `/api/exam/${EXAM}`, examOf(9));
    await services.refresh();
    await browser.quiet();
    expect(testOf(services).questions).toBe(9);
    const [after, ...rest] = await packages(browser);
    expect(after).not.toBe(before);
    expect(rest).toEqual([]);
    const { port } = await browser.openTest(services);
    await port.save([choice(0, 3)]);
    await browser.school.api('PUT', `/api/exam/${EXAM}`, examOf(10));
    await services.refresh();
    await browser.quiet();
    expect(testOf(services).questions).toBe(9);
  });
});

describe('a whole test without a network', () => {
  test('is ready, answered, killed, continued, submitted, killed again, and received when the network is back', async () => {
    const first = await browser.ready();
    first.page.cut();
    const { port } = await browser.openTest(first.services);
    for (let item = 0; item < 4; item++) await port.save([choice(item, item % 4)]);
    await port.saveView({ itemId: 'item-3', flagged: [['item-1', 'q']], plays: [] });
    browser.kill(first.services);

    const second = await browser.openTab();
    second.page.isOnline = false;
    const resumed = await browser.openTest(second.services);
    expect(resumed.snapshot).toMatchObject({ itemId: 'item-3', flagged: [['item-1', 'q']], submitted: null });
    expect(resumed.snapshot.answers.map(({ state }) => state)).toEqual(Array(4).fill('device'));
    expect(resumed.port.writable).toBe(true);
    for (let item = 4; item < 8; item++) await resumed.port.save([choice(item, item % 4)]);
    expect(await resumed.port.submit()).toEqual({ ok: true });
    await browser.listed();
    expect(testOf(second.services)).toMatchObject({ step: 'submitted', submitted: { received: null } });
    expect(second.page.wakes).toBeGreaterThan(0);
    const { code } = testOf(second.services).submitted ?? expect.fail('not submitted');
    expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/);
    browser.kill(second.services);

    const third = await browser.openTab();
    await browser.pass(1000);
    expect(await browser.onServer()).toMatchObject({ maturity: 'COMPLETE', scoreActual: 100 });
    expect(testOf(third.services)).toMatchObject({
      step: 'submitted',
      waiting: 0,
      canRetake: true,
      submitted: { code, received: { jws: expect.any(String) }, shown: { scoreActual: 100 } },
    });
  });
});

describe('what a tab saves itself', () => {
  test('is told as the disk has it before the save is over, and is not read again', async () => {
    const { services } = await browser.ready();
    const { port } = await browser.openTest(services);
    await browser.quiet();
    const told: unknown[] = [];
    port.subscribe(({ answers, itemId }) =>
      told.push([answers.map(({ itemId, state }) => `${itemId} ${state}`), itemId]),
    );
    // Other files share the process, and what they began may not be over: reads of this device alone are counted.
    const deviceOf = (db: IDBDatabase): unknown => Reflect.get(db, '_rawDatabase');
    let device: unknown;
    await browser.inDatabase((db) => {
      device = deviceOf(db);
      return db.transaction('packages').objectStore('packages').count();
    });
    const reads = vi.spyOn(IDBObjectStore.prototype, 'get');
    const packagesRead = () =>
      reads.mock.contexts.filter((context) => {
        const { name, transaction } = context as IDBObjectStore;
        return name === 'packages' && deviceOf(transaction.db) === device;
      }).length;
    await port.save([choice(1, 3)]);
    expect(told).toEqual([[['item-1 device'], null]]);
    await port.save([choice(0, 2), choice(1, 1)]);
    await port.saveView({ itemId: 'item-2', flagged: [], plays: [] });
    expect(told.slice(1)).toEqual([
      [['item-0 device', 'item-1 device'], null],
      [['item-0 device', 'item-1 device'], 'item-2'],
    ]);
    expect(packagesRead()).toBe(0);
    // What the server acknowledges is another one's commit, and is read.
    await browser.pass(20_000);
    expect(packagesRead()).toBeGreaterThan(0);
    expect(told.at(-1)).toEqual([['item-0 server', 'item-1 server'], 'item-2']);
  });

  test('is read with what another tab commits meanwhile', async () => {
    const { services } = await browser.ready();
    const { port } = await browser.openTest(services);
    await browser.quiet();
    const writable: boolean[] = [];
    port.subscribe((_snapshot, isWritable) => writable.push(isWritable));
    const other = await browser.openTest((await browser.openTab()).services);
    await Promise.all([port.save([choice(0, 2)]), other.port.takeOver()]);
    await browser.quiet();
    expect(port.writable).toBe(false);
    expect(writable.at(-1)).toBe(false);
  });
});

describe('a full disk', () => {
  test('is told to the student with the answer unsaved, and is over when there is room', async () => {
    const { services } = await browser.ready();
    const { port } = await browser.openTest(services);
    await browser.quiet();
    const disk = failWrites('answers', 'QuotaExceededError');
    expect(await port.save([choice(0, 3)])).toEqual({
      ok: false,
      reason: 'storage',
      detail: 'The storage of this device is full.',
    });
    disk.heal();
    expect(await port.save([choice(0, 3)])).toEqual({ ok: true });
  });

  test('while a test comes onto the device keeps what was there', async () => {
    const { services } = await browser.openTab();
    await services.signIn(browser.seat.ticket);
    const disk = failWrites('items', 'QuotaExceededError');
    expect(await services.getReady(browser.seat.sessionId, () => undefined)).toMatchObject({
      ok: false,
      reason: 'storage',
    });
    disk.heal();
    expect(testOf(services)).toMatchObject({ step: 'get-ready', ready: false });
    expect(await services.getReady(browser.seat.sessionId, () => undefined)).toEqual({ ok: true });
  });
});

const packages = (browser: Browser) =>
  browser.inDatabase((db) => db.transaction('packages').objectStore('packages').getAllKeys());
