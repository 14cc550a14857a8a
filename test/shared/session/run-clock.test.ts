import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  elapsedOf,
  hear,
  look,
  type RunClock,
  rest,
  startClock,
  startOf,
  wake,
} from '../../../src/shared/session/run-clock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const T0 = 1_770_000_000_000;

/** A device whose page looks at the clock, in a world whose time is known. */
class Device {
  clock: RunClock;
  passed = 0;
  #wall: number;
  #seen = 0;
  #isSamePage = true;

  constructor(offset = 0) {
    this.#wall = T0 + offset;
    this.clock = startClock(this.#wall);
  }

  /** The page is open. */
  run(ms: number): this {
    this.#seen += ms;
    return this.#pass(ms).#look();
  }

  /** The lid is closed, and opened again: the page's own clock stood still. */
  sleep(ms: number): this {
    return this.#pass(ms).#look();
  }

  /** Another page is there afterwards. */
  close(ms: number): this {
    this.#isSamePage = false;
    return this.#pass(ms).#look();
  }

  set(byMs: number): this {
    this.#wall += byMs;
    return this.#look();
  }

  setWhileClosed(byMs: number, ms: number): this {
    this.#isSamePage = false;
    this.#wall += byMs;
    return this.#pass(ms).#look();
  }

  hear(): this {
    this.clock = hear(this.clock, T0 + this.passed);
    return this;
  }

  #pass(ms: number): this {
    this.passed += ms;
    this.#wall += ms;
    return this;
  }

  #look(): this {
    this.clock = look(this.clock, { wall: this.#wall, passedMs: this.#isSamePage ? this.#seen : null });
    this.#seen = 0;
    this.#isSamePage = true;
    return this;
  }

  get error(): number {
    return elapsedOf(this.clock) - this.passed;
  }
}

type Step = (device: Device) => Device;
const duration = () => fc.integer({ min: 0, max: 3 * HOUR });
const jump = () => fc.integer({ min: -3 * HOUR, max: 3 * HOUR });
const honest = (): fc.Arbitrary<Step> =>
  fc.oneof(
    duration().map(
      (ms): Step =>
        (device) =>
          device.run(ms),
    ),
    duration().map(
      (ms): Step =>
        (device) =>
          device.sleep(ms),
    ),
    duration().map(
      (ms): Step =>
        (device) =>
          device.close(ms),
    ),
    fc.constant<Step>((device) => device.hear()),
  );
const anything = (): fc.Arbitrary<Step> =>
  fc.oneof(
    honest(),
    jump().map(
      (ms): Step =>
        (device) =>
          device.set(ms),
    ),
    fc.tuple(jump(), duration()).map(
      ([by, ms]): Step =>
        (device) =>
          device.setWhileClosed(by, ms),
    ),
  );
const play = (steps: Step[], device = new Device()) => steps.reduce((at, step) => step(at), device);

describe('a wall clock that nobody sets', () => {
  test('counts what passed, through sleep, reloads and closed browsers, to a moment', () => {
    fc.assert(
      fc.property(fc.array(honest(), { maxLength: 20 }), (steps) => {
        // A sleep too short to be told from a slow page is not counted.
        expect(Math.abs(play(steps).error)).toBeLessThanOrEqual(2000 * steps.length);
      }),
    );
  });

  test('a storm of reloads neither gives nor takes time', () => {
    const device = new Device();
    for (let n = 0; n < 500; n++) device.run(700).close(900);
    expect(device.error).toBe(0);
    expect(device.clock.jumps).toEqual([]);
  });

  test('a lid that was closed for hours is no jump once a server is heard', () => {
    const device = new Device()
      .run(MINUTE)
      .hear()
      .sleep(5 * HOUR);
    expect(elapsedOf(device.clock)).toBe(5 * HOUR + MINUTE);
    expect(device.hear().clock).toMatchObject({ jumps: [], doubtful: [] });
    expect(device.error).toBe(0);
  });
});

describe('a wall clock that is set', () => {
  test('whatever is done to it, never less counts than the pages saw', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(HOUR), jump()), { maxLength: 20 }), (steps) => {
        const device = new Device();
        let seen = 0;
        for (const [ms, by] of steps) {
          device.run(ms).set(by);
          seen += ms;
        }
        expect(elapsedOf(device.clock)).toBeGreaterThanOrEqual(seen);
      }),
    );
  });

  test('set ahead and back again while the page is open, nothing of it counts, and both are noted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3000, max: 20 * DAY }), fc.nat(HOUR), fc.boolean(), (by, ms, ahead) => {
        const sign = ahead ? 1 : -1;
        const device = new Device()
          .run(MINUTE)
          .set(sign * by)
          .run(ms)
          .set(-sign * by)
          .run(MINUTE);
        expect(device.error).toBe(0);
        expect(device.hear().clock.jumps.map(({ byMs }) => byMs)).toEqual([sign * by, -sign * by]);
      }),
    );
  });

  test('set back and ahead again through reloads, nothing of it counts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3000, max: 20 * DAY }), fc.nat(HOUR), (by, ms) => {
        expect(new Device().run(MINUTE).set(-by).close(ms).setWhileClosed(by, MINUTE).error).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('set back, it takes nothing from what counts', () => {
    const device = new Device()
      .run(10 * MINUTE)
      .set(-2 * HOUR)
      .run(10 * MINUTE);
    expect(elapsedOf(device.clock)).toBe(20 * MINUTE);
    expect(device.clock.jumps).toEqual([{ at: T0 + 10 * MINUTE, byMs: -2 * HOUR }]);
  });

  test('set ahead where no server is heard, it may be a closed lid: it counts, and is given back by the next word of a server', () => {
    const device = new Device().run(MINUTE).hear().run(MINUTE).set(HOUR);
    expect(elapsedOf(device.clock)).toBe(HOUR + 2 * MINUTE);
    expect(device.run(MINUTE).hear().error).toBe(0);
    expect(device.clock.jumps).toEqual([{ at: T0 + 2 * MINUTE, byMs: HOUR }]);
  });

  test('a server that was heard before and after says how long it was closed, whatever was done to the clock meanwhile', () => {
    fc.assert(
      fc.property(fc.array(anything(), { maxLength: 15 }), duration(), (steps, closed) => {
        const device = play(steps, new Device().run(1000).hear());
        expect(Math.abs(device.close(closed).hear().error)).toBeLessThanOrEqual(4000 * (steps.length + 1));
      }),
    );
  });

  test('a lid that was closed after the clock was set back counts once a server says so', () => {
    const device = new Device()
      .run(MINUTE)
      .hear()
      .set(-HOUR)
      .sleep(30 * MINUTE);
    expect(device.error).toBe(-30 * MINUTE);
    expect(device.hear().error).toBe(0);
    expect(device.clock.jumps.reduce((sum, { byMs }) => sum + byMs, 0)).toBe(-HOUR);
  });

  test('a clock whose battery was empty, put right by years in the midst of a test, costs nothing', () => {
    const device = new Device(-13 * 365 * DAY)
      .run(5 * MINUTE)
      .set(13 * 365 * DAY)
      .run(MINUTE)
      .hear();
    expect(device.error).toBe(0);
    expect(device.clock.jumps).toEqual([{ at: T0 - 13 * 365 * DAY + 5 * MINUTE, byMs: 13 * 365 * DAY }]);
  });

  test('a clock that was set while the browser was closed is noted when the server says so', () => {
    const device = new Device()
      .run(MINUTE)
      .hear()
      .setWhileClosed(-40 * MINUTE, 10 * MINUTE)
      .hear();
    expect(device.error).toBe(0);
    expect(device.clock.jumps.reduce((sum, { byMs }) => sum + byMs, 0)).toBe(-40 * MINUTE);
  });
});

