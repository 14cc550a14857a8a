import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ClaimAnswer } from '../../../src/shared/contract/device.ts';
import { NO_MARKS, readMarks, writeMarks } from '../../../src/shared/contract/student-marks.ts';
import { applyClaim, receiveClaim } from '../../../src/student/db/apply-claim.ts';
import type { SatchelDatabase } from '../../../src/student/db/database.ts';
import { MOVED } from '../../../src/student/db/run-transition.ts';
import { saveAnswers } from '../../../src/student/db/save-answer.ts';
import { anAnswer, aPartition, aRun, aSubmit, freshDatabase, PARTITION, RUN, T0, TAB } from './rows.ts';

const crossed = (index: number) =>
  writeMarks({ ...NO_MARKS, crossedOut: [['item-1', 'q1', [index]]] }) ?? expect.fail('one mark is not too much');
const option = (index: number) => ({ options: [{ index }] });
const claimed = (part: Partial<ClaimAnswer> = {}, state: Partial<ClaimAnswer['examSession']> = {}): ClaimAnswer => ({
  storeId: 'store-1',
  now: T0,
  examSession: { maturity: 'IN_PROGRESS', attempt: 1, run: RUN, epoch: 1, opening: 1, revision: 4, ...state },
  responses: {},
  ...part,
});

describe('the answers that a claim brings', () => {
  test('fill the questions that nobody answered here, as not this device’s own', () => {
    const own = anAnswer({ seq: 1, questionId: 'q1' });
    const claim = claimed({ responses: { 'item-1': { q1: option(3), q2: option(2) } } });
    const { answers, run } = receiveClaim(aRun({ seq: 1 }), [own], claim, 0);
    expect(answers).toMatchObject([
      { questionId: 'q1', response: option(0), foreign: false },
      { questionId: 'q2', response: option(2), foreign: true, seq: 0 },
    ]);
    expect(run).toMatchObject({ revision: 4, claimed: true, seq: 1 });
  });

  test('never replace an own answer as long as no other device held the run', () => {
    const own = anAnswer({ seq: 1, questionId: 'q1' });
    const claim = claimed({ responses: { 'item-1': { q1: option(3) } } });
    expect(receiveClaim(aRun({ seq: 1, ackedSeq: 1 }), [own], claim, 1).answers).toEqual([own]);
  });

  test('bring newer values of what had come from elsewhere before, and clear what was cleared there', () => {
    const theirs = anAnswer({ seq: 0, questionId: 'q1', foreign: true });
    const gone = anAnswer({ seq: 0, questionId: 'q2', foreign: true });
    const claim = claimed({ responses: { 'item-1': { q1: option(3) } } });
    expect(receiveClaim(aRun(), [theirs, gone], claim, 0).answers).toMatchObject([
      { response: option(3), foreign: true },
      { response: null, foreign: true },
    ]);
  });

  test('say where the student was, on a device where they were nowhere yet', () => {
    const claim = claimed({ view: { itemId: 'item-7' } });
    expect(receiveClaim(aRun(), [], claim, 0).run.view).toEqual({ itemId: 'item-7' });
    expect(receiveClaim(aRun({ view: { itemId: 'item-2' } }), [], claim, 0).run.view).toEqual({ itemId: 'item-2' });
  });

  test('brings the marks of the tools to a device where nothing was marked', () => {
    const claim = claimed({ view: { itemId: 'item-7', marks: '{}' } });
    expect(receiveClaim(aRun({ view: { itemId: 'item-2' } }), [], claim, 0).run.view).toEqual({
      itemId: 'item-2',
      marks: '{}',
    });
  });

  test('leaves the marks alone as long as no other device held the run', () => {
    const run = aRun({ view: { marks: crossed(0) } });
    expect(receiveClaim(run, [], claimed({ view: { marks: crossed(1) } }), 0).run).toMatchObject({ view: run.view });
  });

  test('of another run are passed over', () => {
    const run = aRun();
    expect(receiveClaim(run, [], claimed({}, { run: 'run-bbbbbbbbbbbbbbbb' }), 0).run).toBe(run);
  });
});

