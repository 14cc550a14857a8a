/*
 * A student leaves and comes back. Oracle: the rows before and after. Whatever lay open is put back as it was, to the last field
 * and whoever wrote it; while the student is away, nothing of it lies open, and all that is unsent is sealed for the server.
 */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SatchelDatabase } from '../../../src/student/db/database.ts';
import { type LockOptions, lockPartition } from '../../../src/student/db/lock.ts';
import { readOpen, readSignedIn, writeOpen } from '../../../src/student/db/meta.ts';
import { signInOffline, signInOnline } from '../../../src/student/db/partitions.ts';
import type { AnswerRow, RunRow } from '../../../src/student/db/rows.ts';
import { isUnsent } from '../../../src/student/db/runs.ts';
import { allRows } from './all-rows.ts';
import { asAnswer, OTHER_RUN, OTHER_WRITER } from './damaged-rows.ts';
import { anAnswer, aRun, aSession, aSubmit, freshDatabase, PARTITION, RUN, T0 } from './rows.ts';

const TICKET = 'ABCDEFGH';

let db: SatchelDatabase;
beforeEach(async () => {
  db = freshDatabase();
  await enter('student-1', TICKET);
});
afterEach(() => db.close());

const enter = (id: string, ticket: string) => {
  const answer = { token: `d1.${id}`, student: { id, name: id }, workspace: { id: 'demo', name: 'Demo' } };
  return signInOnline(db, ticket, answer, 10);
};
const lock = (part: Partial<LockOptions> = {}) =>
  lockPartition(db, PARTITION, { sealRun: async () => 'sealed', now: () => T0, comesBack: false, ...part });
const back = () => signInOffline(db, TICKET, T0);

const response = fc.option(
  fc.oneof(
    fc.record({ options: fc.array(fc.record({ index: fc.nat(9) }), { maxLength: 2 }) }),
    fc.record({ value: fc.string({ unit: 'binary' }) }),
    fc.record({ hologram: fc.nat() }),
  ),
);
const answer = fc.record({
  question: fc.nat(4),
  response,
  problem: fc.option(fc.constant('too long')),
  foreign: fc.boolean(),
  certainty: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: undefined }),
});
const runs = fc.array(
  fc.record({
    answers: fc.uniqueArray(answer, { selector: ({ question }) => question, maxLength: 4 }),
    behind: fc.nat(4),
    isSubmitted: fc.boolean(),
    isStranded: fc.boolean(),
    itemId: fc.option(fc.constant('item-3'), { nil: undefined }),
  }),
  { maxLength: 3 },
);

/** Puts runs as a test has them. @returns the rows of answers */
async function put(given: typeof runs extends fc.Arbitrary<infer T> ? T : never): Promise<void> {
  for (const [n, { answers, behind, isSubmitted, isStranded, itemId }] of given.entries()) {
    const run = `run-${n}`.padEnd(20, '0');
    const seq = answers.length;
    await db.runs.put(
      aRun({
        run,
        sessionId: `session-${n}`,
        seq,
        ackedSeq: Math.max(0, seq - behind),
        state: isStranded ? 'stranded' : isSubmitted ? 'submitted' : 'open',
        submit: isSubmitted ? aSubmit({ through: seq }) : null,
        view: itemId === undefined ? {} : { itemId },
        tab: null,
      }),
    );
    const rows = answers.map(({ question, certainty, ...row }, at) =>
      asAnswer({ ...row, run, questionId: `q${question}`, seq: at + 1, ...(certainty !== undefined && { certainty }) }),
    );
    await db.answers.bulkPut(rows);
  }
}

test('whatever lay open is as it was when the student is back, and nothing of it lay open meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(runs, async (given) => {
      for (const table of db.tables) await table.clear();
      await enter('student-1', TICKET);
      await put(given);
      const before = await allRows(db);
      const sealed: string[] = [];
      await lock({
        sealRun: async ({ run }, answers) => {
          sealed.push(run);
          return answers.length > 0 ? `sealed ${run}` : null;
        },
      });
      expect([await db.answers.count(), await readSignedIn(db)]).toEqual([0, null]);
      expect(await db.partitions.toArray()).toMatchObject([{ key: null, token: null }]);
      const away = await db.runs.toArray();
      for (const run of away) expect(run).toMatchObject({ sealed: 'snapshot', view: {}, provisional: null });
      const outbox = await db.outbox.toArray();
      const unsent = away.filter((run) => run.seq > run.ackedSeq);
      expect(outbox.filter(({ sent }) => !sent).map(({ run }) => run)).toEqual(
        expect.arrayContaining(unsent.map(({ run }) => run)),
      );
      expect(sealed).toHaveLength(given.length);

      expect(await back()).toMatchObject({ ok: true });
      const { answers, runs: after, outbox: left, snapshots } = await allRows(db);
      expect(answers).toEqual(before.answers);
      expect(after).toMatchObject(before.runs ?? []);
      expect([left, snapshots]).toEqual([[], []]);
    }),
    { numRuns: 15 },
  );
});

