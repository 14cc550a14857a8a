/* The way out of a run that the test went on without. Oracle: the screen that is up, and what the device and the server were asked. */
import { expect, test } from 'vitest';
import { App } from '../../../src/student/session/app.ts';
import type { AppState, AttemptSnapshot, Services } from '../../../src/student/session/ports.ts';
import { DEFAULT_SETTINGS } from '../../../src/student/session/reading-settings.ts';
import { enRest } from '../../../src/student/strings/en-rest.ts';
import { LeftBehind } from '../../../src/student/ui/left-behind.tsx';
import { MemoryPort } from '../../support/memory-port.ts';
import { sampleItems, sampleSnapshot } from '../../support/sample-test.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));
const choice = { itemId: 'item-1', questionId: 'q', response: { options: [{ index: 1 }] } };

const state: AppState = {
  student: { name: 'Maya R.' },
  school: null,
  tests: [],
  online: true,
  signInAgain: false,
  updateNeeded: false,
  othersWaiting: 0,
  locked: false,
  storage: 'ok',
  wiped: null,
  settings: DEFAULT_SETTINGS,
};

async function open(part: Partial<AttemptSnapshot>) {
  const asked = { lists: 0 };
  const app = new App({ fragment: '', later: () => () => undefined, holdAttempt: () => () => undefined });
  const services: Pick<Services, 'subscribe' | 'openRun' | 'read' | 'refresh'> = {
    subscribe: () => () => undefined,
    openRun: async () => null,
    read: async () => state,
    async refresh() {
      asked.lists++;
    },
  };
  await app.connect(services as Services, null);
  asked.lists = 0;
  const port = new MemoryPort({ ...sampleSnapshot, ...part }, sampleItems);
  app.showOpened({ snapshot: port.snapshot, port });
  const screen = app.screen.value;
  if (screen.name !== 'attempt') throw new Error(`no test is open, but ${screen.name}`);
  const { attempt } = screen;
  const banner = () => LeftBehind({ app, attempt })?.props ?? null;
  return { app, attempt, port, asked, banner };
}

test('a test that goes on as it is has nothing to say of it', async () => {
  const { banner } = await open({ problem: 'The server does not know this test.' });
  expect(banner()).toBeNull();
});

test('it says so aloud as soon as the device is told, and no longer than it is true', async () => {
  const { banner, port } = await open({});
  port.change({ isLeftBehind: true });
  expect(banner()).toMatchObject({
    tone: 'loud',
    children: enRest.leftBehind,
    action: { label: enRest.submitted.back },
  });
  port.change({ isLeftBehind: false });
  expect(banner()).toBeNull();
});

test('its button saves what is under way, shows the list and asks for today’s', async () => {
  const { app, attempt, asked, banner, port } = await open({ isLeftBehind: true });
  attempt.answer(choice, { typed: true });
  expect(port.batches).toEqual([]);
  banner()?.action?.run();
  expect(app.screen.value).toEqual({ name: 'tests' });
  await settle();
  expect(port.batches).toEqual([[choice]]);
  expect(port.closed).toBe(true);
  expect(asked.lists).toBe(1);
});

test('an answer that is in this window alone keeps the test on the screen', async () => {
  const { app, attempt, asked, banner, port } = await open({ isLeftBehind: true });
  port.refuse({ ok: false, reason: 'storage', detail: 'QuotaExceededError' });
  attempt.answer(choice);
  await settle();
  banner()?.action?.run();
  expect(app.screen.value.name).toBe('attempt');
  expect(port.closed).toBe(false);
  expect(asked.lists).toBe(0);
});
