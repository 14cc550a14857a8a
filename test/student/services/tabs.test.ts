import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { App } from '../../../src/student/session/app.ts';
import type { AttemptSnapshot } from '../../../src/student/session/ports.ts';
import { chosen } from '../sync/classroom.ts';
import { type Browser, choice, openBrowser } from './browser.ts';

let browser: Browser;

beforeEach(async () => {
  browser = await openBrowser();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await browser.close();
});

describe('two tabs', () => {
  test('the second shows the test read-only, and takes it over when it is asked to', async () => {
    const first = await browser.ready();
    const one = await browser.openTest(first.services);
    const second = await browser.openTab();
    const two = await browser.openTest(second.services);
    expect(two.port.writable).toBe(false);
    expect(await two.port.save([choice(0, 1)])).toEqual({ ok: false, reason: 'tab' });
    const writable: boolean[] = [];
    one.port.subscribe((_, isWriter) => writable.push(isWriter));
    await two.port.takeOver();
    expect(two.port.writable).toBe(true);
    expect(await two.port.save([choice(0, 1)])).toEqual({ ok: true });
    await expect.poll(() => writable.at(-1)).toBe(false);
    expect(await one.port.save([choice(0, 2)])).toEqual({ ok: false, reason: 'tab' });
  });

  test('what one saves the other sees', async () => {
    const first = await browser.ready();
    const one = await browser.openTest(first.services);
    const second = await browser.openTab();
    const two = await browser.openTest(second.services);
    const seen: AttemptSnapshot[] = [];
    two.port.subscribe((snapshot) => seen.push(snapshot));
    await one.port.save([choice(0, 1)]);
    await expect.poll(() => seen.at(-1)?.answers).toMatchObject([{ response: { options: [{ index: 1 }] } }]);
  });

  test('a tab that closed its test, or was killed, is not asked', async () => {
    const first = await browser.ready();
    const one = await browser.openTest(first.services);
    const second = await browser.openTab();
    one.port.close();
    await browser.quiet();
    const two = await browser.openTest(second.services);
    expect(two.port.writable).toBe(true);
    browser.kill(second.services);
    const third = await browser.openTest(first.services);
    expect(third.port.writable).toBe(true);
  });

  test('only one uploads, and when it is closed the other does', async () => {
    const first = await browser.ready();
    const second = await browser.openTab();
    const { port } = await browser.openTest(second.services);
    await port.save([choice(0, 3)]);
    await browser.pass(15_000);
    expect([first.page.uploads(), second.page.uploads()]).toEqual([1, 0]);
    browser.kill(first.services);
    await port.save([choice(0, 1)]);
    await browser.pass(15_000);
    expect(second.page.uploads()).toBe(1);
    expect(chosen(await browser.onServer())).toEqual({ 0: 1 });
  });

  test('a submit in one is a submit in the other', async () => {
    const first = await browser.ready();
    const one = await browser.openTest(first.services);
    const second = await browser.openTab();
    const two = await browser.openTest(second.services);
    const seen: AttemptSnapshot[] = [];
    two.port.subscribe((snapshot) => seen.push(snapshot));
    await one.port.save([choice(0, 1)]);
    expect(await one.port.submit()).toEqual({ ok: true });
    await expect.poll(() => seen.at(-1)?.submitted ?? null).not.toBeNull();
    await two.port.takeOver();
    expect(await two.port.save([choice(0, 2)])).toEqual({ ok: false, reason: 'submitted' });
  });
});

describe('an open attempt', () => {
  test('opens its items, and leads back to itself after a restart', async () => {
    const { services } = await browser.ready();
    const { port, snapshot } = await browser.openTest(services);
    expect(snapshot.items).toHaveLength(8);
    expect(await port.item('item-2')).toMatchObject({
      id: 'item-2',
      questions: [{ id: 'q', interactionType: 'choice' }],
    });
    await expect(port.item('item-99')).rejects.toThrow();
    browser.kill(services);
    const again = await browser.openTab();
    const resumed = await again.services.resumeAttempt(snapshot.partition, snapshot.run);
    expect(resumed?.snapshot.run).toBe(snapshot.run);
    expect(resumed?.port.writable).toBe(true);
  });

  test('is up again after a start at which the early reader could not reach the database', async () => {
    const { services } = await browser.ready();
    const { snapshot } = await browser.openTest(services);
    browser.kill(services);
    const { services: again } = await browser.openTab();
    const app = new App({ fragment: '', later: () => () => undefined, holdAttempt: () => () => undefined });
    await app.connect(again, null);
    const screen = app.screen.value;
    expect(screen.name === 'attempt' && screen.attempt.snapshot.value.run).toBe(snapshot.run);
    expect(app.leave()).toBe(true);
    await browser.quiet();
    expect(await again.openRun()).toBeNull();
  });

  test('is not found by a start after its student signed out', async () => {
    const { services } = await browser.ready();
    await browser.openTest(services);
    expect(await services.openRun()).not.toBeNull();
    await services.signOut();
    expect(await services.openRun()).toBeNull();
  });

  test('of a student who is not signed in is not resumed', async () => {
    const { services } = await browser.ready();
    const { snapshot } = await browser.openTest(services);
    await services.signOut();
    expect(await services.resumeAttempt(snapshot.partition, snapshot.run)).toBeNull();
    expect(await services.resumeAttempt('demo/nobody', snapshot.run)).toBeNull();
  });

  test('counts the time that it was open, by a clock that is never set', async () => {
    const { services } = await browser.ready();
    const { port, snapshot } = await browser.openTest(services);
    await browser.pass(7000);
    await port.save([choice(0, 3)]);
    await browser.pass(3000);
    await port.submit();
    const rows = await rowOf(browser, snapshot.run);
    expect(rows.submit?.elapsedMs).toBeGreaterThanOrEqual(10_000);
    expect(rows.submit?.elapsedMs).toBeLessThan(12_000);
  });
});

const rowOf = (browser: Browser, run: string) =>
  browser.inDatabase<{ submit: { elapsedMs: number } | null }>((db) =>
    db.transaction('runs').objectStore('runs').get(run),
  );
