/* The practice in the app, over the real services. Oracle: which screen is up, what the device keeps, and what the server was asked. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { App } from '../../../../src/student/session/app.ts';
import type { Attempt } from '../../../../src/student/session/attempt.ts';
import { type Browser, openBrowser, type Tab } from '../browser.ts';

let browser: Browser;
let held: number;
beforeEach(async () => {
  browser = await openBrowser();
  held = 0;
});
afterEach(() => browser.close());

async function appOn({ services }: Tab): Promise<App> {
  const holdAttempt = () => {
    held++;
    return () => {
      held--;
    };
  };
  const app = new App({ fragment: '', later: () => () => undefined, holdAttempt });
  await app.connect(services, null);
  return app;
}

async function practise(app: App): Promise<Attempt> {
  app.showOpened((await (await app.services?.before())?.practice()) ?? expect.fail('it could not be loaded'));
  const screen = app.screen.value;
  return screen.name === 'attempt' ? screen.attempt : expect.fail('no attempt is up');
}

const rowsIn = (store: string) =>
  browser.inDatabase<unknown[]>((db) => db.transaction(store).objectStore(store).getAll());

test('stays up while the network comes and goes, with nobody signed in, and keeps an update waiting', async () => {
  const tab = await browser.openTab();
  const app = await appOn(tab);
  expect(app.screen.value.name).toBe('sign-in');
  await practise(app);
  expect(held).toBe(1);
  tab.page.cut();
  await browser.pass(1000);
  tab.page.restore();
  await browser.pass(1000);
  expect(app.state.value).toMatchObject({ student: null, online: true });
  expect(app.screen.value.name).toBe('attempt');
  expect(app.leave()).toBe(true);
  expect(app.screen.value.name).toBe('sign-in');
  expect(held).toBe(0);
});

test('leaves nothing on the device and asks the server for nothing, answered and submitted', async () => {
  const tab = await browser.openTab();
  const app = await appOn(tab);
  await browser.pass(1000);
  tab.page.asked = [];
  const attempt = await practise(app);
  attempt.answer({ itemId: 'plank', questionId: 'q', response: { options: [{ index: 1 }] } });
  attempt.toggleFlag('plank', 'q');
  const [, , third = expect.fail('no third question')] = attempt.questions;
  app.goTo(third);
  expect(await attempt.submit()).toEqual({ ok: true });
  app.leave();
  await browser.pass(20_000);
  for (const store of ['runs', 'answers', 'outbox', 'snapshots', 'sessions']) expect(await rowsIn(store)).toEqual([]);
  expect([...browser.outside.texts.keys()]).toEqual([]);
  expect(tab.page.asked.filter((path) => !path.startsWith('/healthz'))).toEqual([]);
});

test('of a student who is signed in comes to its end when another tab signs them out, and when nobody is there any more', async () => {
  const tab = await browser.ready();
  const app = await appOn(tab);
  expect(app.screen.value.name).toBe('tests');
  await practise(app);
  await tab.services.signOut();
  await browser.pass(1000);
  expect(app.screen.value.name).toBe('sign-in');

  await app.signIn(browser.seat.ticket);
  await practise(app);
  await app.lock();
  expect(app.screen.value.name).toBe('sign-in');
  expect(held).toBe(0);
});

test('is not what a test is continued from: the open test comes back as it was', async () => {
  const tab = await browser.ready();
  const app = await appOn(tab);
  await app.open(browser.seat.sessionId);
  const screen = app.screen.value;
  if (screen.name !== 'attempt') expect.fail('the test is not open');
  screen.attempt.answer({ itemId: 'item-0', questionId: 'q', response: { options: [{ index: 2 }] } });
  await screen.attempt.close();
  const practice = await practise(app);
  practice.answer({ itemId: 'plank', questionId: 'q', response: { options: [{ index: 1 }] } });
  app.leave();
  await app.open(browser.seat.sessionId);
  const again = app.screen.value;
  if (again.name !== 'attempt') expect.fail('the test is not open');
  expect([...again.attempt.answers.value.stored.values()]).toMatchObject([
    { itemId: 'item-0', response: { options: [{ index: 2 }] } },
  ]);
  expect(await rowsIn('answers')).toHaveLength(1);
});
