/* What staff give a student while a test with a time limit goes on, over the real services and the real server. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Browser, choice, testOf } from './browser.ts';
import {
  about,
  attemptOf,
  LIMIT,
  leftOn,
  openApp,
  openTimed,
  SECOND,
  STEP,
  seconds,
  start,
  stored,
} from './timed-test.ts';

let browser: Browser;
beforeEach(async () => {
  browser = await openTimed();
});
afterEach(() => browser.close());

const give = (body: object) =>
  browser.school.api('POST', `/api/exam-session/${browser.seat.sessionId}/accommodations`, body);
const reopen = () => browser.school.api('POST', `/api/exam-session/${browser.seat.sessionId}/reopen`);
const state = async () => (await stored(browser)).map((run) => run.state);

describe('what staff give', () => {
  test('is in what a test says before it is started: how long it is', async () => {
    const { services } = await browser.ready();
    expect(testOf(services).allowedMs).toBe(LIMIT);
    await give({ timeLimitFactor: 1.5, extraSeconds: STEP / SECOND });
    await services.refresh();
    expect(testOf(services).allowedMs).toBe(16 * STEP);
  });

  test('while the device is offline is learned on its next contact', async () => {
    const tab = await browser.ready();
    const app = await start(browser, tab);
    tab.page.cut();
    await browser.pass(8 * STEP);
    await give({ extraSeconds: LIMIT / SECOND });
    await browser.pass(STEP);
    expect(leftOn(app)).toEqual(about(STEP));
    tab.page.restore();
    await browser.pass(2 * SECOND);
    expect(leftOn(app)).toEqual(about(11 * STEP));
    const [{ dueAt = 0 } = expect.fail('no run')] = await stored(browser);
    expect(seconds(dueAt - browser.time.now)).toEqual(about(11 * STEP));
  });

  test('is learned from the answer to an upload, without waiting for the next poll', async () => {
    const tab = await browser.ready();
    const app = await start(browser, tab);
    await browser.pass(20 * SECOND);
    await give({ extraSeconds: LIMIT / SECOND });
    attemptOf(app).answer(choice(0, 1));
    await browser.pass(17 * SECOND);
    expect(leftOn(app)).toEqual(about(20 * STEP - 37 * SECOND));
  });

  test('in the last moment counts: nothing ends before the server was asked', async () => {
    const tab = await browser.ready();
    const app = await start(browser, tab);
    await browser.pass(LIMIT - 5 * SECOND);
    await give({ extraSeconds: (5 * STEP) / SECOND });
    await browser.pass(30 * SECOND);
    expect(attemptOf(app).submitted.value).toBe(false);
    await browser.pass(5 * STEP);
    expect(attemptOf(app).submitted.value).toBe(true);
  });

  test('stops the clock, until they let it go on', async () => {
    const tab = await browser.ready();
    const app = await start(browser, tab);
    await browser.pass(2 * STEP);
    await give({ paused: true });
    await browser.pass(130 * SECOND);
    expect(leftOn(app)).toEqual(about(8 * STEP));
    const [run] = await stored(browser);
    expect(run?.dueAt).toBeUndefined();
    await browser.pass(9 * STEP);
    expect(leftOn(app)).toEqual(about(8 * STEP));
    await give({ paused: false });
    await tab.services.refresh();
    await browser.pass(STEP);
    expect(leftOn(app)).toEqual(about(7 * STEP));
  });

  test('a test that was handed in and is reopened goes on with what was left', async () => {
    const tab = await browser.ready();
    const app = await start(browser, tab);
    await browser.pass(4 * STEP);
    attemptOf(app).answer(choice(0, 1));
    await attemptOf(app).submit();
    await browser.pass(5 * SECOND);
    app.leave();
    await browser.pass(8 * STEP);
    await reopen();
    await tab.services.refresh();
    await browser.pass(8 * STEP);
    expect(await state()).toEqual(['open']);
    await app.open(browser.seat.sessionId);
    await browser.pass(2 * SECOND);
    expect(leftOn(app)).toEqual(about(6 * STEP));
  });

  test('a reopened test goes on with what was left on another device too, and a pause before it stays given', async () => {
    const tab = await browser.ready();
    const app = await start(browser, tab);
    attemptOf(app).answer(choice(0, 1));
    await browser.pass(2 * STEP);
    await give({ paused: true });
    await browser.pass(2 * STEP);
    await give({ paused: false });
    await tab.services.refresh();
    await browser.pass(2 * STEP);
    attemptOf(app).answer(choice(1, 1));
    await attemptOf(app).submit();
    await browser.pass(5 * SECOND);
    await browser.loseDatabase();
    await browser.pass(20 * STEP);
    await reopen();
    await browser.pass(20 * STEP);

    const next = await start(browser, await browser.ready());
    await browser.pass(2 * SECOND);
    expect(attemptOf(next).submitted.value).toBe(false);
    expect(leftOn(next)).toEqual(about(6 * STEP));
  });

  test.each(['this', 'another'])(
    'a test that was reset by mistake and restored goes on with what was left, on %s device',
    async (on) => {
      let tab = await browser.ready();
      let app = await start(browser, tab);
      attemptOf(app).answer(choice(0, 1));
      await browser.pass(4 * STEP);
      attemptOf(app).answer(choice(1, 1));
      await browser.pass(20 * SECOND);
      const [{ run } = expect.fail('no run')] = await stored(browser);
      await browser.school.api('POST', `/api/exam-session/${browser.seat.sessionId}/reset`);
      await tab.services.refresh();
      app.leave();
      await browser.pass(20 * STEP);
      await browser.school.api('POST', `/api/exam-session/${browser.seat.sessionId}/restore`, { run });
      if (on === 'another') {
        await browser.loseDatabase();
        tab = await browser.ready();
        app = await openApp(browser, tab);
      } else await tab.services.refresh();
      await browser.pass(5 * SECOND);
      await app.open(browser.seat.sessionId);
      await browser.pass(2 * SECOND);
      expect(attemptOf(app).submitted.value).toBe(false);
      // The clock is written down every 15 s: what came after that is given.
      expect(leftOn(app)).toBeGreaterThan(seconds(4.8 * STEP));
      expect(leftOn(app)).toBeLessThan(seconds(5 * STEP + 15 * SECOND));
    },
  );

  test('with no time left, a reopened test goes on once there is more', async () => {
    const tab = await browser.ready();
    const app = await start(browser, tab);
    attemptOf(app).answer(choice(0, 1));
    await browser.pass(LIMIT + 10 * SECOND);
    app.leave();
    await give({ extraSeconds: (2 * STEP) / SECOND });
    await reopen();
    await tab.services.refresh();
    await browser.pass(10 * SECOND);
    await app.open(browser.seat.sessionId);
    await browser.pass(30 * SECOND);
    expect(attemptOf(app).submitted.value).toBe(false);
    await browser.pass(2 * STEP);
    expect(attemptOf(app).submitted.value).toBe(true);
  });
});
