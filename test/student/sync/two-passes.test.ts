/*
 * The page and the service worker upload at the same time, and hear different things. Oracle: what got across is the server's,
 * and nothing of it needs attention.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Fault, problem } from './classroom.ts';
import { type Seat, takeSeat } from './seat.ts';

let s: Seat;
beforeEach(async () => {
  s = await takeSeat();
});
afterEach(() => s.school.close());

/** The other pass gets all of it across before this one hears that it was refused. */
const refusedLate =
  (name: string, status: number): Fault =>
  async (forward, request) => {
    await s.device.upload();
    return await problem(name, status)(forward, request);
  };

test.each([
  ['is too large', 'too-large', 413],
  ['is not known', 'not-found', 404],
])(
  'a batch that %s for one pass, and that the other got across, leaves nothing in trouble',
  async (_, name, status) => {
    await s.device.answer(s.run, 4, 2);
    await s.device.submit(s.run);
    s.device.faults = [refusedLate(name, status)];
    await s.device.upload();
    expect(await s.device.run(s.run)).toMatchObject({ state: 'received', problem: null });
    expect((await s.device.db.answers.toArray()).map(({ problem: why }) => why)).toEqual([null]);
    expect(await s.onServer()).toEqual({ 4: 2 });
  },
);
