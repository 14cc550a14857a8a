/* A test with a time limit on a device whose clocks move, stand still and are set when a test says so. */
import { expect } from 'vitest';
import { submitClock } from '../../../src/shared/contract/submit-clock.ts';
import { App } from '../../../src/student/session/app.ts';
import type { Attempt } from '../../../src/student/session/attempt.ts';
import { timeOf, watchTime } from '../../../src/student/session/time-limit.ts';
import { type Browser, openBrowser, type Tab } from './browser.ts';

export const SECOND = 1000;
/** Of a short test, so that its time goes by quickly here. */
export const STEP = 20 * SECOND;
export const HOUR = 3600 * SECOND;
export const LIMIT = 10 * STEP;

/** A browser whose server's clock goes as the time does, and can be set by nobody. */
export async function openTimed(): Promise<Browser> {
  const browser = await openBrowser({ timeLimitSeconds: LIMIT / SECOND });
  Object.defineProperty(browser.school.server.clock, 'now', { get: () => browser.time.now });
  return browser;
}

/** The page as `main.tsx` makes it. */
export async function openApp(browser: Browser, { services }: Tab): Promise<App> {
  const app = new App({ fragment: '', later: browser.time.later, holdAttempt: () => () => undefined });
  await app.connect(services, null);
  watchTime(app, services);
  await browser.quiet();
  return app;
}

/** The page, once its student pressed Start. */
export async function start(browser: Browser, tab: Tab): Promise<App> {
  const app = await openApp(browser, tab);
  await app.open(browser.seat.sessionId);
  await browser.quiet();
  return app;
}

export function attemptOf(app: App): Attempt {
  const screen = app.screen.value;
  return screen.name === 'attempt' ? screen.attempt : expect.fail(`no attempt, but ${screen.name}`);
}

/** What the page says is left, in seconds. */
export const leftOn = (app: App): number => seconds(timeOf(attemptOf(app)).value?.leftMs ?? Number.NaN);
export const seconds = (ms: number): number => ms / SECOND;
/** Within five seconds. */
export const about = (ms: number): number => expect.closeTo(seconds(ms), -1) as unknown as number;

interface StoredRun {
  run: string;
  state: string;
  dueAt?: number;
  submit: { clock?: unknown } | null;
}
export const stored = (browser: Browser): Promise<StoredRun[]> =>
  browser.inDatabase((db) => db.transaction('runs').objectStore('runs').getAll());

/** What the submit says of the device's clock. */
export async function saidOfClock(browser: Browser) {
  const [{ submit } = expect.fail('no run')] = await stored(browser);
  return submitClock.parse(submit?.clock);
}
