import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DeviceSession } from '../../../src/shared/contract/device-session.ts';
import { applySessions, hearOfRun } from '../../../src/student/db/apply-sessions.ts';
import type { SatchelDatabase } from '../../../src/student/db/database.ts';
import { markReady } from '../../../src/student/db/packages.ts';
import { readSession } from '../../../src/student/db/read-row.ts';
import { readyKeys } from '../../../src/student/db/ready-keys.ts';
import { RESTARTED } from '../../../src/student/db/run-transition.ts';
import { WIRE_KEY as KEY, listOf as list, listedSession } from './listed.ts';
import { anAnswer, aPartition, aRun, aSubmit, freshDatabase, PARTITION, RUN, T0, WRITER } from './rows.ts';

const ids = { writer: 'writer-bbbbbbbbbbbbb', submitId: 'submit-bbbbbbbbbbbbb' };

describe('what a list says of a run', () => {
  const hear = (run = aRun(), part: Partial<DeviceSession> = {}, answers = [anAnswer({ seq: 1 })]) =>
    hearOfRun(run, answers, listedSession(part), ids);

  test('is nothing when it says what is known', () => {
    expect(hear(aRun({ seq: 1 }))).toBeNull();
  });

  test('brings a new upload token', () => {
    expect(hear(aRun(), { uploadToken: 'u1.new' })?.run.uploadToken).toBe('u1.new');
  });

  test('acknowledges nothing: it tells numbers, and compares no answer', () => {
    expect(hear(aRun({ seq: 3, ackedSeq: 1 }), { ackedThrough: { [WRITER]: 3 } })).toBeNull();
    expect(hear(aRun({ seq: 3, ackedSeq: 3 }), { ackedThrough: { [WRITER]: 2 } })).toBeNull();
  });

  test('is another run: one that was open is left behind, with its answers', () => {
    const heard = hear(aRun({ seq: 1 }), { run: 'run-bbbbbbbbbbbbbbbb' });
    expect(heard?.run).toMatchObject({ state: 'stranded', problem: RESTARTED, seq: 1, ackedSeq: 0 });
    expect(heard?.answers).toHaveLength(1);
  });

  test('is another run: what was acknowledged of the one before counts for nothing now', () => {
    expect(hear(aRun({ seq: 3, ackedSeq: 2 }), { run: 'run-bbbbbbbbbbbbbbbb' })?.run.aside).toEqual([[1, 2]]);
  });

  test('is another run: one that was submitted or received waits for what the server says to its upload', () => {
    for (const state of ['submitted', 'received', 'stranded'] as const) {
      expect(hear(aRun({ state, submit: aSubmit() }), { run: 'run-bbbbbbbbbbbbbbbb' })).toBeNull();
    }
  });

  test('that is older than this database is a new writer', () => {
    const heard = hear(aRun({ seq: 1, ackedSeq: 0 }), { ackedThrough: { [WRITER]: 9 } });
    expect(heard?.run).toMatchObject({ writer: ids.writer, seq: 1, ackedSeq: 0 });
  });
});

