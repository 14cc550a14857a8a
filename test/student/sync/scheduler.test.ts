import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Leftover, Scheduler, type Trigger } from '../../../src/student/sync/scheduler.ts';
import { turns, VirtualTime } from './virtual-time.ts';

let time: VirtualTime;
let passes: number[];
let result: Leftover;
let gate: Promise<void>;
let isFollowed: () => boolean;
let scheduler: Scheduler;

beforeEach(() => {
  time = new VirtualTime();
  passes = [];
  result = { kind: 'nothing' };
  gate = Promise.resolve();
  scheduler = schedulerWith(() => 0.5);
});

const schedulerWith = (random: () => number) =>
  new Scheduler({
    pass: async (follows) => {
      isFollowed = follows;
      passes.push(time.now - start());
      await gate;
      return result;
    },
    later: time.later,
    now: () => time.now,
    random,
  });
const start = () => Date.parse('2026-03-02T09:00:00Z');

describe('answers', () => {
  test('are gathered: one upload per 15 seconds, however many there are', async () => {
    for (let second = 0; second < 60; second++) {
      scheduler.trigger('answer');
      await time.advance(1000);
    }
    expect(passes).toEqual([15_000, 30_000, 45_000, 60_000]);
  });

  test('go 2 seconds after an item was left', async () => {
    scheduler.trigger('answer');
    scheduler.trigger('left-item');
    await time.advance(2000);
    expect(passes).toEqual([2000]);
    await time.advance(60_000);
    expect(passes).toEqual([2000]);
  });

  test('that come while an upload runs are not lost: another one follows, as that one is told', async () => {
    let open = () => {};
    gate = new Promise((resolve) => {
      open = resolve;
    });
    scheduler.trigger('changed');
    await time.advance(0);
    expect(isFollowed()).toBe(false);
    scheduler.trigger('answer');
    scheduler.trigger('left-item');
    await time.advance(60_000);
    expect(passes).toHaveLength(1);
    expect(isFollowed()).toBe(true);
    open();
    await turns();
    await time.advance(2000);
    expect(passes).toEqual([0, 62_000]);
    expect(isFollowed()).toBe(false);
  });
});

test('a submit goes at once', async () => {
  scheduler.trigger('submit');
  await time.advance(0);
  expect(passes).toEqual([0]);
});

test('nothing runs by itself when nothing is left to do', async () => {
  scheduler.trigger('changed');
  await time.advance(24 * 3_600_000);
  expect(passes).toEqual([0]);
});

test('what is due later is tried then', async () => {
  result = { kind: 'later', waitMs: 3_600_000 };
  scheduler.trigger('changed');
  await time.advance(0);
  result = { kind: 'nothing' };
  await time.advance(3_600_000);
  expect(passes).toEqual([0, 3_600_000]);
});

describe('while uploads fail', () => {
  beforeEach(() => {
    result = { kind: 'retry', waitMs: null };
  });

  test('the wait grows to a minute, and never ends', async () => {
    scheduler = schedulerWith(() => 0.999999);
    scheduler.trigger('changed');
    await time.advance(24 * 3_600_000);
    const waits = passes.slice(1).map((at, index) => Math.round((at - (passes[index] ?? 0)) / 1000));
    expect(waits.slice(0, 8)).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect(passes.length).toBeGreaterThan(1400);
    expect(Math.max(...waits)).toBe(60);
  });

  test('new answers do not shorten it', async () => {
    scheduler = schedulerWith(() => 0.999999);
    scheduler.trigger('changed');
    await time.advance(63_000);
    const before = passes.length;
    for (let second = 0; second < 50; second++) {
      scheduler.trigger('answer');
      scheduler.trigger('left-item');
      await time.advance(1000);
    }
    expect(passes).toHaveLength(before);
  });

  test('a world that changed ends it: at once, and from the shortest wait on', async () => {
    scheduler = schedulerWith(() => 0.999999);
    scheduler.trigger('changed');
    await time.advance(70_000);
    const before = passes.length;
    scheduler.trigger('changed');
    await time.advance(0);
    expect(passes).toHaveLength(before + 1);
    expect(time.next).toBeLessThanOrEqual(1000);
  });

  test('what the server asked for with Retry-After is kept, whatever happens meanwhile', async () => {
    result = { kind: 'retry', waitMs: 30_000 };
    scheduler.trigger('changed');
    await time.advance(0);
    for (const trigger of ['submit', 'changed', 'left-item'] as const) {
      scheduler.trigger(trigger);
      await time.advance(5000);
    }
    expect(passes).toEqual([0]);
    await time.advance(15_000);
    expect(passes).toEqual([0, 30_000]);
  });

  test('jitter that says "at once" does not make it spin', async () => {
    scheduler = schedulerWith(() => 0);
    scheduler.trigger('changed');
    await time.advance(10_000);
    expect(passes.length).toBeLessThanOrEqual(11);
  });

  test('a pass that throws counts as a failure, and the next one comes', async () => {
    const throwing = new Scheduler({
      pass: async () => {
        passes.push(time.now);
        throw new Error('broken database');
      },
      later: time.later,
      now: () => time.now,
      random: () => 0.5,
    });
    throwing.trigger('changed');
    await time.advance(10_000);
    expect(passes.length).toBeGreaterThan(1);
  });
});

test('after it was closed nothing runs', async () => {
  scheduler.trigger('answer');
  scheduler.close();
  scheduler.trigger('submit');
  await time.advance(60_000);
  expect(passes).toEqual([]);
});

test('whatever happens in whatever order, an answer is followed by a pass within 75 seconds', async () => {
  const steps = fc.array(
    fc.record({
      trigger: fc.constantFrom<Trigger>('answer', 'left-item', 'submit', 'changed'),
      wait: fc.nat(20_000),
      fails: fc.boolean(),
    }),
    { maxLength: 30 },
  );
  await fc.assert(
    fc.asyncProperty(steps, fc.double({ min: 0, max: 0.999, noNaN: true }), async (list, jitter) => {
      time = new VirtualTime();
      passes = [];
      const own = schedulerWith(() => jitter);
      for (const step of list) {
        result = step.fails ? { kind: 'retry', waitMs: null } : { kind: 'nothing' };
        own.trigger(step.trigger);
        await time.advance(step.wait);
      }
      const before = passes.length;
      own.trigger('answer');
      await time.advance(75_000);
      expect(passes.length).toBeGreaterThan(before);
      own.close();
    }),
    { numRuns: 60 },
  );
});
