/*
 * What is removed from a device, and what must never be. Oracle: a receipt of the server in the row, old enough by the server's
 * clock or called for by staff of that school; and nobody who still has to look at anything of it.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CleanUp, cleanUp } from '../../../src/student/db/clean-up.ts';
import type { SatchelDatabase } from '../../../src/student/db/database.ts';
import { lockPartition } from '../../../src/student/db/lock.ts';
import { signInOffline, signInOnline } from '../../../src/student/db/partitions.ts';
import type { RunRow } from '../../../src/student/db/rows.ts';
import { saveAnswers } from '../../../src/student/db/save-answer.ts';
import { allRows } from './all-rows.ts';
import { anOutboxRow, OTHER_RUN, OTHER_WRITER } from './damaged-rows.ts';
import { anAnswer, aRun, aSession, aSubmit, freshDatabase, PACKAGE, PARTITION, RUN, T0, TAB } from './rows.ts';

const DAY = 24 * 3_600_000;
const MONTH = 30 * DAY;

let db: SatchelDatabase;
beforeEach(() => {
  db = freshDatabase();
});
afterEach(() => db.close());

const received = (part: Partial<RunRow> = {}): RunRow =>
  aRun({
    state: 'received',
    seq: 2,
    ackedSeq: 2,
    submit: aSubmit({ through: 2 }),
    receipt: 'a.b.c',
    receivedAt: T0,
    ...part,
  });
const put = async (...runs: RunRow[]) => {
  await db.runs.bulkPut(runs);
  for (const { run } of runs) await db.answers.bulkPut([1, 2].map((seq) => anAnswer({ run, seq })));
};
const clean = (said: Partial<CleanUp> = {}) => cleanUp(db, { now: T0 + MONTH, workspaceId: 'demo', ...said });
const left = async () => (await db.runs.toArray()).map(({ run }) => run);
const signIn = () =>
  signInOnline(
    db,
    'ABCDEFGH',
    { token: 'd1.token', student: { id: 'student-1', name: 'Ada' }, workspace: { id: 'demo', name: 'Demo' } },
    10,
  );
const lock = () => lockPartition(db, PARTITION, { sealRun: async () => 'sealed', now: () => T0, comesBack: false });

describe('a received attempt', () => {
  test('goes with the last millisecond of its thirty days, and not one before', async () => {
    await put(received());
    expect(await clean({ now: T0 + MONTH - 1 })).toBe(0);
    expect(await clean({ now: T0 + MONTH })).toBe(1);
    expect([await left(), await db.answers.count()]).toEqual([[], 0]);
  });

  test('goes once: a second time there is nothing left to do', async () => {
    await put(received());
    await clean();
    const rows = await allRows(db);
    expect(await clean()).toBe(0);
    expect(await allRows(db)).toEqual(rows);
  });

  test.each<[string, Partial<RunRow>]>([
    ['whose receipt is not in its row', { receipt: null }],
    ['whose receipt has no time', { receivedAt: null }],
    ['that was opened again', { state: 'open', submit: null, receipt: null, receivedAt: null }],
    ['that was opened again and submitted once more', { state: 'submitted' }],
    ['that was put away', { state: 'stranded' }],
    ['that was left behind with a signed held', { state: 'stranded', held: 'h.p.s' }],
    ['of which the server has something else', { problem: 'differs' }],
    ['with a change that came after the submit', { seq: 3 }],
    ['from a clock that was ahead, by that much', { receivedAt: T0 + 1 }],
  ])('%s stays', async (_, part) => {
    await put(received(part));
    expect(await clean()).toBe(0);
    expect([await left(), await db.answers.count()]).toEqual([[RUN], 2]);
  });

  test('with an answer that the server refused stays for as long as its student is there', async () => {
    await put(received());
    await db.answers.update([RUN, 'item-1', 'q2'], { problem: 'too long' });
    expect(await clean({ clearReceivedAt: T0 + MONTH })).toBe(0);
  });

  test('with an answer that the server refused stays when its student left, too', async () => {
    await signIn();
    await put(received());
    await db.answers.update([RUN, 'item-1', 'q2'], { problem: 'too long' });
    await lock();
    expect(await clean({ clearReceivedAt: T0 + MONTH })).toBe(0);
    expect(await db.snapshots.count()).toBe(1);
    expect(await signInOffline(db, 'ABCDEFGH', T0)).toMatchObject({ ok: true });
    expect(await db.answers.toArray()).toEqual([
      anAnswer({ seq: 1 }),
      { ...anAnswer({ seq: 2 }), problem: 'too long' },
    ]);
  });

  test('of a student who left, of which the server said so afterwards, stays', async () => {
    await put(received({ sealed: 'snapshot', refused: [[2, 2]] }));
    expect(await clean()).toBe(0);
  });

  test('that a sealed copy is still on its way of stays, whichever writer sealed it', async () => {
    await put(received());
    await db.outbox.bulkPut([anOutboxRow({ sent: true }), anOutboxRow({ writer: OTHER_WRITER })]);
    expect(await clean()).toBe(0);
    await db.outbox.update([RUN, OTHER_WRITER], { sent: true });
    expect(await clean()).toBe(1);
    expect(await db.outbox.count()).toBe(0);
  });

  test('takes no answer of a run whose id begins alike', async () => {
    await put(received(), aRun({ run: `${RUN}b`, seq: 2 }), aRun({ run: RUN.slice(0, -1), seq: 2 }));
    await clean();
    expect(await left()).toEqual([RUN.slice(0, -1), `${RUN}b`]);
    expect(await db.answers.count()).toBe(4);
  });
});

describe('what staff want gone', () => {
  test('is what was received until then, in their own school', async () => {
    await put(
      received(),
      received({ run: OTHER_RUN, partition: 'demo2/student-1' }),
      received({ run: 'run-cccccccccccccccc', receivedAt: T0 + 1 }),
    );
    expect(await clean({ now: T0 + DAY, clearReceivedAt: T0 })).toBe(1);
    expect(await left()).toEqual([OTHER_RUN, 'run-cccccccccccccccc']);
  });

  test('is no school whose name only begins like theirs, and none that is called like a student', async () => {
    await put(received({ partition: 'demo' }), received({ run: OTHER_RUN, partition: 'other/demo/student-1' }));
    expect(await clean({ now: T0 + DAY, clearReceivedAt: T0 })).toBe(0);
  });

  test('does not include what nobody has received, however long ago it was answered', async () => {
    await put(aRun({ seq: 2, startedAt: 0 }));
    expect(await clean({ now: T0 + 900 * MONTH, clearReceivedAt: T0 + 900 * MONTH })).toBe(0);
  });
});

describe('what goes along', () => {
  test('is the package that only this attempt was answered on, with the session’s word that it is ready', async () => {
    await put(received());
    await db.sessions.put(aSession({ readyPackage: PACKAGE, listed: { maturity: 'COMPLETE' } }));
    await db.packages.put({ hash: PACKAGE, examId: 'exam-1', examVersion: 0, items: [], media: [], keys: null });
    await clean();
    expect(await db.packages.count()).toBe(0);
    expect(await db.sessions.toArray()).toMatchObject([{ readyPackage: null, readyContentKey: null }]);
  });

  test('is not a package that another attempt of the test is answered on', async () => {
    await put(received(), aRun({ run: OTHER_RUN, seq: 1 }));
    await db.sessions.put(aSession({ readyPackage: PACKAGE, listed: { maturity: 'IN_PROGRESS', run: OTHER_RUN } }));
    await db.packages.put({ hash: PACKAGE, examId: 'exam-1', examVersion: 0, items: [], media: [], keys: null });
    await clean();
    expect(await left()).toEqual([OTHER_RUN]);
    expect(await db.packages.count()).toBe(1);
    expect(await db.sessions.toArray()).toMatchObject([{ readyPackage: PACKAGE }]);
  });

  test('is not the snapshot, while another test of the student is sealed in it', async () => {
    await signIn();
    await put(received(), aRun({ run: OTHER_RUN, sessionId: 'session-2', seq: 2, ackedSeq: 0 }));
    await lock();
    expect(await clean()).toBe(1);
    expect(await db.snapshots.count()).toBe(1);
    await signInOffline(db, 'ABCDEFGH', T0);
    expect((await db.answers.toArray()).map(({ run }) => run)).toEqual([OTHER_RUN, OTHER_RUN]);
  });

  test('is not the snapshot of another student', async () => {
    await db.snapshots.put({ partition: 'demo/grace', id: 'x', sealed: new Uint8Array(3) });
    await put(received({ sealed: 'snapshot' }));
    await clean();
    expect(await db.snapshots.count()).toBe(1);
  });
});

describe('what was put back from the second copy, with no run beside it', () => {
  test('goes by the time of its own receipt', async () => {
    await db.outbox.bulkPut([
      anOutboxRow({ sent: true, receivedAt: T0 }),
      anOutboxRow({ run: OTHER_RUN, sent: true, receivedAt: T0 + 1 }),
    ]);
    expect(await clean()).toBe(1);
    expect((await db.outbox.toArray()).map(({ run }) => run)).toEqual([OTHER_RUN]);
  });

  test.each([
    ['was not sent', { sent: false, receivedAt: T0 }],
    ['was sent, and has a held alone', { sent: true }],
  ])('stays when it %s', async (_, part) => {
    await db.outbox.put(anOutboxRow(part));
    expect(await clean({ now: T0 + 900 * MONTH, clearReceivedAt: T0 + 900 * MONTH })).toBe(0);
    expect(await db.outbox.count()).toBe(1);
  });
});

test('an answer that is saved between two of its steps is not removed with what is old', async () => {
  await signIn();
  await put(received(), aRun({ run: OTHER_RUN }));
  const writing = { run: OTHER_RUN, tab: TAB, now: T0, elapsedMs: 0 };
  const change = { itemId: 'item-9', questionId: 'q', response: { value: 'late' } };
  const [gone, saved] = await Promise.all([clean(), saveAnswers(db, writing, [change])]);
  expect([gone, saved]).toMatchObject([1, { ok: true }]);
  expect(await db.answers.get([OTHER_RUN, 'item-9', 'q'])).toMatchObject({ response: { value: 'late' } });
});
