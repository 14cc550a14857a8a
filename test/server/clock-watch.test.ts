import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ClockWatch } from '../../src/server/clock-watch.ts';

/** A machine whose clock goes evenly from 2026 on, and is set by hand. */
function machine() {
  let elapsed = 5_000;
  let ahead = Date.parse('2026-03-02T09:00:00Z');
  const jumps: number[] = [];
  const watch = new ClockWatch({ now: () => ahead + elapsed, elapsed: () => elapsed }, (byMs) => jumps.push(byMs));
  return {
    jumps,
    set(byMs: number) {
      ahead += byMs;
    },
    /** Looks every second, as long as it says. @returns what each look saw */
    pass: (seconds: number) =>
      Array.from({ length: seconds }, () => {
        elapsed += 1000;
        return watch.isSteady();
      }),
    /** Nobody looks meanwhile. */
    sleep(seconds: number) {
      elapsed += seconds * 1000;
    },
  };
}

const YEAR = 365 * 24 * 3600 * 1000;

it('says nothing of a clock that goes evenly, however long nobody looks', () => {
  const { pass, sleep, jumps } = machine();
  expect(pass(100)).not.toContain(false);
  sleep(100_000);
  expect([pass(1), jumps]).toEqual([[true], []]);
});

it.each([
  ['ahead by a year', YEAR],
  ['back by a year', -YEAR],
  ['ahead by eleven seconds', 11_000],
])('doubts a clock that was set %s, and trusts it after half a minute by itself', (_what, byMs) => {
  const { set, pass, jumps } = machine();
  set(byMs);
  const seen = pass(60);
  expect([seen.indexOf(true), seen.lastIndexOf(false)]).toEqual([30, 29]);
  expect(jumps).toEqual([byMs]);
});

it('trusts a clock that is put back at once, and begins the wait again when it is set to a third time', () => {
  const { set, pass, jumps } = machine();
  set(YEAR);
  expect(pass(20)).not.toContain(true);
  set(YEAR);
  expect(pass(20)).not.toContain(true);
  set(-2 * YEAR);
  expect(pass(1)).toEqual([true]);
  expect(jumps).toEqual([YEAR, YEAR]);
});

it('takes corrections of a few seconds without a word, also when many add up to a minute', () => {
  const { set, pass, jumps } = machine();
  for (let n = 0; n < 12; n += 1) {
    set(5_000);
    expect(pass(1)).toEqual([true]);
  }
  expect(jumps).toEqual([]);
});

it('is trusted after any jumps at all, when none has come for half a minute', () => {
  const jump = fc.integer({ min: -10 * YEAR, max: 10 * YEAR });
  fc.assert(
    fc.property(fc.array(fc.tuple(jump, fc.nat(90)), { maxLength: 8 }), (steps) => {
      const { set, pass } = machine();
      for (const [byMs, seconds] of steps) {
        set(byMs);
        pass(seconds);
      }
      pass(31);
      return pass(1)[0] === true;
    }),
  );
});