test('a server whose own clock is set takes nothing from a page that was open all along', () => {
  const device = new Device().run(MINUTE).hear().run(MINUTE);
  const clock = hear(device.clock, T0 + device.passed + 3 * HOUR);
  expect(elapsedOf(clock)).toBe(2 * MINUTE);
});

test('what passes between a submit and the next look after its reopening is a rest, and the attempt goes on from there', () => {
  const device = new Device().run(10 * MINUTE).hear();
  device.clock = rest(device.clock);
  device.close(2 * HOUR);
  device.clock = wake(device.clock);
  device.run(MINUTE);
  expect(device.clock.rests).toEqual([[10 * MINUTE, 10 * MINUTE + 2 * HOUR]]);
  expect(device.error).toBe(0);
});

test('the start by the clock of the server is known from its word, and before that from the offset as last measured', () => {
  const device = new Device(-HOUR).run(5 * MINUTE);
  expect(startOf(device.clock, HOUR)).toBe(T0);
  expect(startOf(device.hear().run(MINUTE).clock, 0)).toBe(T0);
});

test('is total: whatever it is told, the time is a number, not below zero', () => {
  fc.assert(
    fc.property(fc.array(anything(), { maxLength: 30 }), (steps) => {
      const { clock } = play(steps);
      expect(Number.isFinite(elapsedOf(clock))).toBe(true);
      expect(elapsedOf(clock)).toBeGreaterThanOrEqual(0);
      expect(clock.jumps.length).toBeLessThanOrEqual(20);
    }),
  );
});
