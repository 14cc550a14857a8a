/*
 * Lists of tests that come in any order, more than once, from a server whose clock is what it is. Oracle: the list that was asked
 * last stands, as if it had come alone; nothing is deleted for not being listed, and no answer is touched by any of them.
 */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeviceSession } from '../../../src/shared/contract/device-session.ts';
import { applySessions } from '../../../src/student/db/apply-sessions.ts';
import type { SatchelDatabase } from '../../../src/student/db/database.ts';
import { readSession } from '../../../src/student/db/read-row.ts';
import type { RunRow } from '../../../src/student/db/rows.ts';
import { listedSession, listOf } from './listed.ts';
import { anAnswer, aPartition, aRun, aSubmit, freshDatabase, PARTITION, RUN, T0 } from './rows.ts';

let db: SatchelDatabase;
beforeEach(() => {
  db = freshDatabase();
});
afterEach(() => db.close());

const sessions = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('session-1', 'session-2', 'session-3'),
    opening: fc.integer({ min: 1, max: 3 }),
    maturity: fc.constantFrom('NOT_STARTED', 'IN_PROGRESS', 'COMPLETE'),
    revision: fc.nat(5),
    uploadToken: fc.constantFrom('u1.a', 'u1.b'),
  }),
  { selector: ({ id }) => id },
);
const lists = fc.uniqueArray(fc.record({ at: fc.nat(600), sessions }), { selector: ({ at }) => at, maxLength: 5 });
type Listed = { at: number; sessions: Array<Partial<DeviceSession> & { id: string }> };

const runOf = (id: string) => `run-of-${id}`.padEnd(20, '0');
const apply = ({ at, sessions: listed }: Listed) =>
  applySessions(
    db,
    PARTITION,
    listOf(
      listed.map((part) => listedSession({ ...part, run: runOf(part.id) })),
      { now: T0 + at * 1000 },
    ),
    T0,
  );

async function fill(states: RunRow['state'][]): Promise<void> {
  for (const table of db.tables) await table.clear();
  await db.partitions.put(aPartition());
  for (const [n, state] of states.entries()) {
    const run = runOf(`session-${n + 1}`);
    const submit = state === 'open' ? null : aSubmit({ through: 2 });
    await db.runs.put(aRun({ run, sessionId: `session-${n + 1}`, seq: 2, ackedSeq: 1, state, submit }));
    await db.answers.bulkPut([1, 2].map((seq) => anAnswer({ run, seq })));
  }
}
const state = fc.constantFrom<RunRow['state']>('open', 'submitted', 'received', 'stranded');
const states = fc.tuple(state, state, state);

const seen = async () => ({
  sessions: (await db.sessions.toArray()).map(readSession).map(({ listed }) => listed),
  listedAt: (await db.partitions.get(PARTITION))?.listedAt,
});

test('the one that was asked last stands, in whatever order they come', async () => {
  await fc.assert(
    fc.asyncProperty(lists, states, fc.nat(), async (given, before, turn) => {
      await fill(before);
      const inOrder = [...given].sort((a, b) => a.at - b.at);
      for (const list of inOrder) expect(await apply(list)).toBe(true);
      const expected = await seen();

      await fill(before);
      const at = given.length === 0 ? 0 : turn % given.length;
      const turned = [...given.slice(at), ...given.slice(0, at)];
      for (const list of turned) await apply(list);
      const { sessions: stored, listedAt } = await seen();
      expect(listedAt).toBe(expected.listedAt);
      // What the last one lists is as it lists it; what only an older one listed is there from whichever came in time.
      const last: string[] = inOrder.at(-1)?.sessions.map(({ id }) => id) ?? [];
      expect(stored.filter(({ id }) => last.includes(id))).toEqual(
        expected.sessions.filter(({ id }) => last.includes(id)),
      );
    }),
    { numRuns: 15 },
  );
});

test('the same once more changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(lists, states, async (given, before) => {
      await fill(before);
      for (const list of given) await apply(list);
      const newest = [...given].sort((a, b) => b.at - a.at)[0];
      if (newest === undefined) return;
      const rows = JSON.stringify([await seen(), await db.runs.toArray()]);
      expect(await apply(newest)).toBe(true);
      expect(JSON.stringify([await seen(), await db.runs.toArray()])).toBe(rows);
    }),
    { numRuns: 15 },
  );
});

test('no answer, no number and no acknowledgement is touched, and no session goes for not being listed', async () => {
  await fc.assert(
    fc.asyncProperty(lists, states, async (given, before) => {
      await fill(before);
      const answers = await db.answers.toArray();
      const known = new Set<string>();
      for (const list of given) {
        if (await apply(list)) for (const { id } of list.sessions) known.add(id);
        expect((await seen()).sessions.map(({ id }) => id)).toEqual([...known].sort());
      }
      expect(await db.answers.toArray()).toEqual(answers);
      for (const run of await db.runs.toArray()) {
        expect(run).toMatchObject({ seq: 2, ackedSeq: 1, writer: aRun().writer });
      }
    }),
    { numRuns: 15 },
  );
});

test.each([
  ['two lists at once, the older one behind', [9, 3], 9],
  ['two lists at once, the older one ahead', [3, 9], 9],
])('%s: the newer one stands', async (_, times, stands) => {
  await fill(['open', 'open', 'open']);
  const part = (at: number) => ({ at, sessions: [{ id: 'session-1', revision: at }] });
  await Promise.all(times.map((at) => apply(part(at))));
  expect(await seen()).toMatchObject({ listedAt: T0 + stands * 1000, sessions: [{ revision: stands }] });
});

test('a list that names the run of another session as its own tells neither of them anything', async () => {
  await fill(['open', 'open', 'open']);
  const items = [listedSession({ id: 'session-9', run: RUN, uploadToken: 'u1.stolen' })];
  expect(await applySessions(db, PARTITION, listOf(items), T0)).toBe(true);
  for (const run of await db.runs.toArray()) expect(run.uploadToken).toBe('u1.token');
});
