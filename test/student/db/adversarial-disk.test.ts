/*
 * The disk fails in the middle of whatever the device does: it is full, as Chromium tells it when the requests had succeeded
 * already, or a request itself fails. Oracle: every row of every table. What failed has changed nothing at all, was said to have
 * failed, and does all of it when the disk works again.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyAnswer } from '../../../src/student/db/apply-answer.ts';
import { applyClaim } from '../../../src/student/db/apply-claim.ts';
import { applySessions } from '../../../src/student/db/apply-sessions.ts';
import { applyStatement } from '../../../src/student/db/apply-statement.ts';
import { cleanUp } from '../../../src/student/db/clean-up.ts';
import type { SatchelDatabase } from '../../../src/student/db/database.ts';
import { lockPartition } from '../../../src/student/db/lock.ts';
import { writeSignedOut } from '../../../src/student/db/meta.ts';
import { markReady, storePackage } from '../../../src/student/db/packages.ts';
import { signInOffline, signInOnline } from '../../../src/student/db/partitions.ts';
import { putBack } from '../../../src/student/db/put-back.ts';
import { markRun, quarantineAnswers } from '../../../src/student/db/quarantine.ts';
import { readRun } from '../../../src/student/db/read-row.ts';
import { releaseTab } from '../../../src/student/db/runs.ts';
import { saveAnswers, saveView } from '../../../src/student/db/save-answer.ts';
import { writeSignedIn } from '../../../src/student/db/sign-ins.ts';
import { submitRun } from '../../../src/student/db/submit.ts';
import { takeBackSubmit } from '../../../src/student/db/take-back.ts';
import { allRows } from './all-rows.ts';
import { anOutboxRow, OTHER_RUN } from './damaged-rows.ts';
import { failWrites } from './failing-disk.ts';
import { listedSession, listOf } from './listed.ts';
import { answerOf, received } from './received.ts';
import {
  anAnswer,
  aRun,
  aSession,
  aSubmit,
  contentKey,
  freshDatabase,
  PACKAGE,
  PARTITION,
  RUN,
  T0,
  TAB,
  WRITER,
} from './rows.ts';

const TICKET = 'ABCDEFGH';
const NEWER = 'c'.repeat(64);

let db: SatchelDatabase;
beforeEach(async () => {
  db = freshDatabase();
  await enter();
  await db.sessions.put(aSession({ readyPackage: PACKAGE }));
  await db.packages.put({ hash: PACKAGE, examId: 'exam-1', examVersion: 0, items: [], media: [], keys: null });
  await db.runs.put(aRun({ seq: 2, ackedSeq: 1 }));
  await db.answers.bulkPut([anAnswer({ seq: 1 }), anAnswer({ seq: 2 })]);
});
afterEach(() => db.close());

const enter = (ticket = TICKET) => {
  const answer = {
    token: 'd1.token',
    student: { id: 'student-1', name: 'Ada' },
    workspace: { id: 'demo', name: 'Demo' },
  };
  return signInOnline(db, ticket, answer, 10);
};
const lock = () => lockPartition(db, PARTITION, { sealRun: async () => 'sealed', now: () => T0, comesBack: false });
const writing = { run: RUN, tab: TAB, now: T0, elapsedMs: 5 };
const change = { itemId: 'item-1', questionId: 'q9', response: { options: [{ index: 1 }] } };
const held = {
  kind: 'held' as const,
  jws: 'h.p.s',
  payload: {
    session: 'session-1',
    run: RUN,
    writer: WRITER,
    through: 2,
    count: 2,
    receivedAt: '2026-03-02T10:00:00Z',
    standing: 'journal' as const,
    aside: [[1, 1]] as Array<[number, number]>,
  },
};
async function heard() {
  const run = readRun(await db.runs.get(RUN));
  const answers = await db.answers.toArray();
  const answer = answerOf({ storeId: 'store-1', ackedThrough: run.seq });
  return await applyAnswer(db, PARTITION, received(run, answers, { answer }), T0);
}
const claim = {
  storeId: 'store-2',
  now: T0,
  examSession: { maturity: 'IN_PROGRESS', attempt: 1, run: RUN, epoch: 2, opening: 1, revision: 3 },
  responses: { 'item-1': { q1: { options: [{ index: 3 }] }, q7: { options: [{ index: 2 }] } } },
};

interface Act {
  /** What has to be there first. */
  before?: () => Promise<unknown>;
  does: () => Promise<unknown>;
  /** Each store that it writes to. */
  writes: string[];
}

