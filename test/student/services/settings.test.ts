/* Whose settings hold when, over the services as the screens use them. Oracle: what was chosen, by whom, and who is signed in. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/student/session/reading-settings.ts';
import { type Browser, openBrowser, type Tab } from './browser.ts';

let browser: Browser;
let tab: Tab;
beforeEach(async () => {
  browser = await openBrowser();
  tab = await browser.ready();
});
afterEach(() => browser.close());

const arabic = { ...DEFAULT_SETTINGS, language: 'ar' } as const;
const yellow = { ...DEFAULT_SETTINGS, theme: 'yellow', size: '200' } as const;
const settings = () => tab.services.state().settings;

test('what a student chose goes with them, and comes back with their ticket', async () => {
  await tab.services.saveSettings(yellow);
  expect(settings()).toEqual(yellow);
  await tab.services.signOut();
  expect(settings()).toEqual(DEFAULT_SETTINGS);
  await tab.services.signIn(browser.seat.ticket);
  expect(settings()).toEqual(yellow);
});

test('whoever chooses on the sign-in screen has chosen for themselves', async () => {
  await tab.services.saveSettings(yellow);
  await tab.services.signOut();
  await tab.services.saveSettings(arabic);
  expect(settings()).toEqual(arabic);
  await tab.services.signIn(browser.seat.ticket);
  expect(settings()).toEqual(arabic);
  await tab.services.signOut();
  await tab.services.signIn(browser.seat.ticket);
  expect(settings()).toEqual(arabic);
});

test('a student whose test waits behind a lock can read the screen that asks for their ticket', async () => {
  await tab.services.saveSettings(yellow);
  await browser.openTest(tab.services);
  await tab.services.lock();
  expect(tab.services.state()).toMatchObject({ student: null, locked: true, settings: yellow });
  await tab.services.saveSettings(arabic);
  expect(settings()).toEqual(arabic);
});

test('who picks before the choice before is saved loses neither', async () => {
  const { services } = tab;
  await services.saveSettings({ spacing: 'wide' });
  await Promise.all([services.saveSettings({ theme: 'yellow' }), services.saveSettings({ size: '200' })]);
  expect(settings()).toEqual({ ...yellow, spacing: 'wide' });
  const second = await browser.openTab();
  expect(second.services.state().settings).toEqual({ ...yellow, spacing: 'wide' });
});

test('nor does who picks on the sign-in screen, in whose place a locked test waits', async () => {
  const { services } = tab;
  await services.saveSettings({ spacing: 'wide' });
  await browser.openTest(services);
  await services.lock();
  await Promise.all([services.saveSettings({ theme: 'yellow' }), services.saveSettings({ size: '200' })]);
  expect(settings()).toEqual({ ...yellow, spacing: 'wide' });
  await services.signIn(browser.seat.ticket);
  expect(settings()).toEqual({ ...yellow, spacing: 'wide' });
});

test('what was chosen on the sign-in screen is theirs who signed in meanwhile, with what they choose next', async () => {
  await tab.services.saveSettings({ spacing: 'wide' });
  await tab.services.signOut();
  await tab.services.saveSettings({ language: 'ar' });
  const other = await browser.openTab();
  await other.services.signIn(browser.seat.ticket);
  await tab.services.saveSettings({ theme: 'dark' });
  expect(settings()).toEqual({ ...arabic, spacing: 'wide', theme: 'dark' });
});

test('two tabs in which nobody is signed in do not take each other’s choices back', async () => {
  await tab.services.signOut();
  const other = await browser.openTab();
  await Promise.all([tab.services.saveSettings({ theme: 'yellow' }), other.services.saveSettings({ size: '200' })]);
  await tab.services.saveSettings({ font: 'serif' });
  expect(settings()).toEqual({ ...yellow, font: 'serif' });
  expect((await browser.openTab()).services.state().settings).toEqual({ ...yellow, font: 'serif' });
});
