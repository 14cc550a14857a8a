/*
 * The simulator over a bounded number of seeds; `npm run simulate` plays any number. Its oracles are the invariants of
 * `invariants.ts`.
 */
import { expect, test } from 'vitest';
import { buildSimulator } from '../../src/commands/build-simulator.mjs';
import { runBundle } from './run-bundle.ts';

const SEEDS = 60;

test('no seed loses an answer, moves one, applies one twice or calls one safe that is not', async () => {
  const program = await buildSimulator('seeds');
  const reports = await Promise.all(
    [1, 1 + SEEDS].map((from) => runBundle(program, ['--from', String(from), '--seeds', String(SEEDS)])),
  );
  for (const { figures, broken } of reports) {
    expect(broken).toBeNull();
    expect(figures).toMatchObject({ seeds: SEEDS, lost: 0 });
    // A simulator that does nothing finds nothing.
    expect(figures.saved).toBeGreaterThan(SEEDS * 3);
    expect(figures.kills).toBeGreaterThan(SEEDS / 2);
  }
});

test('over PostgreSQL neither, with connections that break before a commit, in its midst and after it', async () => {
  const program = await buildSimulator('postgres');
  // Ten in a row that between them do to the server all that a history can.
  const { figures, broken } = await runBundle(program, '--store postgres --from 405 --seeds 10'.split(' '));
  expect(broken).toBeNull();
  expect(figures).toMatchObject({ seeds: 10, lost: 0 });
  expect(figures.saved).toBeGreaterThan(30);
  expect(figures.serverKills).toBeGreaterThan(10);
  expect(figures.faults['disk-fails']).toBeGreaterThan(0);
  expect(figures.staff['restore-backup']).toBeGreaterThan(1);
});

test('a seed is played the same way each time, on a machine that has much else to do too', async () => {
  const program = await buildSimulator('replay');
  // The device goes on behind a slow answer while others act: this one once broke a rule where threads were late.
  const [first, second] = await Promise.all(
    [[], ['--busy', '1']].map((busy) => runBundle(program, ['--replay', '678', ...busy])),
  );
  expect(first?.figures.steps).toBeGreaterThan(5);
  expect(second).toEqual(first);
});
