/*
 * Changes of a run and its answers that come together, or not at all: what was refused by name, and the submit that is described
 * anew without it. Oracle: the rows, and the digest over those of them that are the device's own and not refused.
 */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ChangeRun, changeRun } from '../../../src/student/db/change-run.ts';
import type { SatchelDatabase } from '../../../src/student/db/database.ts';
import { markRun, quarantineAnswers } from '../../../src/student/db/quarantine.ts';
import { readRun } from '../../../src/student/db/read-row.ts';
import type { AnswerRow } from '../../../src/student/db/rows.ts';
import { saveAnswers } from '../../../src/student/db/save-answer.ts';
import { submitRun } from '../../../src/student/db/submit.ts';
import { describeAnswers } from '../../../src/student/db/submit-content.ts';
import { wholeRun } from '../../../src/student/db/whole-run.ts';
import { allRows } from './all-rows.ts';
import { asAnswer, OTHER_RUN } from './damaged-rows.ts';
import { anAnswer, aPartition, aRun, freshDatabase, RUN, T0, TAB } from './rows.ts';

const writing = { run: RUN, tab: TAB, now: T0, elapsedMs: 5 };

let db: SatchelDatabase;
beforeEach(async () => {
  db = freshDatabase();
  await db.partitions.put(aPartition());
  await db.runs.put(aRun({ seq: 3 }));
  await db.answers.bulkPut([1, 2, 3].map((seq) => anAnswer({ seq })));
});
afterEach(() => db.close());

const refuse = (seq: number, questionId = `q${seq}`, run = RUN) =>
  quarantineAnswers(db, run, [{ itemId: 'item-1', questionId, seq, reason: 'too long' }]);
const problems = async () => (await db.answers.toArray()).map(({ problem }) => problem);
const run = async () => readRun(await db.runs.get(RUN));

describe('an answer that was refused by name', () => {
  test('is marked with the reason, keeps its value and its number, and no other is touched', async () => {
    await refuse(2);
    expect(await db.answers.toArray()).toEqual([
      anAnswer({ seq: 1 }),
      { ...anAnswer({ seq: 2 }), problem: 'too long' },
      anAnswer({ seq: 3 }),
    ]);
    expect(await run()).toMatchObject({ seq: 3, ackedSeq: 0, state: 'open' });
  });

  test('is not the one that took its place meanwhile: the refusal is of the older value', async () => {
    await saveAnswers(db, writing, [{ itemId: 'item-1', questionId: 'q2', response: { value: 'shorter' } }]);
    await refuse(2);
    expect(await problems()).toEqual([null, null, null]);
  });

  test('is itself again once it was changed', async () => {
    await refuse(2);
    await saveAnswers(db, writing, [{ itemId: 'item-1', questionId: 'q2', response: { value: 'shorter' } }]);
    expect(await problems()).toEqual([null, null, null]);
    expect((await run()).seq).toBe(4);
  });

  test.each<[string, () => Promise<void>]>([
    ['of a question that is not here', () => refuse(2, 'q9')],
    ['under a number that is another question’s', () => refuse(3, 'q2')],
    ['of a run that is not here', () => refuse(2, 'q2', OTHER_RUN)],
  ])('%s is nobody’s', async (_, refused) => {
    const before = await allRows(db);
    await refused();
    expect(await allRows(db)).toEqual(before);
  });

  test('is not one that the server has by now: another pass brought it before the refusal was heard of', async () => {
    await submitRun(db, writing);
    await db.runs.update(RUN, { ackedSeq: 2 });
    const before = await allRows(db);
    await refuse(2);
    await refuse(1);
    expect((await allRows(db)).answers).toEqual(before.answers);
    const { count, digest } = await describeAnswers([1, 2, 3].map((seq) => anAnswer({ seq })));
    expect((await run()).submit).toMatchObject({ count, digest });
    await refuse(3);
    expect(await problems()).toEqual([null, null, 'too long']);
  });

  test('of a student who left is not here to be marked', async () => {
    await db.runs.update(RUN, { sealed: 'snapshot' });
    await refuse(2);
    expect(await problems()).toEqual([null, null, null]);
  });

  test('leaves a submit that waits to be made anew, over the rest, under another id', async () => {
    await submitRun(db, writing);
    const { submit: before } = await run();
    await refuse(2);
    const { submit, state } = await run();
    const rest = await describeAnswers([anAnswer({ seq: 1 }), anAnswer({ seq: 3 })]);
    expect(submit).toEqual({
      ...before,
      submitId: submit?.submitId,
      count: rest.count,
      digest: rest.digest,
      through: 3,
    });
    expect(submit?.submitId).not.toBe(before?.submitId);
    expect(state).toBe('submitted');
  });

  test('in a test that was received makes no submit anew', async () => {
    await submitRun(db, writing);
    await db.runs.update(RUN, { state: 'received', receipt: 'a.b.c', receivedAt: T0 });
    const before = (await run()).submit;
    await refuse(2);
    expect((await run()).submit).toEqual(before);
    expect(await problems()).toEqual([null, 'too long', null]);
  });

  test('whatever is refused, in whatever order: what waits is always described by what is left of it', async () => {
    await submitRun(db, writing);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 }), async (seqs) => {
        await db.answers.bulkPut([1, 2, 3].map((seq) => anAnswer({ seq })));
        for (const seq of seqs) await refuse(seq);
        const left = [1, 2, 3].filter((seq) => !seqs.includes(seq)).map((seq) => anAnswer({ seq }));
        const { count, digest } = await describeAnswers(left);
        if (seqs.length > 0) expect((await run()).submit).toMatchObject({ count, digest });
      }),
      { numRuns: 20 },
    );
  });
});

