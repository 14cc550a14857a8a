import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AttemptSnapshot } from '../../../src/student/session/ports.ts';
import { chosen } from '../sync/classroom.ts';
import { type Browser, choice, openBrowser, testOf } from './browser.ts';

let browser: Browser;

beforeEach(async () => {
  browser = await openBrowser();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await browser.close();
});

describe('uploads', () => {
  test('answers of a quarter of a minute go in one request, and their state changes when it was acknowledged', async () => {
    const { services, page } = await browser.ready();
    const { port } = await browser.openTest(services);
    const states: string[][] = [];
    port.subscribe((snapshot) => states.push(snapshot.answers.map(({ state }) => state)));
    await browser.quiet();
    for (let item = 0; item < 3; item++) {
      await port.save([choice(item, 0)]);
      await browser.pass(1000);
    }
    expect(page.uploads()).toBe(0);
    expect(states.at(-1)).toEqual(['device', 'device', 'device']);
    await browser.pass(15_000);
    expect(page.uploads()).toBe(1);
    expect(states.at(-1)).toEqual(['server', 'server', 'server']);
    expect(chosen(await browser.onServer())).toEqual({ 0: 0, 1: 0, 2: 0 });
  });

  test('an item that was left goes up within two seconds', async () => {
    const { services, page } = await browser.ready();
    const { port } = await browser.openTest(services);
    await browser.quiet();
    await port.save([choice(0, 3)]);
    port.leftItem();
    await browser.pass(2000);
    expect(page.uploads()).toBe(1);
  });

  test('that do not get through are told to staff: this device must not look as if it could be collected', async () => {
    const { services, page } = await browser.ready();
    const { port } = await browser.openTest(services);
    await browser.pass(61_000);
    const body = JSON.stringify({ type: 'urn:satchel:problem:internal', title: 'Something went wrong', status: 500 });
    page.uploadMeets = () => new Response(body, { status: 500 });
    await port.save([choice(0, 1)]);
    for (let second = 0; second < 180; second += 10) await browser.pass(10_000);
    expect(page.reports.at(-1)).toMatchObject({ unsentAnswers: 1 });
  });

  test('wait on the device while the server is not sure of its clock, a new answer too, and go by themselves when it is', async () => {
    const { services } = await browser.ready();
    const { port } = await browser.openTest(services);
    const states: string[][] = [];
    port.subscribe((snapshot) => states.push(snapshot.answers.map(({ state }) => state)));
    const { clock } = browser.school.server;
    clock.isSteady = false;
    await port.save([choice(0, 1)]);
    await browser.pass(20_000);
    await port.save([choice(1, 2)]);
    await browser.pass(20_000);
    expect(states.at(-1)).toEqual(['device', 'device']);
    clock.isSteady = true;
    for (let minute = 0; minute < 2; minute++) await browser.pass(61_000);
    expect(states.at(-1)).toEqual(['server', 'server']);
    expect(chosen(await browser.onServer())).toEqual({ 0: 1, 1: 2 });
  });

  test('nothing is asked while there is nothing to say, but the list once a minute', async () => {
    const { page } = await browser.ready();
    await browser.pass(1000);
    page.asked = [];
    for (let second = 0; second < 180; second += 10) await browser.pass(10_000);
    expect(page.uploads()).toBe(0);
    expect(page.lists()).toBeGreaterThanOrEqual(2);
    expect(page.lists()).toBeLessThanOrEqual(4);
    expect(page.asked).toHaveLength(page.lists());
  });

  test('while answers go up nobody polls', async () => {
    const { services, page } = await browser.ready();
    const { port } = await browser.openTest(services);
    await browser.pass(1000);
    page.asked = [];
    for (let item = 0; item < 8; item++) {
      await port.save([choice(item, 0)]);
      await browser.pass(45_000);
    }
    expect(page.uploads()).toBe(8);
    expect(page.lists()).toBe(0);
  });

  test('a network that comes back is used at once, however long it was away', async () => {
    const { services, page } = await browser.ready();
    const { port } = await browser.openTest(services);
    page.cut();
    await port.save([choice(0, 3)]);
    for (let minute = 0; minute < 5; minute++) await browser.pass(60_000);
    page.restore();
    await browser.pass(0);
    expect(chosen(await browser.onServer())).toEqual({ 0: 3 });
  });

  test('a list that was on its way while a test was received is asked for anew: a score is not a minute late', async () => {
    const { services, page } = await browser.ready();
    const { port } = await browser.openTest(services);
    page.cut();
    await port.save([choice(0, 3)]);
    await port.submit();
    await browser.pass(1000);
    const { fetch } = browser.school;
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 5));
    let isReceived = false;
    browser.school.fetch = async (path, init) => {
      const answer = await fetch(path, init);
      isReceived ||= path.endsWith('/responses');
      // Written before the upload came, and on its way until after whatever comes of that.
      if (path.startsWith('/api/device/exam-sessions')) {
        for (let more = 40; more > 0; more -= isReceived ? 1 : 0) await browser.time.advance(10, pause);
      }
      return answer;
    };
    page.restore();
    // No longer than for the list on the screen: nobody answers any more.
    await browser.pass(1000);
    expect(testOf(services)).toMatchObject({ canRetake: true, submitted: { shown: { attempt: 1 } } });
  });

  test('an app that is too old says so and keeps everything', async () => {
    const { services } = await browser.ready();
    const { port } = await browser.openTest(services);
    await port.save([choice(0, 3)]);
    const { fetch } = browser.school;
    browser.school.fetch = async (path, init) =>
      path.endsWith('/responses')
        ? Response.json({ type: 'urn:satchel:problem:protocol', title: 'Too old', status: 400 }, { status: 400 })
        : await fetch(path, init);
    await browser.pass(15_000);
    expect(services.state()).toMatchObject({ updateNeeded: true, tests: [{ waiting: 1, answered: 1 }] });
    browser.school.fetch = fetch;
    await browser.pass(3_600_000);
    expect(chosen(await browser.onServer())).toEqual({ 0: 3 });
    expect(services.state()).toMatchObject({ updateNeeded: false });
  });
});

