/*
 * The time limit over the real services and the real server. The oracle of what has passed is the virtual time, which nothing
 * of the device can set.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Browser, choice } from './browser.ts';
import {
  about,
  attemptOf,
  HOUR,
  LIMIT,
  leftOn,
  openApp,
  openTimed,
  SECOND,
  STEP,
  saidOfClock,
  seconds,
  start,
  stored,
} from './timed-test.ts';

let browser: Browser;
beforeEach(async () => {
  browser = await openTimed();
});
afterEach(() => browser.close());

const state = async () => (await stored(browser)).map((run) => run.state);
/** Option by item. */
const answered = (options: Record<number, number>) =>
  Object.fromEntries(Object.entries(options).map(([item, index]) => [`item-${item}`, { q: { options: [{ index }] } }]));

describe('a test with a time limit', () => {
  test('counts from its start, whatever the page does meanwhile', async () => {
    const tab = await browser.ready();
    const app = await start(browser, tab);
    await browser.pass(3 * STEP);
    expect(leftOn(app)).toEqual(about(7 * STEP));
  });

  test('is handed in at zero, without a network, with what was typed a moment before', async () => {
    const tab = await browser.ready();
    const app = await start(browser, tab);
    tab.page.cut();
    attemptOf(app).answer(choice(0, 1));
    await browser.pass(LIMIT - 2 * SECOND);
    expect(attemptOf(app).submitted.value).toBe(false);
    // The key comes after the time was over, and before the device has done anything about it.
    await browser.time.advance(1 * SECOND, () => browser.quiet());
    attemptOf(app).answer(choice(1, 2), { typed: true });
    await browser.pass(5 * SECOND);
    expect(attemptOf(app).submitted.value).toBe(true);
    expect(attemptOf(app).snapshot.value.submitted).toMatchObject({ timeWasOver: true, canTakeBack: false });
    expect(attemptOf(app).answers.value.copies.size).toBe(0);

    tab.page.restore();
    await browser.pass(5 * SECOND);
    const { maturity, responses, attempts } = await browser.onServer();
    expect({ maturity, responses }).toEqual({ maturity: 'COMPLETE', responses: answered({ 0: 1, 1: 2 }) });
    const [{ startedAt, completedAt } = expect.fail('no attempt')] = attempts;
    expect(seconds(Date.parse(completedAt ?? '') - Date.parse(startedAt ?? ''))).toEqual(about(LIMIT));
  });

  test('is not handed in by the server, however long the device stays away', async () => {
    const tab = await browser.ready();
    const app = await start(browser, tab);
    attemptOf(app).answer(choice(0, 1));
    await browser.pass(20 * SECOND);
    tab.page.cut();
    browser.kill(tab.services);
    browser.time.sleep(20 * HOUR);
    expect((await browser.onServer()).maturity).toBe('IN_PROGRESS');
  });

  test('that its student left for the list is handed in from there', async () => {
    const tab = await browser.ready();
    const app = await start(browser, tab);
    attemptOf(app).answer(choice(0, 1));
    await browser.quiet();
    app.leave();
    await browser.pass(LIMIT + 10 * SECOND);
    expect(await state()).toEqual(['received']);
    expect((await browser.onServer()).responses).toEqual(answered({ 0: 1 }));
  });

  test('is handed in by the tab that writes it, and shown as handed in by the other', async () => {
    const one = await browser.ready();
    const writer = await start(browser, one);
    const other = await openApp(browser, await browser.openTab());
    await other.open(browser.seat.sessionId);
    await browser.pass(LIMIT + 10 * SECOND);
    for (const app of [writer, other]) expect(attemptOf(app).submitted.value).toBe(true);
    expect((await saidOfClock(browser)).endedBy).toBe('time');
  });

  test('submitted by its student says so', async () => {
    const app = await start(browser, await browser.ready());
    await browser.pass(STEP);
    await attemptOf(app).submit();
    await browser.quiet();
    expect(await saidOfClock(browser)).toEqual({ endedBy: 'student', jumps: [], unseenMs: 0 });
    expect(attemptOf(app).snapshot.value.submitted?.timeWasOver).toBe(false);
  });
});

