import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FailureLimit, TooManyFailures } from '../../../src/server/auth/failure-limit.ts';
import { openStore } from '../../../src/server/store/open-store.ts';
import type { Store } from '../../../src/server/store/store.ts';

let dataDir: string;
let store: Store;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'satchel-failures-'));
  store = await openStore({ dataDir, gatherMs: 0 });
});
afterAll(async () => {
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
});

let made = 0;
const setUp = () => {
  const clock = { now: 1_000_000 };
  const limit = new FailureLimit({ store, limit: 3, windowMs: 60_000, now: () => clock.now });
  // Each test has names of its own in the one store.
  made += 1;
  const of = made;
  const tryOn = async (name: string, value?: string, on = limit) => {
    clock.now += 1;
    return on
      .attempt([`${of} ${name}`], async () => value)
      .then(
        () => 0,
        (error: unknown) => {
          if (error instanceof TooManyFailures) return error.seconds;
          throw error;
        },
      );
  };
  return { clock, limit, tryOn };
};

describe('a limit on failures', () => {
  it('lets a name try until its failures are used up, then says how long to wait', async () => {
    const { clock, tryOn } = setUp();
    expect([await tryOn('a'), await tryOn('a'), await tryOn('a')]).toEqual([0, 0, 0]);
    clock.now += 15_000;
    expect(await tryOn('a')).toBe(45);
    clock.now += 45_000;
    expect(await tryOn('a')).toBe(0);
  });

  it('does not count a try that was sent away, nor one that came to no end', async () => {
    const { clock, limit, tryOn } = setUp();
    for (let tried = 0; tried < 10; tried += 1) await tryOn('a');
    clock.now += 60_000;
    expect(await tryOn('a')).toBe(0);
    for (let tried = 0; tried < 10; tried += 1) {
      await expect(limit.attempt(['b'], () => Promise.reject(new Error('no database')))).rejects.toThrow('no database');
    }
    expect(await tryOn('b')).toBe(0);
  });

  it('keeps names apart', async () => {
    const { tryOn } = setUp();
    for (let tried = 0; tried < 4; tried += 1) await tryOn('a');
    expect(await tryOn('b')).toBe(0);
  });

  it('forgets everything of a name that succeeded', async () => {
    const { tryOn } = setUp();
    await tryOn('a');
    await tryOn('a');
    await tryOn('a', 'right');
    expect([await tryOn('a'), await tryOn('a'), await tryOn('a')]).toEqual([0, 0, 0]);
  });

  it('lets no more through when tries are made at once, on one server or on two', async () => {
    const { clock, limit, tryOn } = setUp();
    const waits = await Promise.all(Array.from({ length: 20 }, () => tryOn('a')));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(3);
    const other = new FailureLimit({ store, limit: 3, windowMs: 60_000, now: () => clock.now });
    const both = await Promise.all(Array.from({ length: 20 }, (_, n) => tryOn('b', undefined, n % 2 ? limit : other)));
    expect(both.filter((wait) => wait === 0).length).toBeLessThanOrEqual(4);
  });

  it('two tries of the same names in another order do not wait for each other for ever', async () => {
    const { limit } = setUp();
    const tries = [limit.attempt(['x', 'y'], async () => 1), limit.attempt(['y', 'x'], async () => 2)];
    expect(await Promise.all(tries)).toEqual([1, 2]);
  });

  it('keeps nothing of a ticket that can be read, and nothing for longer than it counts', async () => {
    const { clock, tryOn } = setUp();
    await tryOn('ticket WRNGTCKT');
    const rows = () => store.read((db) => db.selectFrom('sign_in_failure').selectAll().execute());
    expect(JSON.stringify(await rows())).not.toContain('WRNG');
    clock.now += 2 * 60 * 60_000;
    await tryOn('a');
    expect(await rows()).toHaveLength(1);
  });

  it('never lets more than the limit through in any window, and never says to wait for nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(30_000), { maxLength: 30 }), async (pauses) => {
        const { clock, tryOn } = setUp();
        const admitted: number[] = [];
        for (const pause of pauses) {
          clock.now += pause;
          const wait = await tryOn('a');
          if (wait === 0) admitted.push(clock.now);
          else expect(wait).toBeLessThanOrEqual(60);
        }
        for (const at of admitted) {
          expect(admitted.filter((other) => other > at - 60_000 && other <= at).length).toBeLessThanOrEqual(3);
        }
      }),
      { numRuns: 30 },
    );
  });
});
