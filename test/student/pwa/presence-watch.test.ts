/* Oracle: whoever finds the device after its student went, or after the lid was closed, finds it locked; nobody else does. */
import { beforeEach, describe, expect, test } from 'vitest';
import { watchPresence } from '../../../src/student/pwa/presence-watch.ts';

const YEAR_MS = 365 * 24 * 3_600_000;
const T0 = Date.parse('2026-03-02T09:00:00Z');

let now: number;
let page: EventTarget;
let ticks: Array<() => void>;
let idle: boolean | Error;
let done: string[];
let stop: () => void;

beforeEach(() => {
  now = T0;
  page = new EventTarget();
  ticks = [];
  idle = false;
  done = [];
  stop = watchPresence({
    page,
    now: () => now,
    every: (_, tick) => {
      ticks.push(tick);
      return () => {
        ticks = [];
      };
    },
    active: () => done.push('active'),
    isIdle: async () => {
      if (idle instanceof Error) throw idle;
      return idle;
    },
    lock: async () => {
      done.push('lock');
    },
  });
});

/** Lets `count` ticks go by, each `ms` of wall clock after the one before. */
async function pass(count: number, ms = 5000): Promise<void> {
  for (let n = 0; n < count; n++) {
    now += ms;
    for (const tick of ticks) tick();
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
  }
}

test('whoever opens the app is there', () => {
  expect(done).toEqual(['active']);
});

test.each(['pointerdown', 'keydown', 'wheel', 'touchstart'])('%s says that the student is there', (deed) => {
  page.dispatchEvent(new Event(deed));
  expect(done).toEqual(['active', 'active']);
});

describe('a pause', () => {
  test('that is not long enough locks nothing', async () => {
    await pass(200);
    expect(done).toEqual(['active']);
  });

  test('that is, in every tab, locks within half a minute', async () => {
    idle = true;
    await pass(6);
    expect(done).toEqual(['active', 'lock']);
  });

  test('that cannot be measured locks nothing, and is measured again', async () => {
    idle = new Error('the database is closed');
    await pass(6);
    expect(done).toEqual(['active']);
    idle = true;
    await pass(6);
    expect(done).toEqual(['active', 'lock']);
  });
});

describe('the lid', () => {
  test('closed for longer than a minute locks with the first tick after it', async () => {
    await pass(3);
    await pass(1, 61_000);
    expect(done).toEqual(['active', 'lock']);
  });

  test('closed for a moment, or a busy machine, locks nothing', async () => {
    await pass(1, 59_000);
    expect(done).toEqual(['active']);
  });

  test.each([
    ['forward', YEAR_MS],
    ['back', -YEAR_MS],
  ])('cannot be told from a clock that was set %s by a year: it locks once, and then is quiet', async (_, jump) => {
    await pass(1, jump);
    await pass(4);
    expect(done).toEqual(['active', 'lock']);
  });
});

test('once stopped, it hears and does nothing', async () => {
  stop();
  page.dispatchEvent(new Event('keydown'));
  idle = true;
  await pass(20, 120_000);
  expect(done).toEqual(['active']);
});