describe('a list on the device', () => {
  let db: SatchelDatabase;
  beforeEach(async () => {
    db = freshDatabase();
    await db.partitions.put(aPartition());
  });
  afterEach(() => db.close());
  const session = async () => readSession(await db.sessions.get([PARTITION, 'session-1']));

  test('holds keys that nobody can read out again, and none as text', async () => {
    await applySessions(db, PARTITION, list([listedSession()]), T0);
    const { contentKey, runKey, scoringKey } = await session();
    expect([contentKey.extractable, runKey.extractable]).toEqual([false, false]);
    expect([contentKey.usages, runKey.usages]).toEqual([['decrypt'], ['encrypt']]);
    expect(scoringKey).toBeNull();
    expect(JSON.stringify(await db.sessions.toArray())).not.toContain(KEY);
  });

  test('measures the server’s clock', async () => {
    await applySessions(db, PARTITION, list([], { now: T0 + 5000 }), T0);
    expect(await db.partitions.get(PARTITION)).toMatchObject({ clockOffsetMs: 5000, listedAt: T0 + 5000 });
  });

  test('without a session that was listed before deletes nothing', async () => {
    await applySessions(db, PARTITION, list([listedSession()]), T0);
    await applySessions(db, PARTITION, list([], { now: T0 + 1 }), T0);
    expect((await session()).id).toBe('session-1');
  });

  test('that is older than the last one is passed over, unless it is of another store', async () => {
    const late = listedSession({ revision: 1 });
    expect(await applySessions(db, PARTITION, list([listedSession({ revision: 2 })], { now: T0 + 9 }), T0)).toBe(true);
    expect(await applySessions(db, PARTITION, list([late]), T0)).toBe(false);
    expect((await session()).listed.revision).toBe(2);
    expect(await applySessions(db, PARTITION, list([late], { storeId: 'store-2' }), T0)).toBe(true);
    expect((await session()).listed.revision).toBe(1);
  });

  test('that is older by far is taken: the server’s clock was ahead and was put right', async () => {
    const ahead = T0 + 365 * 86_400_000;
    await applySessions(db, PARTITION, list([listedSession({ revision: 1 })], { now: ahead }), T0);
    expect(await applySessions(db, PARTITION, list([listedSession({ revision: 2 })]), T0)).toBe(true);
    expect((await session()).listed.revision).toBe(2);
    expect(await db.partitions.get(PARTITION)).toMatchObject({ listedAt: T0 });
  });

  test('of another store makes every kept run of the student unsent, and no one else’s', async () => {
    const theirs = aRun({ run: 'run-of-another-one', partition: 'demo/grace', seq: 1, ackedSeq: 1 });
    const left = aRun({
      run: 'run-left-behind-aa',
      state: 'stranded',
      seq: 2,
      ackedSeq: 2,
      held: 'h.p.s',
      aside: [[1, 2]],
    });
    const mine = aRun({ seq: 3, ackedSeq: 3, state: 'received', submit: aSubmit(), receipt: 'h.p.s', receivedAt: T0 });
    await db.runs.bulkPut([mine, theirs, left]);
    await applySessions(db, PARTITION, list([listedSession()], { storeId: 'store-2' }), T0);
    expect(await db.runs.get(RUN)).toMatchObject({ ackedSeq: 0, state: 'submitted', receipt: null, receivedAt: null });
    // Its count of what others answered starts from an earlier time again: that is fetched anew too.
    expect(await db.runs.get(RUN)).toMatchObject({ revision: -1 });
    expect(await db.runs.get('run-left-behind-aa')).toMatchObject({ ackedSeq: 0, state: 'stranded', held: null });
    expect(await db.runs.get('run-left-behind-aa')).not.toHaveProperty('aside.0');
    expect(await db.runs.get('run-of-another-one')).toEqual(theirs);
  });

  test('the first one after a sign-in resets nothing', async () => {
    await db.partitions.put(aPartition({ storeId: null }));
    await db.runs.put(aRun({ seq: 1, ackedSeq: 1 }));
    await applySessions(db, PARTITION, list([listedSession()]), T0);
    expect(await db.runs.get(RUN)).toMatchObject({ ackedSeq: 1 });
  });

  test('that names a newer package keeps the older one ready, with the key that opens it', async () => {
    await applySessions(db, PARTITION, list([listedSession()]), T0);
    const { contentKey } = await session();
    await markReady(db, await session(), { package: 'a'.repeat(64), contentKey, scoringKey: null });
    expect(await session()).toMatchObject({ readyPackage: 'a'.repeat(64), readyContentKey: null });

    for (const hash of ['b', 'c']) {
      await applySessions(db, PARTITION, list([listedSession({}, hash.repeat(64))], { now: T0 + 1 }), T0);
      expect(await session()).toMatchObject({
        readyPackage: 'a'.repeat(64),
        listed: { package: { hash: hash.repeat(64) } },
      });
      expect(readyKeys(await session()).contentKey).toEqual(contentKey);
    }
    // And the key is the listed one again when the server goes back to that package.
    await applySessions(db, PARTITION, list([listedSession()], { now: T0 + 2 }), T0);
    expect(await session()).toMatchObject({ readyPackage: 'a'.repeat(64), readyContentKey: null });
  });

  test('that moved on during a download leaves the package ready with the key it was opened with', async () => {
    await applySessions(db, PARTITION, list([listedSession()]), T0);
    const { contentKey } = await session();
    await applySessions(db, PARTITION, list([listedSession({}, 'b'.repeat(64))], { now: T0 + 1 }), T0);
    await markReady(db, await session(), { package: 'a'.repeat(64), contentKey, scoringKey: null });
    expect((await session()).readyContentKey).not.toBeNull();
  });

  test('for a student whom this device does not know is passed over', async () => {
    expect(await applySessions(db, 'demo/nobody', list([listedSession()]), T0)).toBe(false);
    expect(await db.sessions.count()).toBe(0);
  });
});