describe('what staff do meanwhile', () => {
  const post = (path: string) => browser.school.api('POST', `/api/exam-session/${browser.seat.sessionId}/${path}`);

  test('a reset while answers are unsent needs attention, and the test can be started again', async () => {
    const { services } = await browser.ready();
    const { port } = await browser.openTest(services);
    await port.save([choice(0, 3)]);
    await browser.pass(15_000);
    await port.save([choice(1, 2)]);
    await post('reset');
    const seen: AttemptSnapshot[] = [];
    port.subscribe((snapshot) => seen.push(snapshot));
    await browser.pass(15_000);
    expect(seen.at(-1)?.problem).toMatch(/started this test again/);
    expect(seen.at(-1)?.isLeftBehind).toBe(true);
    port.close();
    await browser.pass(1000);
    expect(testOf(services)).toMatchObject({ step: 'start', answered: null, problem: expect.stringMatching(/kept/) });
    expect((await browser.openTest(services)).snapshot).toMatchObject({ answers: [], isLeftBehind: false });
  });

  test('a reset before anything was answered here is told in the open test, which starts again without a network', async () => {
    const { services, page } = await browser.ready();
    const other = await browser.school.device();
    await other.answer(await other.start(browser.seat), 0, 3);
    await other.upload();
    await services.refresh();
    const { snapshot, port } = await browser.openTest(services);
    const seen: AttemptSnapshot[] = [];
    port.subscribe((next) => seen.push(next));
    await post('reset');
    await services.refresh();
    await browser.pass(0);
    expect(seen.at(-1)).toMatchObject({ isLeftBehind: true });
    page.cut();
    port.close();
    await browser.pass(1000);
    expect(testOf(services)).toMatchObject({ step: 'start', problem: null, isLeftBehind: false });
    const again = await browser.openTest(services);
    expect(again.snapshot).toMatchObject({ answers: [], isLeftBehind: false });
    expect(again.snapshot.run).not.toBe(snapshot.run);
  });

  test('a test that another device went on with is told to be left behind, and opened again it is not', async () => {
    const { services, page } = await browser.ready();
    const { port } = await browser.openTest(services);
    await port.save([choice(0, 3)]);
    await browser.pass(15_000);
    const other = await browser.school.device();
    const run = await other.start(browser.seat);
    await other.claim(run);
    await other.answer(run, 1, 1);
    await other.upload();
    const seen: AttemptSnapshot[] = [];
    port.subscribe((snapshot) => seen.push(snapshot));
    await port.save([choice(1, 2)]);
    await browser.pass(16_000);
    expect(seen.at(-1)).toMatchObject({ isLeftBehind: true, problem: expect.stringMatching(/another device/) });

    page.cut();
    port.close();
    await browser.pass(1000);
    expect(testOf(services)).toMatchObject({ step: 'continue', isLeftBehind: true });
    const still = await browser.openTest(services);
    expect(still.snapshot.isLeftBehind).toBe(true);
    still.port.close();
    await browser.pass(1000);

    page.restore();
    await browser.pass(1000);
    const again = await browser.openTest(services);
    expect(again.snapshot).toMatchObject({ isLeftBehind: false, problem: null });
    expect(chosen(await browser.onServer())).toEqual({ 0: 3, 1: 1 });
  });

  test('a reopening gives a received test back', async () => {
    const { services } = await browser.ready();
    const { port } = await browser.openTest(services);
    await port.save([choice(0, 3)]);
    await port.submit();
    await browser.listed();
    expect(testOf(services)).toMatchObject({ step: 'submitted', submitted: { received: { jws: expect.any(String) } } });
    await post('reopen');
    await services.refresh();
    expect(testOf(services)).toMatchObject({ step: 'continue', submitted: null, answered: 1 });
    const again = await browser.openTest(services);
    expect(await again.port.save([choice(1, 1)])).toEqual({ ok: true });
  });

  test('a retake is refused while something is unsent, and begins empty afterwards', async () => {
    const { services, page } = await browser.ready();
    const { port } = await browser.openTest(services);
    await port.save([choice(0, 0)]);
    page.cut();
    await port.submit();
    await browser.quiet();
    expect(await services.retake(browser.seat.sessionId)).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/on their way/),
    });
    page.restore();
    await browser.pass(1000);
    port.close();
    expect(await services.retake(browser.seat.sessionId)).toEqual({ ok: true });
    expect(testOf(services)).toMatchObject({ step: 'start', attempt: 2, answered: null, submitted: null });
    expect((await browser.openTest(services)).snapshot).toMatchObject({ attempt: 2, answers: [] });
  });
});
