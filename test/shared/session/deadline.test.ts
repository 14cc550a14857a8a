import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAccommodations } from '../../../src/shared/contract/accommodations.ts';
import { type Timing, timeAllowed, timeLeft } from '../../../src/shared/session/deadline.ts';

const MINUTE = 60_000;
const T0 = 1_770_000_000_000;
const plain: Timing = {
  timeLimitSeconds: 3600,
  timeLimitFactor: 1,
  extraSeconds: 0,
  pauses: [],
  startedAt: T0,
  elapsedMs: 0,
  rests: [],
};
const left = (change: Partial<Timing>) => timeLeft({ ...plain, ...change })?.leftMs;

const span = () => fc.tuple(fc.nat(10_000_000), fc.nat(10_000_000));
const timing = (): fc.Arbitrary<Timing> =>
  fc.record({
    timeLimitSeconds: fc.option(fc.integer({ min: 1, max: 20_000 })),
    timeLimitFactor: fc.double({ min: 1, max: 10, noNaN: true }),
    extraSeconds: fc.nat(86_400),
    pauses: fc.array(
      span().map(([from, length]) => ({ from: T0 - 5_000_000 + from, to: T0 - 5_000_000 + from + length })),
      { maxLength: 4 },
    ),
    startedAt: fc.constant(T0),
    elapsedMs: fc.nat(40_000_000),
    rests: fc.array(
      span().map(([from, length]): [number, number] => [from, from + length]),
      { maxLength: 3 },
    ),
  });

test('time and a half of an hour, and ten minutes more, are 100 minutes', () => {
  expect(timeAllowed({ timeLimitSeconds: 3600, timeLimitFactor: 1.5, extraSeconds: 600 })).toBe(100 * MINUTE);
  expect(left({ timeLimitFactor: 1.5, extraSeconds: 600, elapsedMs: 40 * MINUTE })).toBe(60 * MINUTE);
});

test('a test without a limit has none, whatever else is said of it', () => {
  fc.assert(
    fc.property(timing(), (some) => {
      expect(timeLeft({ ...some, timeLimitSeconds: null })).toBeNull();
    }),
  );
});

test('without pauses, what is left and what has passed are the whole', () => {
  fc.assert(
    fc.property(timing(), (some) => {
      const allowed = timeAllowed(some);
      const at = timeLeft({ ...some, pauses: [], rests: [] });
      expect(at?.leftMs ?? null).toBe(allowed === null ? null : Math.max(0, allowed - some.elapsedMs));
    }),
  );
});

test('more extra time, a greater factor or another pause never leave less', () => {
  fc.assert(
    fc.property(timing(), span(), (some, [from, length]) => {
      const before = timeLeft(some)?.leftMs ?? 0;
      const more = [
        { ...some, extraSeconds: some.extraSeconds + 60 },
        { ...some, timeLimitFactor: some.timeLimitFactor + 0.5 },
        { ...some, pauses: [...some.pauses, { from: T0 + from, to: T0 + from + length }] },
        { ...some, pauses: [...some.pauses, { from: T0 + from, to: null }] },
      ];
      for (const next of more) expect(timeLeft(next)?.leftMs ?? 0).toBeGreaterThanOrEqual(before);
    }),
  );
});

test('while a pause lasts, what is left stands still, and afterwards it goes on from there', () => {
  const pauses = (to: number | null) => [{ from: T0 + 10 * MINUTE, to }];
  expect(left({ elapsedMs: 10 * MINUTE, pauses: pauses(null) })).toBe(50 * MINUTE);
  expect(timeLeft({ ...plain, elapsedMs: 300 * MINUTE, pauses: pauses(null) })).toEqual({
    leftMs: 50 * MINUTE,
    isPaused: true,
  });
  const over = { elapsedMs: 40 * MINUTE, pauses: pauses(T0 + 30 * MINUTE) };
  expect(timeLeft({ ...plain, ...over })).toEqual({ leftMs: 40 * MINUTE, isPaused: false });
});

test('a pause from before the start counts from the start, and one that was over by then not at all', () => {
  expect(left({ elapsedMs: 10 * MINUTE, pauses: [{ from: T0 - 5 * MINUTE, to: T0 + 5 * MINUTE }] })).toBe(55 * MINUTE);
  expect(left({ elapsedMs: 10 * MINUTE, pauses: [{ from: T0 - 5 * MINUTE, to: T0 - 1 }] })).toBe(50 * MINUTE);
});

test('time in two pauses, or in a pause and a rest, is taken out once', () => {
  const pauses = [
    { from: T0 + 10 * MINUTE, to: T0 + 20 * MINUTE },
    { from: T0 + 15 * MINUTE, to: T0 + 25 * MINUTE },
  ];
  expect(left({ elapsedMs: 40 * MINUTE, pauses })).toBe(35 * MINUTE);
  expect(left({ elapsedMs: 40 * MINUTE, pauses, rests: [[12 * MINUTE, 30 * MINUTE]] })).toBe(40 * MINUTE);
});

test('what a student may get is read by an older app as far as it knows it', () => {
  expect(readAccommodations({ timeLimitFactor: 2, extraSeconds: 60, pauses: [], largePrint: true })).toEqual({
    timeLimitFactor: 2,
    extraSeconds: 60,
    pauses: [],
  });
  expect(readAccommodations({ timeLimitFactor: 'double', extraSeconds: 60 })).toEqual({
    timeLimitFactor: 1,
    extraSeconds: 60,
    pauses: [],
  });
  for (const odd of [null, undefined, 'more', []])
    expect(readAccommodations(odd)).toEqual({ timeLimitFactor: 1, extraSeconds: 0, pauses: [] });
});
