/* What a device found of itself, on its way to staff. Oracle: the reports that reach the server, and what the student is told. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BeforeTests } from '../../../src/student/session/ports.ts';
import type { Learned } from '../../../src/student/session/preflight.ts';
import { type Browser, openBrowser, type Tab } from './browser.ts';

let browser: Browser;
beforeEach(async () => {
  browser = await openBrowser();
});
afterEach(() => browser.close());

const found: Learned = { probe: true, voices: 0, clock: null };
const toldChecks = [
  { check: 'probe', state: 'fine' },
  { check: 'clock', state: 'unknown' },
  { check: 'voices', state: 'advice' },
];
const told = { preflight: { at: expect.any(Number), checks: toldChecks } };

async function beforeOf({ services }: Tab): Promise<BeforeTests> {
  return (await services.before()) ?? expect.fail('it could not be loaded');
}

async function checkOn(tab: Tab): Promise<Learned[]> {
  const parts: Learned[] = [];
  const before = await beforeOf(tab);
  const checking = before.check((part) => parts.push(part));
  await browser.pass(15_000);
  await checking;
  return parts;
}

test('it reaches staff at once while a student is signed in', async () => {
  const tab = await browser.ready();
  tab.page.reports = [];
  expect(await (await beforeOf(tab)).report(found)).toBe('sent');
  expect(tab.page.reports).toHaveLength(1);
  expect(tab.page.reports[0]).toMatchObject(told);
});

test('a report from a moment ago is no reason to wait', async () => {
  const tab = await browser.ready();
  const checks = await beforeOf(tab);
  expect(await checks.report(found)).toBe('sent');
  tab.page.reports = [];
  expect(await checks.report({ ...found, sound: true })).toBe('sent');
  expect(tab.page.reports).toHaveLength(1);
});

test('with nobody signed in it waits, also for the next start of the app, and goes with the first sign-in', async () => {
  const first = await browser.openTab();
  expect(await (await beforeOf(first)).report(found)).toBe('nobody');
  await browser.quiet();
  browser.kill(first.services);

  const tab = await browser.openTab();
  await tab.services.signIn(browser.seat.ticket);
  await browser.pass(1000);
  expect(tab.page.reports.at(-1)).toMatchObject(told);
});

test('without a network it is said not to have gone, and goes when there is one', async () => {
  const tab = await browser.ready();
  tab.page.cut();
  expect(await (await beforeOf(tab)).report(found)).toBe('not-reached');
  tab.page.reports = [];
  await browser.pass(60_000);
  tab.page.restore();
  await browser.pass(1000);
  expect(tab.page.reports.at(-1)).toMatchObject(told);
});

test('the check tells of each thing as it is there; the clock is compared with the server that answers', async () => {
  const tab = await browser.openTab();
  const parts = await checkOn(tab);
  const learned = Object.assign({}, ...parts);
  expect(parts).toHaveLength(8);
  expect(learned).toMatchObject({ probe: true });
  expect(learned.clock).toEqual(expect.any(Number));
  expect(learned).not.toHaveProperty('sound');
});

test('without a network the clock is not known, and the disk is probed all the same', async () => {
  const tab = await browser.openTab({ online: false });
  const parts = await checkOn(tab);
  expect(Object.assign({}, ...parts)).toMatchObject({ clock: null, probe: true });
});
