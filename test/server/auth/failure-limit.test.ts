import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FailureLimit } from '../../../src/server/auth/failure-limit.ts';

const setUp = (options: { limit?: number; capacity?: number } = {}) => {
  const clock = { now: 1_000_000 };
  const limit = new FailureLimit({ limit: 3, windowMs: 60_000, now: () => clock.now, ...options });
  return { clock, limit };
};

describe('a limit on failures', () => {
  it('lets a name try until its failures are used up, then says how long to wait', () => {
    const { clock, limit } = setUp();
    expect([limit.admit('a'), limit.admit('a'), limit.admit('a')]).toEqual([0, 0, 0]);
    clock.now += 15_000;
    expect(limit.admit('a')).toBe(45);
    clock.now += 45_000;
    expect(limit.admit('a')).toBe(0);
  });

  it('does not count a try that was sent away', () => {
    const { clock, limit } = setUp();
    for (let tried = 0; tried < 3; tried += 1) limit.admit('a');
    for (let tried = 0; tried < 100; tried += 1) limit.admit('a');
    clock.now += 60_000;
    expect(limit.admit('a')).toBe(0);
  });

  it('keeps names apart', () => {
    const { limit } = setUp();
    for (let tried = 0; tried < 4; tried += 1) limit.admit('a');
    expect(limit.admit('b')).toBe(0);
  });

  it('forgets everything of a name that succeeded', () => {
    const { limit } = setUp();
    limit.admit('a');
    limit.admit('a');
    limit.succeeded('a');
    expect([limit.admit('a'), limit.admit('a'), limit.admit('a')]).toEqual([0, 0, 0]);
  });

  it('remembers no more names than it may, and forgets the one tried longest ago', () => {
    const { limit } = setUp({ limit: 1, capacity: 2 });
    limit.admit('a');
    limit.admit('b');
    limit.admit('c');
    expect(limit.admit('b')).toBeGreaterThan(0);
    expect(limit.admit('a')).toBe(0);
  });

  it('never lets more than the limit through in any window, and never says to wait for nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30_000), { maxLength: 60 }), (pauses) => {
        const { clock, limit } = setUp();
        const admitted: number[] = [];
        for (const pause of pauses) {
          clock.now += pause;
          const wait = limit.admit('a');
          if (wait === 0) admitted.push(clock.now);
          else expect(wait).toBeLessThanOrEqual(60);
        }
        for (const at of admitted) {
          expect(admitted.filter((other) => other > at - 60_000 && other <= at).length).toBeLessThanOrEqual(3);
        }
      }),
    );
  });
});