describe('coming back to a device after another one held the run', () => {
  const moved = (view: NonNullable<ClaimAnswer['view']>) => claimed({ view }, { epoch: 3 });

  test('shows what was marked there', () => {
    const { run } = receiveClaim(aRun({ view: { marks: crossed(0) } }), [], moved({ marks: crossed(1) }), 0);
    expect([run.view.marks, run.unsentMarks]).toEqual([crossed(1), undefined]);
  });

  test('puts what was marked here and never sent together with what was marked there', () => {
    const here = aRun({ view: { marks: crossed(0) }, unsentMarks: true });
    const { run } = receiveClaim(here, [], moved({ marks: crossed(1) }), 0);
    expect([readMarks(run.view.marks).crossedOut, run.unsentMarks]).toEqual([[['item-1', 'q1', [0, 1]]], true]);
  });

  const back = (responses: ClaimAnswer['responses']) => claimed({ responses }, { epoch: 3 });

  test('never takes away what only a store had that was lost since: the run counts from its first change again', () => {
    const own = anAnswer({ seq: 1, questionId: 'q1' });
    const { answers } = receiveClaim(aRun({ seq: 1, ackedSeq: 0 }), [own], back({}), 1);
    expect(answers).toEqual([{ ...own, seq: 2 }]);
  });

  test('shows what the student last saw, as a new change of this device, so that its submit covers it', () => {
    const acknowledged = anAnswer({ seq: 1, questionId: 'q1' });
    const { run, answers } = receiveClaim(
      aRun({ seq: 1, ackedSeq: 1, state: 'stranded', problem: MOVED }),
      [acknowledged],
      back({ 'item-1': { q1: option(3) } }),
      1,
    );
    expect(answers).toMatchObject([{ response: option(3), seq: 2, foreign: false }]);
    expect(run).toMatchObject({ epoch: 3, seq: 2, ackedSeq: 1, state: 'open', problem: null });
  });

  test('carries unsent answers along, whatever the server has for them, as changes of the new epoch', () => {
    const unsent = anAnswer({ seq: 2, questionId: 'q1' });
    const { run, answers } = receiveClaim(
      aRun({ seq: 2, ackedSeq: 1 }),
      [unsent],
      back({ 'item-1': { q1: option(3) } }),
      1,
    );
    expect(answers).toEqual([{ ...unsent, seq: 3 }]);
    expect(run).toMatchObject({ seq: 3, ackedSeq: 1 });
  });

  test('numbers what it carries in the order in which it was changed, and nothing that stands there as it is here', () => {
    const unsent = [
      anAnswer({ seq: 4, questionId: 'q1' }),
      anAnswer({ seq: 2, questionId: 'q2' }),
      anAnswer({ seq: 3, questionId: 'q3' }),
    ];
    const { run, answers } = receiveClaim(aRun({ seq: 4 }), unsent, back({ 'item-1': { q3: option(0) } }), 0);
    expect(answers.map(({ questionId, seq }) => [questionId, seq])).toEqual([
      ['q1', 6],
      ['q2', 5],
      ['q3', 3],
    ]);
    expect(run.seq).toBe(6);
  });

  test('leaves an answer that went past the disk afterwards in its place, and numbers the one that came after it', () => {
    const outdone = anAnswer({ seq: 1, questionId: 'q1' });
    const since = anAnswer({ seq: 2, questionId: 'q2' });
    const claim = claimed(
      { responses: { 'item-1': { q1: option(3), q2: option(3) } }, later: { 'item-1': { q1: 1, q2: 1 } } },
      { epoch: 3 },
    );
    expect(receiveClaim(aRun({ seq: 2 }), [outdone, since], claim, 0).answers).toMatchObject([
      { questionId: 'q1', response: option(3), seq: 3 },
      { questionId: 'q2', response: option(0), seq: 4 },
    ]);
  });

  test('an answer that was acknowledged after the claim was asked is not taken for an old one', () => {
    const justAcknowledged = anAnswer({ seq: 2, questionId: 'q1' });
    const run = aRun({ seq: 2, ackedSeq: 2 });
    expect(receiveClaim(run, [justAcknowledged], back({}), 1).answers).toEqual([{ ...justAcknowledged, seq: 3 }]);
  });

  test('an answer in the journal that stands by now is aside no more', () => {
    const answers = [anAnswer({ seq: 1, questionId: 'q1' }), anAnswer({ seq: 2, questionId: 'q2' })];
    const run = aRun({ seq: 2, ackedSeq: 2, state: 'stranded', aside: [[1, 2]] });
    const claim = claimed({ responses: { 'item-1': { q1: option(3), q2: option(0) } } });
    expect(receiveClaim(run, answers, claim, 2).run.aside).toEqual([[1, 1]]);
  });

  test('leaves what was submitted here as it was submitted', () => {
    const own = anAnswer({ seq: 1, questionId: 'q1' });
    const run = aRun({ seq: 1, ackedSeq: 1, state: 'submitted', submit: aSubmit({ through: 1 }) });
    expect(receiveClaim(run, [own], back({ 'item-1': { q1: option(3) } }), 1).answers).toEqual([own]);
  });
});

describe('applied to the device', () => {
  let db: SatchelDatabase;
  beforeEach(async () => {
    db = freshDatabase();
    await db.partitions.put(aPartition());
    await db.runs.put(aRun());
  });
  afterEach(() => db.close());

  test('what was answered while the claim was on its way stays', async () => {
    const writing = { run: RUN, tab: TAB, now: T0, elapsedMs: 0 };
    await saveAnswers(db, writing, [{ itemId: 'item-1', questionId: 'q1', response: option(1) }]);
    const claim = claimed({ responses: { 'item-1': { q1: option(3), q2: option(2) } } }, { epoch: 2 });
    await applyClaim(db, { run: RUN, partition: PARTITION, ackedSeq: 0 }, claim, T0);
    expect(await db.answers.toArray()).toMatchObject([
      { questionId: 'q1', response: option(1), seq: 2, foreign: false },
      { questionId: 'q2', response: option(2), seq: 0, foreign: true },
    ]);
    expect(await db.runs.get(RUN)).toMatchObject({ epoch: 2, seq: 2, revision: 4 });
  });

  test('for a run that this device does not have does nothing', async () => {
    expect(await applyClaim(db, { run: 'run-x', partition: PARTITION, ackedSeq: 0 }, claimed(), T0)).toBeNull();
    expect(await db.answers.count()).toBe(0);
  });
});