describe('leaving', () => {
  test('twice is once: what was sealed first is not sealed over by nothing', async () => {
    await db.runs.put(aRun({ seq: 1 }));
    await db.answers.put(anAnswer({ seq: 1 }));
    await lock();
    const before = await allRows(db);
    await lock();
    expect(await allRows(db)).toEqual(before);
    await back();
    expect(await db.answers.count()).toBe(1);
  });

  test('takes along what this student has, and nothing of another who is on the device', async () => {
    await enter('grace', 'JKLMNPQR');
    await db.runs.bulkPut([aRun({ seq: 1 }), aRun({ run: OTHER_RUN, partition: 'demo/grace', seq: 1 })]);
    await db.answers.bulkPut([anAnswer({ seq: 1 }), anAnswer({ run: OTHER_RUN, seq: 1 })]);
    await lock();
    expect(await readSignedIn(db)).toBe('demo/grace');
    expect(await db.answers.toArray()).toEqual([anAnswer({ run: OTHER_RUN, seq: 1 })]);
    expect(await db.runs.get(OTHER_RUN)).toMatchObject({ sealed: null, partition: 'demo/grace' });
  });

  test('that cannot seal a run leaves everything open, and the student signed in', async () => {
    await db.runs.bulkPut([aRun({ seq: 1 }), aRun({ run: OTHER_RUN, seq: 1 })]);
    const before = await allRows(db);
    const sealRun = async ({ run: id }: RunRow) => (id === OTHER_RUN ? expect.fail('no key') : 'sealed');
    await expect(lock({ sealRun })).rejects.toThrow('no key');
    expect(await allRows(db)).toEqual(before);
  });

  test.each<[string, Partial<RunRow>, AnswerRow[], object]>([
    ['with everything sent', { seq: 1, ackedSeq: 1 }, [anAnswer({ seq: 1 })], { sent: true, unsent: 0 }],
    [
      'with one of two unsent',
      { seq: 2, ackedSeq: 1 },
      [anAnswer({ seq: 1 }), anAnswer({ seq: 2 })],
      { sent: false, unsent: 1 },
    ],
    [
      'with a submit that has no receipt',
      { seq: 1, ackedSeq: 1, state: 'submitted', submit: aSubmit() },
      [anAnswer({ seq: 1 })],
      { sent: false, unsent: 0, submitId: aSubmit().submitId },
    ],
    [
      'with an answer of another device alone',
      { seq: 0 },
      [anAnswer({ seq: 0, foreign: true })],
      { sent: true, unsent: 0 },
    ],
  ])('%s says so beside what is sealed', async (_, part, answers, says) => {
    await db.runs.put(aRun(part));
    await db.answers.bulkPut(answers);
    await lock();
    expect(await db.outbox.toArray()).toMatchObject([{ run: RUN, seq: part.seq, ...says }]);
  });

  test('keeps the place for a student who comes back, and closes it for one who does not', async () => {
    await db.runs.put(aRun());
    await writeOpen(db, aRun(), 'item-2');
    await lock({ comesBack: true });
    expect(await readOpen(db)).toMatchObject({ run: RUN, itemId: 'item-2' });
    await back();
    await lock({ comesBack: false });
    expect(await readOpen(db)).toBeNull();
  });

  test('hides the scores that were shown, and coming back shows them, unless the list has brought newer ones', async () => {
    const shown = { attempt: 1, scoreActual: 75 };
    await db.sessions.bulkPut([aSession({ listed: { shown } }), aSession({ id: 'session-2', listed: { shown } })]);
    await lock();
    const scores = async () => (await db.sessions.toArray()).map(({ listed }) => listed.shown?.scoreActual ?? null);
    expect(await scores()).toEqual([null, null]);
    await db.sessions.update([PARTITION, 'session-2'], { 'listed.shown': { attempt: 2, scoreActual: 90 } });
    await back();
    expect(await scores()).toEqual([75, 90]);
  });
});

describe('what came while the student was away', () => {
  const away = async (part: Partial<RunRow>) => {
    await db.runs.put(aRun({ seq: 1, submit: aSubmit(), state: 'submitted', ...part }));
    await db.answers.put(anAnswer({ seq: 1 }));
    await lock();
  };

  test('is the receipt: the test is received when they are back, and nothing goes again', async () => {
    await away({});
    await db.runs.update(RUN, { state: 'received', receipt: 'a.b.c', receivedAt: T0, ackedSeq: 1 });
    await back();
    const row = (await db.runs.get(RUN)) ?? expect.fail('no run');
    expect(row).toMatchObject({ state: 'received', sealed: null });
    expect(isUnsent(row)).toBe(false);
  });

  test('is what the server refused: it needs attention on their screen, and the mark is not made twice', async () => {
    await away({});
    await db.runs.update(RUN, { refused: [[1, 1]] });
    await back();
    const [first] = await db.answers.toArray();
    expect(first?.problem).toEqual(expect.any(String));
    expect((await db.runs.get(RUN))?.refused).toBeUndefined();
    await lock();
    await back();
    expect(await db.answers.toArray()).toEqual([first]);
  });

  test('is nothing for a run that goes on under another writer: what is sealed of the first stays to be sent', async () => {
    await away({});
    await db.runs.update(RUN, { writer: OTHER_WRITER });
    await back();
    expect((await db.outbox.toArray()).map(({ writer, sent }) => [writer, sent])).toEqual([[aRun().writer, false]]);
  });
});