describe('a run that needs attention', () => {
  test('says why, and then does not any more; its answers are as they were', async () => {
    const answers = await db.answers.toArray();
    await markRun(db, RUN, 'ask your teacher');
    expect((await run()).problem).toBe('ask your teacher');
    await markRun(db, RUN, null);
    expect((await run()).problem).toBeNull();
    expect(await db.answers.toArray()).toEqual(answers);
  });
});

test('a run of which the server has everything by now does not come to need attention', async () => {
  await db.runs.update(RUN, { ackedSeq: 3 });
  await markRun(db, RUN, 'ask your teacher');
  expect((await run()).problem).toBeNull();
});

describe('a change of a run and its answers', () => {
  const change = (of: ChangeRun['change']) => changeRun(db, RUN, { change: of });

  test('that says nothing writes nothing, and answers so', async () => {
    const before = await allRows(db);
    expect(await change(() => null)).toBeNull();
    expect(await allRows(db)).toEqual(before);
  });

  test('that throws writes nothing', async () => {
    const before = await allRows(db);
    const broken = change((row, answers) => ({
      run: { ...row, seq: 99 },
      answers: answers.map((answer) => (answer.seq === 3 ? expect.fail('a bug') : { ...answer, seq: 99 })),
      resubmit: null,
    }));
    await expect(broken).rejects.toThrow('a bug');
    expect(await allRows(db)).toEqual(before);
  });

  test('whose preparation throws writes nothing', async () => {
    const before = await allRows(db);
    const prepare = async () => {
      await db.runs.update(RUN, { seq: 99 });
      throw new Error('no');
    };
    const touched = changeRun(db, RUN, { prepare, change: (row, answers) => ({ run: row, answers, resubmit: null }) });
    await expect(touched).rejects.toThrow('no');
    expect(await allRows(db)).toEqual(before);
  });

  test('writes an answer that it made, and leaves one that it left alone as it is on the disk', async () => {
    const newer = { ...anAnswer({ seq: 2 }), certainty: 0.5 };
    await db.answers.put(newer);
    await change((row, answers) => ({
      run: row,
      answers: answers.map((answer) => (answer.seq === 1 ? { ...answer, response: { value: 'x' } } : answer)),
      resubmit: null,
    }));
    expect(await db.answers.toArray()).toMatchObject([{ response: { value: 'x' } }, newer, { seq: 3 }]);
  });

  test('never writes over a value that this version cannot read: numbers and marks alone', async () => {
    const unreadable = asAnswer({ questionId: 'q9', seq: 9, response: { hologram: 1 } });
    await db.answers.put(unreadable);
    await change((row, answers) => ({
      run: { ...row, seq: 12 },
      answers: answers.map((answer): AnswerRow => ({ ...answer, seq: answer.seq + 3, problem: 'renumbered' })),
      resubmit: null,
    }));
    expect(await db.answers.get([RUN, 'item-1', 'q9'])).toEqual({ ...unreadable, seq: 12, problem: 'renumbered' });
  });

  test('asks for a submit over answers that change while they are hashed: it is over those that are there in the end', async () => {
    await submitRun(db, writing);
    let times = 0;
    await change((row, answers) => {
      times++;
      // As another tab would, between the hash and the second transaction.
      const extra = times > 1 ? [anAnswer({ seq: 4, questionId: 'late' })] : [];
      return { run: { ...row, seq: 4 }, answers: [...answers, ...extra], resubmit: 'submit-ccccccccccccc' };
    });
    const { submit } = await run();
    const { digest, count } = await describeAnswers(await db.answers.toArray());
    expect(submit).toMatchObject({ digest, count, through: 4, submitId: 'submit-ccccccccccccc' });
    expect(times).toBe(3);
  });
});

test('a whole run is every change from the first on, in batches that follow one another, however much is acknowledged', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 450 }), fc.nat(450), fc.boolean(), (seq, acked, isReceived) => {
      const answers = Array.from({ length: seq }, (_, at) => anAnswer({ seq: at + 1 }));
      const state = isReceived ? 'received' : 'open';
      const uploads = wholeRun(aRun({ seq, ackedSeq: Math.min(acked, seq), state }), answers);
      let reached = 0;
      const sent: number[] = [];
      for (const { sync } of uploads) {
        expect(sync.baseSeq).toBe(reached);
        reached = sync.lastSeq;
        sent.push(...Object.values(sync.seqs).flatMap((seqs) => Object.values(seqs)));
      }
      expect(reached).toBe(seq);
      expect(sent).toEqual(answers.map((answer) => answer.seq));
    }),
    { numRuns: 30 },
  );
});