const acts: Record<string, Act> = {
  'an answer is saved': { does: () => saveAnswers(db, writing, [change]), writes: ['answers', 'runs'] },
  'the place is noted': { does: () => saveView(db, writing, { itemId: 'item-1' }), writes: ['runs', 'meta'] },
  'a test is submitted': { does: () => submitRun(db, writing), writes: ['runs'] },
  'a submit is taken back': {
    before: () => submitRun(db, writing),
    does: () => takeBackSubmit(db, writing),
    writes: ['runs'],
  },
  'an upload is acknowledged': { does: heard, writes: ['runs', 'partitions'] },
  'a claim brings answers': {
    does: () => applyClaim(db, { run: RUN, partition: PARTITION, ackedSeq: 1 }, claim, T0),
    writes: ['runs', 'answers', 'partitions'],
  },
  'an answer was refused': {
    does: () => quarantineAnswers(db, RUN, [{ itemId: 'item-1', questionId: 'q2', seq: 2, reason: 'no' }]),
    writes: ['runs', 'answers'],
  },
  'a run needs attention': { does: () => markRun(db, RUN, 'why'), writes: ['runs'] },
  'the tab is let go': { does: () => releaseTab(db, RUN, TAB), writes: ['runs'] },
  'the list of tests comes': {
    does: () => applySessions(db, PARTITION, listOf([listedSession({ uploadToken: 'u2' })], { now: T0 + 1 }), T0),
    writes: ['partitions', 'sessions'],
  },
  'a statement for a file is accepted': {
    before: () => db.outbox.put(anOutboxRow({ seq: 2 })),
    does: () => applyStatement(db, held),
    writes: ['runs', 'answers', 'outbox'],
  },
  'a statement makes a lost run count anew': {
    before: async () => {
      await db.runs.update(RUN, { sealed: 'lost' });
      await db.outbox.put(anOutboxRow({ seq: 2 }));
    },
    does: () => applyStatement(db, held),
    writes: ['runs', 'outbox'],
  },
  'the student leaves': {
    does: lock,
    writes: ['outbox', 'snapshots', 'runs', 'partitions', 'meta'],
  },
  'the student comes back': {
    before: lock,
    does: () => signInOffline(db, TICKET, T0),
    writes: ['answers', 'runs', 'partitions'],
  },
  'the student comes back with a rotated ticket': {
    before: lock,
    does: () => enter('ZZZZZZZZ'),
    writes: ['runs', 'partitions', 'meta'],
  },
  'another student is signed in': {
    does: () => writeSignedIn(db, { partition: 'demo/grace', school: 'Demo' }),
    writes: ['meta'],
  },
  'nobody is signed in': { does: () => writeSignedOut(db, { keepOpen: false }), writes: ['meta'] },
  'a package comes': {
    does: () =>
      storePackage(db, NEWER, {
        examId: 'exam-1',
        examVersion: 1,
        items: [{ id: 'i', questions: [], sealed: 'x' }],
        media: [],
      } as never),
    writes: ['packages', 'items'],
  },
  'a package is ready': {
    does: () =>
      markReady(db, { partition: PARTITION, id: 'session-1' }, { package: NEWER, contentKey, scoringKey: null }),
    writes: ['sessions'],
  },
  'a lost database is put back': {
    before: () => db.meta.clear(),
    does: () => putBack(db, { marker: { deviceId: 'device-1', life: 3 }, copies: [anOutboxRow({ run: OTHER_RUN })] }),
    writes: ['meta'],
  },
  'an older database is outlived': {
    before: () =>
      db.meta.bulkPut([
        { name: 'device-id', value: 'device-1' },
        { name: 'life', value: 0 },
      ]),
    does: () => putBack(db, { marker: { deviceId: 'device-1', life: 3 }, copies: [] }),
    writes: ['meta', 'runs'],
  },
  'what was received long ago is cleaned up': {
    before: () =>
      db.runs.put(
        aRun({ seq: 2, ackedSeq: 2, state: 'received', submit: aSubmit(), receipt: 'a.b.c', receivedAt: T0 }),
      ),
    does: () => cleanUp(db, { now: T0 + 1e12, workspaceId: 'demo' }),
    writes: ['sessions'],
  },
};

/** But for the count of tickets that were tried, which is written before one is. */
async function rowsNow() {
  const { meta, ...rows } = await allRows(db);
  return { ...rows, meta: meta?.filter((row) => (row as { name: string }).name !== 'wrong-tickets') };
}

/** Those that answer with a failure instead of throwing it. */
const saysSo = (outcome: unknown) => outcome instanceof Error || (outcome as { reason?: string })?.reason === 'storage';

describe.each(Object.entries(acts))('when %s', (_, { before, does, writes }) => {
  test.each(
    writes.flatMap(
      (store) =>
        [
          [store, 'QuotaExceededError'],
          [store, 'UnknownError'],
        ] as const,
    ),
  )('and a write to %s fails with %s, nothing has changed, and it works later', async (store, error) => {
    await before?.();
    const rows = await rowsNow();
    const disk = failWrites(store, error);
    try {
      const outcome = await does().catch((thrown: unknown) => thrown);
      expect(disk.failed()).toBeGreaterThan(0);
      expect(saysSo(outcome)).toBe(true);
      expect(await rowsNow()).toEqual(rows);
    } finally {
      disk.heal();
    }
    expect(saysSo(await does())).toBe(false);
    expect(await rowsNow()).not.toEqual(rows);
  });
});
