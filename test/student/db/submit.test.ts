import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SatchelDatabase } from '../../../src/student/db/database.ts';
import { quarantineAnswers } from '../../../src/student/db/quarantine.ts';
import { RESTARTED } from '../../../src/student/db/run-transition.ts';
import { saveAnswers } from '../../../src/student/db/save-answer.ts';
import { submitRun } from '../../../src/student/db/submit.ts';
import { failWrites } from './failing-disk.ts';
import { anAnswer, aPartition, aRun, aSubmit, freshDatabase, RUN, T0, TAB } from './rows.ts';

const writing = { run: RUN, tab: TAB, now: T0 + 60_000, elapsedMs: 999.6 };
const choice = (itemId: string, questionId: string, index: number | null) => ({
  itemId,
  questionId,
  response: index === null ? null : { options: [{ index }] },
});
/** The digest as DESIGN states it, written out by hand. */
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

let db: SatchelDatabase;
beforeEach(async () => {
  db = freshDatabase();
  await db.partitions.put(aPartition({ clockOffsetMs: -250 }));
  await db.runs.put(aRun());
});
afterEach(() => {
  vi.restoreAllMocks();
  db.close();
});
const run = async () => (await db.runs.get(RUN)) ?? expect.fail('the run is gone');

describe('a submit', () => {
  test('names exactly what was answered here: sorted, without cleared, refused and foreign answers', async () => {
    await saveAnswers(db, writing, [
      choice('b', 'q', 1),
      choice('a', 'q2', 2),
      choice('a', 'q10', 3),
      choice('c', 'q', 0),
    ]);
    await saveAnswers(db, writing, [choice('c', 'q', null)]);
    await db.answers.bulkPut([
      anAnswer({ seq: 0, itemId: 'd', foreign: true }),
      { ...anAnswer({ seq: 6, itemId: 'e' }), problem: 'refused' },
    ]);
    expect(await submitRun(db, writing)).toMatchObject({ ok: true });
    const own =
      '[["a","q10",{"options":[{"index":3}]}],["a","q2",{"options":[{"index":2}]}],["b","q",{"options":[{"index":1}]}]]';
    expect(await run()).toMatchObject({
      state: 'submitted',
      submit: {
        count: 3,
        digest: sha256(own),
        through: 5,
        opening: 1,
        startedAt: T0,
        submittedAt: writing.now,
        clockOffsetMs: -250,
      },
    });
  });

  test('says how long the test was open, in whole milliseconds', async () => {
    await saveAnswers(db, writing, [choice('a', 'q', 0)]);
    await submitRun(db, writing);
    expect((await run()).submit?.elapsedMs).toBe(1999);
  });

  test('of nothing is a submit of nothing', async () => {
    await submitRun(db, writing);
    expect((await run()).submit).toMatchObject({ count: 0, through: 0, digest: sha256('[]') });
  });

  test('while an answer is being saved covers it, or comes before it and refuses it; never in between', async () => {
    for (let round = 0; round < 20; round++) {
      await db.answers.clear();
      await db.runs.put(aRun());
      await saveAnswers(db, writing, [choice('a', 'q', 0)]);
      const [submitted, saved] = await Promise.all([
        submitRun(db, writing),
        saveAnswers(db, writing, [choice('b', 'q', 1)]),
      ]);
      expect(submitted).toMatchObject({ ok: true });
      const { submit, seq } = await run();
      expect(submit).toMatchObject({ through: seq, count: saved.ok ? 2 : 1 });
      if (!saved.ok) expect(saved.reason).toBe('submitted');
    }
  });

  test('twice is one submit', async () => {
    await saveAnswers(db, writing, [choice('a', 'q', 0)]);
    await submitRun(db, writing);
    const { submit } = await run();
    expect(await submitRun(db, writing)).toEqual({ ok: false, reason: 'submitted' });
    expect((await run()).submit).toEqual(submit);
  });

  test('from a tab that lost the token is refused', async () => {
    expect(await submitRun(db, { ...writing, tab: 'tab-bbbbbbbbbbbbbbbb' })).toEqual({ ok: false, reason: 'tab' });
    expect((await run()).state).toBe('open');
  });

  test('of a run that was left behind is kept, and what is wrong stays said', async () => {
    await db.runs.update(RUN, { state: 'stranded', problem: RESTARTED });
    expect(await submitRun(db, writing)).toMatchObject({ ok: true });
    expect(await run()).toMatchObject({ state: 'submitted', problem: RESTARTED, submit: { count: 0 } });
  });

  test('on a full disk leaves the test open', async () => {
    const disk = failWrites('runs', 'QuotaExceededError');
    expect(await submitRun(db, writing)).toMatchObject({ ok: false, reason: 'storage' });
    disk.heal();
    expect(await run()).toMatchObject({ state: 'open', submit: null });
  });

  test('does not wait for a score that cannot be computed', async () => {
    await db.runs.update(RUN, { scoringKey: aRun().contentKey });
    expect(await submitRun(db, writing)).toMatchObject({ ok: true });
    expect((await run()).provisional).toBeNull();
  });
});

describe('an answer that the server refuses by name', () => {
  test('after the submit: the submit is made anew without it, under another id', async () => {
    await saveAnswers(db, writing, [choice('a', 'q', 0), choice('b', 'q', 9)]);
    await submitRun(db, writing);
    const before = (await run()).submit;
    await quarantineAnswers(db, RUN, [{ itemId: 'b', questionId: 'q', seq: 2, reason: 'there are 4 options' }]);
    const { submit } = await run();
    expect(submit).toMatchObject({ count: 1, digest: sha256('[["a","q",{"options":[{"index":0}]}]]'), through: 2 });
    expect(submit?.submitId).not.toBe(before?.submitId);
    expect(await db.answers.get([RUN, 'b', 'q'])).toMatchObject({
      problem: 'there are 4 options',
      response: { options: [{ index: 9 }] },
    });
  });

  test('that was changed meanwhile is not marked: the refusal was for the older value', async () => {
    await saveAnswers(db, writing, [choice('a', 'q', 9)]);
    await saveAnswers(db, writing, [choice('a', 'q', 1)]);
    await quarantineAnswers(db, RUN, [{ itemId: 'a', questionId: 'q', seq: 1, reason: 'there are 4 options' }]);
    expect(await db.answers.get([RUN, 'a', 'q'])).toMatchObject({ problem: null });
  });

  test('of a submit that has its receipt changes the submit no more', async () => {
    const submit = aSubmit({ through: 1, count: 1 });
    await db.runs.put(aRun({ seq: 1, state: 'received', submit }));
    await db.answers.put(anAnswer({ seq: 1 }));
    await quarantineAnswers(db, RUN, [{ itemId: 'item-1', questionId: 'q1', seq: 1, reason: 'late' }]);
    expect((await run()).submit).toEqual(submit);
  });
});