describe('while the page is not there', () => {
  test('hours with a closed lid count, and what was answered before is handed in', async () => {
    const tab = await browser.ready();
    const app = await start(browser, tab);
    attemptOf(app).answer(choice(0, 3));
    await browser.pass(STEP);
    await browser.sleep(5 * HOUR);
    await browser.pass(5 * SECOND);
    expect(await saidOfClock(browser)).toMatchObject({ endedBy: 'time', jumps: [] });
    expect(await browser.onServer()).toMatchObject({ maturity: 'COMPLETE', responses: answered({ 0: 3 }) });
  });

  test('a deadline that passes with the browser closed is kept at the next open, before anything can be changed', async () => {
    const tab = await browser.ready();
    const app = await start(browser, tab);
    attemptOf(app).answer(choice(0, 1));
    await browser.pass(STEP);
    browser.kill(tab.services);
    browser.time.sleep(LIMIT - STEP / 2);

    const next = await browser.openTab({ online: false });
    const open = (await next.services.openRun()) ?? expect.fail('nothing is open');
    const resumed = (await next.services.resumeAttempt(open.partition, open.run)) ?? expect.fail('not resumed');
    expect(resumed.snapshot).toMatchObject({ submitted: { timeWasOver: true }, answers: [{ state: 'server' }] });
    expect(await resumed.port.save([choice(0, 2)])).toEqual({ ok: false, reason: 'submitted' });
    expect(await state()).toEqual(['submitted']);
    next.page.restore();
    await browser.pass(5 * SECOND);
    expect(await browser.onServer()).toMatchObject({ maturity: 'COMPLETE', responses: answered({ 0: 1 }) });
  });

  test('a storm of reloads neither gives nor takes time', async () => {
    let tab = await browser.ready();
    let app = await start(browser, tab);
    const startedAt = browser.time.now;
    for (let n = 0; n < 12; n++) {
      await browser.pass(4 * SECOND);
      browser.kill(tab.services);
      browser.time.sleep(SECOND);
      tab = await browser.openTab();
      app = await openApp(browser, tab);
    }
    await browser.pass(2 * SECOND);
    expect(leftOn(app)).toEqual(about(LIMIT - (browser.time.now - startedAt)));
  });

  test('a student who was locked out past the deadline finds the test handed in', async () => {
    const tab = await browser.ready();
    const app = await start(browser, tab);
    attemptOf(app).answer(choice(0, 1));
    await browser.pass(30 * SECOND);
    await app.lock();
    await browser.pass(HOUR);
    expect(await state()).toEqual(['open']);
    await app.signIn(browser.seat.ticket);
    await browser.pass(5 * SECOND);
    expect(attemptOf(app).submitted.value).toBe(true);
    expect(await browser.onServer()).toMatchObject({ maturity: 'COMPLETE', responses: answered({ 0: 1 }) });
  });
});

describe('a wall clock that is set', () => {
  test('ahead and back without a network is noted for staff, and costs nothing', async () => {
    const tab = await browser.ready();
    const app = await start(browser, tab);
    tab.page.cut();
    await browser.pass(STEP);
    browser.setAhead = 5 * STEP;
    await browser.pass(STEP);
    browser.setAhead = 0;
    await browser.pass(STEP);
    expect(leftOn(app)).toEqual(about(7 * STEP));
    await attemptOf(app).submit();
    expect((await saidOfClock(browser)).jumps.map(({ byMs }) => byMs)).toEqual([5 * STEP, -5 * STEP]);
  });

  test('back and ahead costs nothing either, through a reload', async () => {
    const tab = await browser.ready();
    await start(browser, tab);
    tab.page.cut();
    await browser.pass(STEP);
    browser.setAhead = -2 * HOUR;
    await browser.pass(STEP);
    browser.kill(tab.services);
    browser.setAhead = 0;
    const app = await openApp(browser, await browser.openTab({ online: false }));
    await browser.pass(STEP);
    expect(leftOn(app)).toEqual(about(7 * STEP));
    expect(await state()).toEqual(['open']);
  });

  test('by years, because its battery was empty, costs nothing', async () => {
    const tab = await browser.ready();
    const app = await start(browser, tab);
    await browser.pass(STEP);
    browser.setAhead = 5 * 365 * 24 * HOUR;
    await browser.pass(STEP);
    expect(leftOn(app)).toEqual(about(8 * STEP));
  });

  test('ahead by the network that comes, on a device that was behind when it began without one, costs nothing', async () => {
    browser.setAhead = -3 * HOUR;
    const tab = await browser.ready();
    await browser.pass(5 * STEP);
    tab.page.cut();
    const app = await start(browser, tab);
    await browser.pass(2 * STEP);
    browser.setAhead = 0;
    tab.page.restore();
    await browser.pass(30 * SECOND);
    expect(attemptOf(app).submitted.value).toBe(false);
    expect(leftOn(app)).toEqual(about(8 * STEP - 30 * SECOND));
  });

  test('ahead, with a server in reach that says better, costs nothing', async () => {
    const tab = await browser.ready();
    const app = await start(browser, tab);
    await browser.pass(STEP);
    browser.setAhead = HOUR;
    await browser.pass(10 * SECOND);
    expect(attemptOf(app).submitted.value).toBe(false);
    await browser.pass(STEP);
    expect(leftOn(app)).toEqual(about(8 * STEP - 10 * SECOND));
  });
});

test('nobody gets the whole time again by going to another device', async () => {
  const first = await start(browser, await browser.ready());
  attemptOf(first).answer(choice(0, 1));
  await browser.pass(20 * SECOND);
  attemptOf(first).answer(choice(1, 1));
  await browser.pass(3 * STEP);
  await browser.loseDatabase();

  const app = await start(browser, await browser.ready());
  await browser.pass(2 * SECOND);
  expect(leftOn(app)).toEqual(about(LIMIT - 3 * STEP - 23 * SECOND));
});
