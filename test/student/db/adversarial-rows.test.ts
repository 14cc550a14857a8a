/*
 * Rows that this version cannot read lie among those that it can: a disk was damaged, or a newer version of the app was here and
 * was taken back. Oracle: they stay where they are and as they are, nothing that they refer to goes, and everything of the
 * rows beside them goes on as if they were not there.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applySessions } from '../../../src/student/db/apply-sessions.ts';
import { applyStatement, type Statement } from '../../../src/student/db/apply-statement.ts';
import { cleanUp } from '../../../src/student/db/clean-up.ts';
import type { SatchelDatabase } from '../../../src/student/db/database.ts';
import { lockPartition } from '../../../src/student/db/lock.ts';
import { sweepPackages } from '../../../src/student/db/packages.ts';
import { signInOffline, signInOnline } from '../../../src/student/db/partitions.ts';
import { readDevice } from '../../../src/student/db/read-tests.ts';
import { keepCopies, readCopies } from '../../../src/student/db/second-copy.ts';
import { exportResponses } from '../../../src/student/sync/export-responses.ts';
import { anOutboxRow, asAnswer, asOutbox, asRun, OTHER_RUN, OTHER_WRITER } from './damaged-rows.ts';
import { listedSession, listOf } from './listed.ts';
import { mapCopies } from './map-copies.ts';
import { anAnswer, aPartition, aRun, aSession, aSubmit, freshDatabase, PACKAGE, PARTITION, RUN, T0 } from './rows.ts';

const TICKET = 'ABCDEFGH';
const DAY = 24 * 3_600_000;
const NEWER = 'c'.repeat(64);
const PICTURE = 'd'.repeat(64);

let db: SatchelDatabase;
beforeEach(async () => {
  db = freshDatabase();
  await db.partitions.put(aPartition());
});
afterEach(() => db.close());

const sealRun = async () => 'sealed';
const signIn = () =>
  signInOnline(
    db,
    TICKET,
    { token: 'd1.token', student: { id: 'student-1', name: 'Ada' }, workspace: { id: 'demo', name: 'Demo' } },
    10,
  );
const lock = () => lockPartition(db, PARTITION, { sealRun, now: () => T0, comesBack: false });
const held = (part: Partial<Statement['payload']> = {}): Statement => ({
  kind: 'held',
  jws: 'h.p.s',
  payload: {
    session: 'session-1',
    run: RUN,
    writer: aRun().writer,
    through: 1,
    count: 1,
    receivedAt: '2026-03-02T10:00:00Z',
    standing: 'answers',
    ...part,
  },
});
const packageRow = (hash: string, media: string[] = []) => ({
  hash,
  examId: 'exam-1',
  examVersion: 0,
  items: [],
  media: media.map((of) => ({ hash: of, bytes: 1 })),
  keys: null,
});

describe('a run that cannot be read', () => {
  const unreadable = asRun({ run: OTHER_RUN, state: 'paused', package: NEWER, seq: 3 });
  beforeEach(async () => {
    await db.runs.bulkPut([unreadable, aRun({ seq: 1 })]);
    await db.answers.bulkPut([anAnswer({ seq: 1 }), anAnswer({ seq: 3, run: OTHER_RUN })]);
  });
  const expectKept = async () => {
    expect(await db.runs.get(OTHER_RUN)).toEqual(unreadable);
    expect(await db.answers.get([OTHER_RUN, 'item-1', 'q3'])).toEqual(anAnswer({ seq: 3, run: OTHER_RUN }));
  };

  test('is not shown, and hides nothing else', async () => {
    expect((await readDevice(db, PARTITION)).runs.map(({ run }) => run.run)).toEqual([RUN]);
  });

  test('keeps the package that it is answered on, and the pictures in it', async () => {
    await db.packages.put(packageRow(NEWER, [PICTURE]));
    await db.items.put({ package: NEWER, id: 'item-1', sealed: 'x' });
    await db.media.put({ hash: PICTURE, sealed: new Uint8Array(3) });
    await sweepPackages(db);
    expect(await Promise.all([db.packages.count(), db.items.count(), db.media.count()])).toEqual([1, 1, 1]);
  });

  test('hears nothing of a list, and the run beside it hears what is new', async () => {
    const token = { uploadToken: 'u1.new' };
    const items = [listedSession({ id: 'session-2', run: OTHER_RUN, ...token }), listedSession(token)];
    expect(await applySessions(db, PARTITION, listOf(items), T0)).toBe(true);
    expect((await db.runs.get(RUN))?.uploadToken).toBe('u1.new');
    await expectKept();
  });

  test('stays when its student leaves and comes back, and what can be read is sealed and put back', async () => {
    await db.partitions.clear();
    await signIn();
    await lock();
    expect(await db.runs.get(RUN)).toMatchObject({ sealed: 'snapshot' });
    await expectKept();
    expect(await signInOffline(db, TICKET, T0)).toMatchObject({ ok: true });
    expect(await db.answers.get([RUN, 'item-1', 'q1'])).toEqual(anAnswer({ seq: 1 }));
    await expectKept();
  });

  test('stays whatever staff want removed, and however long ago', async () => {
    await db.runs.put(asRun({ ...unreadable, state: 'received!', receipt: 'a.b.c', receivedAt: T0 }));
    const said = { now: T0 + 90 * DAY, workspaceId: 'demo', clearReceivedAt: T0 + 90 * DAY };
    expect(await cleanUp(db, said)).toBe(0);
    expect(await db.runs.get(OTHER_RUN)).toMatchObject({ state: 'received!' });
    expect(await db.answers.count()).toBe(2);
  });

  test('has no copy made, and the run beside it has', async () => {
    const copies = mapCopies();
    await keepCopies({ db, copies, sealRun, now: () => T0 }, new Map());
    expect((await readCopies(copies)).map(({ run }) => run)).toEqual([RUN]);
  });

  test('is no obstacle to a file of the rest', async () => {
    const file = await exportResponses(db, () => true, T0);
    expect(file).toMatchObject({ runs: 1 });
    await expectKept();
  });

  test('takes no statement, and what is sealed of it does', async () => {
    await db.outbox.put(anOutboxRow({ run: OTHER_RUN, seq: 3 }));
    expect(await applyStatement(db, held({ run: OTHER_RUN, through: 3 }))).toBe(true);
    expect(await db.outbox.get([OTHER_RUN, aRun().writer])).toMatchObject({ sent: true });
    await expectKept();
  });

  test('whose student left on a newer version gets its answers back all the same', async () => {
    await db.partitions.clear();
    await signIn();
    await db.runs.put(aRun({ run: OTHER_RUN, seq: 3 }));
    await lock();
    await db.runs.update(OTHER_RUN, { state: 'paused' as never });
    expect(await signInOffline(db, TICKET, T0)).toMatchObject({ ok: true });
    expect(await db.answers.get([OTHER_RUN, 'item-1', 'q3'])).toEqual(anAnswer({ seq: 3, run: OTHER_RUN }));
    expect(await db.runs.get(OTHER_RUN)).toMatchObject({ sealed: null, state: 'paused', seq: 3 });
    // This version does not upload it from its rows: what is sealed goes on to be what goes up.
    expect(await db.outbox.get([OTHER_RUN, aRun().writer])).toMatchObject({ sent: false, jwe: 'sealed' });
  });
});

describe('an answer that cannot be read', () => {
  const unreadable = asAnswer({ run: OTHER_RUN, questionId: 'q9', seq: 'nine' });
  beforeEach(async () => {
    await db.runs.bulkPut([aRun({ run: OTHER_RUN, sessionId: 'session-0', seq: 9 }), aRun({ seq: 1 })]);
    await db.answers.bulkPut([anAnswer({ seq: 1 }), anAnswer({ run: OTHER_RUN, seq: 2 }), unreadable]);
  });
  const stored = () => db.answers.get([OTHER_RUN, 'item-1', 'q9']);

  test('is not shown, and hides no other of its run', async () => {
    const { runs } = await readDevice(db, PARTITION);
    expect(runs.map(({ run, answers }) => [run.run, answers.map(({ questionId }) => questionId)])).toEqual([
      [RUN, ['q1']],
      [OTHER_RUN, ['q2']],
    ]);
  });

  test('of one test keeps the list from telling no other what is new', async () => {
    const items = [
      listedSession({ id: 'session-0', run: OTHER_RUN, uploadToken: 'u1.new' }),
      listedSession({ uploadToken: 'u1.new' }),
    ];
    expect(await applySessions(db, PARTITION, listOf(items), T0)).toBe(true);
    expect((await db.runs.get(RUN))?.uploadToken).toBe('u1.new');
    expect(await stored()).toEqual(unreadable);
  });

  test('keeps its student from leaving: it cannot be sealed, and everything stays as it is', async () => {
    await db.partitions.clear();
    await signIn();
    await expect(lock()).rejects.toThrow('answers');
    expect(await db.partitions.get(PARTITION)).toMatchObject({ token: 'd1.token', key: expect.anything() });
    expect(await Promise.all([db.answers.count(), db.outbox.count(), db.snapshots.count()])).toEqual([3, 0, 0]);
  });

  test('keeps its attempt on the device for ever, received or not', async () => {
    const received = { state: 'received', submit: aSubmit(), receipt: 'a.b.c', receivedAt: T0, ackedSeq: 9 } as const;
    await db.runs.update(OTHER_RUN, received);
    expect(await cleanUp(db, { now: T0 + 900 * DAY, workspaceId: 'demo' })).toBe(0);
    expect(await stored()).toEqual(unreadable);
  });

  test('has the rest of its run copied and carried by file', async () => {
    const copies = mapCopies();
    const sealed: string[][] = [];
    const seal = async (_: unknown, answers: readonly { questionId: string }[]) => {
      sealed.push(answers.map(({ questionId }) => questionId));
      return 'sealed';
    };
    await keepCopies({ db, copies, sealRun: seal, now: () => T0 }, new Map());
    expect(sealed.sort()).toEqual([['q1'], ['q2']]);
    expect(await exportResponses(db, () => true, T0)).toMatchObject({ runs: 2 });
  });
});

describe('a sealed run in the outbox that cannot be read', () => {
  const unreadable = asOutbox({ writer: OTHER_WRITER, seq: -1, sent: 'perhaps' });
  beforeEach(async () => {
    await db.runs.put(aRun({ seq: 1, sealed: 'lost', writer: OTHER_WRITER }));
    await db.outbox.bulkPut([unreadable, anOutboxRow()]);
  });
  const stored = () => db.outbox.get([RUN, OTHER_WRITER]);

  test('lets the statement for the one beside it in', async () => {
    expect(await applyStatement(db, held())).toBe(true);
    expect(await db.outbox.get([RUN, aRun().writer])).toMatchObject({ sent: true });
    expect(await stored()).toEqual(unreadable);
  });

  test('is not taken for sent: its run is not counted anew while it may be all that there is', async () => {
    await applyStatement(db, held());
    expect(await db.runs.get(RUN)).toMatchObject({ sealed: 'lost', writer: OTHER_WRITER, seq: 1 });
  });

  test('does not keep its student out, whose snapshot is under an older ticket', async () => {
    await db.partitions.clear();
    await signIn();
    await lock();
    await db.partitions.update(PARTITION, { wrappedKey: new Uint8Array(60) });
    expect(await signIn()).toBe(PARTITION);
    expect(await db.partitions.get(PARTITION)).toMatchObject({ token: 'd1.token' });
    expect(await stored()).toEqual(unreadable);
  });

  test('stays whatever is cleaned up', async () => {
    expect(await cleanUp(db, { now: T0 + 900 * DAY, workspaceId: 'demo', clearReceivedAt: T0 })).toBe(0);
    expect(await stored()).toEqual(unreadable);
  });
});

describe('a session, a package or a student that cannot be read', () => {
  test('session: no package goes, because it may refer to any', async () => {
    await db.sessions.put({ ...aSession(), listed: 7 } as never);
    await db.packages.put(packageRow(PACKAGE));
    await sweepPackages(db);
    expect(await db.packages.count()).toBe(1);
  });

  test('package: its pictures stay with it', async () => {
    await db.sessions.put(aSession({ readyPackage: PACKAGE }));
    await db.packages.bulkPut([packageRow(PACKAGE), { ...packageRow(NEWER, [PICTURE]), examVersion: 'two' } as never]);
    await db.media.put({ hash: PICTURE, sealed: new Uint8Array(3) });
    await sweepPackages(db);
    expect(await db.media.count()).toBe(1);
    expect(await db.packages.count()).toBe(2);
  });

  test('student: another one can sign in, with and without a network', async () => {
    await db.partitions.put({ ...aPartition(), partition: 'demo/grace', wrappedKey: 'text' } as never);
    await db.partitions.delete(PARTITION);
    await signIn();
    await lock();
    expect(await signInOffline(db, TICKET, T0)).toEqual({ ok: true, partition: PARTITION });
  });
});
