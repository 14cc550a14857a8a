import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { syncBody } from '../../../src/shared/contract/set-responses.ts';
import { pendingBatch } from '../../../src/student/db/pending-batch.ts';
import type { AnswerRow, RunRow } from '../../../src/student/db/rows.ts';
import { anAnswer, aRun, aSubmit, T0 } from './rows.ts';

const big = { answers: 1000, size: 1_000_000 };
const questionsOf = (batch: ReturnType<typeof pendingBatch>) =>
  (batch?.responses ?? []).flatMap((item) => item.questions.map((question) => `${item.itemId}/${question.id}`));

describe('what to send next', () => {
  test('nothing, when the server has everything and nothing waits for a receipt', () => {
    expect(pendingBatch(aRun({ seq: 2, ackedSeq: 2 }), [anAnswer({ seq: 1 }), anAnswer({ seq: 2 })])).toBeNull();
  });

  test('the lowest changes that are not acknowledged, in ascending order', () => {
    const answers = [anAnswer({ seq: 4 }), anAnswer({ seq: 2 }), anAnswer({ seq: 3 }), anAnswer({ seq: 1 })];
    const batch = pendingBatch(aRun({ seq: 4, ackedSeq: 1 }), answers, { answers: 2, size: 10_000 });
    expect(questionsOf(batch)).toEqual(['item-1/q2', 'item-1/q3']);
    expect(batch?.sync).toMatchObject({ baseSeq: 1, lastSeq: 3, seqs: { 'item-1': { q2: 2, q3: 3 } } });
  });

  test('the counter as the end of the last batch, so that superseded changes are covered', () => {
    // Three changes of one question: only the third has a row.
    const batch = pendingBatch(aRun({ seq: 3 }), [anAnswer({ seq: 3 })]);
    expect(batch?.sync).toMatchObject({ baseSeq: 0, lastSeq: 3 });
  });

  test('a cleared answer as null', () => {
    const batch = pendingBatch(aRun({ seq: 1 }), [anAnswer({ seq: 1, response: null })]);
    expect(batch?.responses[0]?.questions).toEqual([{ id: 'q1', response: null }]);
  });

  test('never an answer that came from elsewhere', () => {
    const foreign = anAnswer({ seq: 0, questionId: 'theirs', foreign: true });
    expect(questionsOf(pendingBatch(aRun({ seq: 1 }), [foreign, anAnswer({ seq: 1 })]))).toEqual(['item-1/q1']);
  });

  test('a refused answer raw, with its number and the reason, and not among the responses', () => {
    const refused = anAnswer({ seq: 1, problem: 'index out of range' });
    const batch = pendingBatch(aRun({ seq: 2 }), [refused, anAnswer({ seq: 2 })]);
    expect(questionsOf(batch)).toEqual(['item-1/q2']);
    expect(batch?.sync.quarantined).toEqual([
      { itemId: 'item-1', questionId: 'q1', seq: 1, raw: '{"options":[{"index":0}]}', reason: 'index out of range' },
    ]);
    expect(batch?.sync.seqs).toEqual({ 'item-1': { q2: 2 } });
  });

  test('a value that this version cannot read as the text that is on the disk', () => {
    const row = anAnswer({ seq: 1, response: null, raw: '{"hologram":7}', problem: 'unreadable' });
    expect(pendingBatch(aRun({ seq: 1 }), [row])?.sync.quarantined?.[0]?.raw).toBe('{"hologram":7}');
  });

  test('the submit with the last batch only', () => {
    const run = aRun({ seq: 3, state: 'submitted', submit: aSubmit({ through: 3 }) });
    const answers = [1, 2, 3].map((seq) => anAnswer({ seq }));
    const first = pendingBatch(run, answers, { answers: 2, size: 10_000 });
    expect(first).toMatchObject({ submitForScoring: false });
    expect(first?.sync.submit).toBeUndefined();
    const last = pendingBatch({ ...run, ackedSeq: 2 }, answers, { answers: 2, size: 10_000 });
    expect(last).toMatchObject({ submitForScoring: true, sync: { lastSeq: 3, submit: { through: 3 } } });
  });

  test('the submit alone, when its answers are there but the receipt is not', () => {
    const run = aRun({ seq: 1, ackedSeq: 1, state: 'submitted', submit: aSubmit({ through: 1 }) });
    const batch = pendingBatch(run, [anAnswer({ seq: 1 })]);
    expect(batch).toMatchObject({ responses: [], submitForScoring: true, sync: { baseSeq: 1, lastSeq: 1 } });
  });

  test('the submit of a run that was left behind along with its answers, for the case that staff restore it', () => {
    const run = aRun({ seq: 1, state: 'stranded', submit: aSubmit() });
    expect(pendingBatch(run, [anAnswer({ seq: 1 })])).toMatchObject({ submitForScoring: true });
    expect(pendingBatch({ ...run, ackedSeq: 1 }, [anAnswer({ seq: 1 })])).toBeNull();
  });

  test('no submit that has its receipt', () => {
    const run = aRun({ seq: 2, ackedSeq: 1, state: 'received', submit: aSubmit() });
    expect(pendingBatch(run, [anAnswer({ seq: 2 })])).toMatchObject({ submitForScoring: false });
  });

  test('one answer that is larger than the limit still goes, alone', () => {
    const huge = anAnswer({ seq: 1, response: { value: 'x'.repeat(5000) } });
    const batch = pendingBatch(aRun({ seq: 2 }), [huge, anAnswer({ seq: 2 })], { answers: 10, size: 1000 });
    expect(questionsOf(batch)).toEqual(['item-1/q1']);
  });

  test('a batch without answers, to ask whether the server works at all', () => {
    const run = aRun({ seq: 2, ackedSeq: 1, state: 'submitted', submit: aSubmit() });
    const probe = pendingBatch(run, [anAnswer({ seq: 2 })], { answers: 0, size: 1000 });
    expect(probe).toMatchObject({ responses: [], submitForScoring: false, sync: { baseSeq: 1, lastSeq: 1 } });
  });

  test('where the student was, once they were somewhere', () => {
    const view = { itemId: 'item-2', flagged: [['item-1', 'q1']] as Array<[string, string]> };
    expect(pendingBatch(aRun({ seq: 1, view }), [anAnswer({ seq: 1 })])?.sync.view).toEqual(view);
    expect(pendingBatch(aRun({ seq: 1 }), [anAnswer({ seq: 1 })])?.sync.view).toBeUndefined();
  });

  test('what they marked with the tools, in the last batch, and only while the server has not taken it', () => {
    const view = { marks: '{}' };
    const answers = [anAnswer({ seq: 1 }), anAnswer({ seq: 2 })];
    const run = aRun({ seq: 2, view, unsentMarks: true });
    expect(pendingBatch(run, answers)?.sync.view).toEqual(view);
    expect(pendingBatch(run, answers, { answers: 1, size: 1000 })?.sync.view).toBeUndefined();
    expect(pendingBatch(aRun({ seq: 2, view }), answers)?.sync.view).toBeUndefined();
  });

  test('marks alone, but of a device that answered nothing, nor of a test that is submitted', () => {
    const marked = { view: { marks: '{}' }, unsentMarks: true };
    const batch = pendingBatch(aRun({ seq: 2, ackedSeq: 2, ...marked }), []);
    expect(batch).toMatchObject({ responses: [], sync: { baseSeq: 2, lastSeq: 2, view: { marks: '{}' } } });
    expect(pendingBatch(aRun(marked), [])).toBeNull();
    const received = aRun({ seq: 2, ackedSeq: 2, state: 'received', submit: aSubmit(), ...marked });
    expect(pendingBatch(received, [])).toBeNull();
  });
});

/** Runs as saving makes them: each question has its latest change, changes that were replaced have no row. */
const savedRun = fc
  .record({
    changes: fc.array(fc.tuple(fc.nat(4), fc.nat(3)), { maxLength: 40 }),
    refused: fc.func(fc.boolean()),
    acked: fc.nat(40),
    isSubmitted: fc.boolean(),
  })
  .map(({ changes, refused, acked, isSubmitted }): { run: RunRow; answers: AnswerRow[] } => {
    const rows = new Map<string, AnswerRow>();
    changes.forEach(([item, question], at) => {
      const seq = at + 1;
      const row = anAnswer({ seq, itemId: `item-${item}`, questionId: `q${question}`, savedAt: T0 + seq });
      rows.set(`${item}/${question}`, refused(seq) ? { ...row, problem: 'refused' } : row);
    });
    const seq = changes.length;
    const submit = isSubmitted ? aSubmit({ through: seq }) : null;
    const run = aRun({ seq, ackedSeq: Math.min(acked, seq), submit, state: isSubmitted ? 'submitted' : 'open' });
    return { run, answers: [...rows.values()] };
  });

const limits = fc.record({ answers: fc.integer({ min: 1, max: 7 }), size: fc.integer({ min: 1, max: 2000 }) });

describe('for every run', () => {
  test('a batch is what the wire takes', () => {
    fc.assert(
      fc.property(savedRun, limits, ({ run, answers }, limit) => {
        const batch = pendingBatch(run, answers, limit);
        if (batch !== null) expect(syncBody.safeParse(batch).success).toBe(true);
      }),
    );
  });

  test('it holds exactly the questions whose latest change lies in (baseSeq, lastSeq]', () => {
    fc.assert(
      fc.property(savedRun, limits, ({ run, answers }, limit) => {
        const batch = pendingBatch(run, answers, limit);
        if (batch === null) return;
        const { baseSeq, lastSeq, quarantined = [] } = batch.sync;
        expect(baseSeq).toBe(run.ackedSeq);
        const inRange = answers.filter((row) => row.seq > baseSeq && row.seq <= lastSeq);
        const sent = [...questionsOf(batch), ...quarantined.map((row) => `${row.itemId}/${row.questionId}`)];
        expect(sent.sort()).toEqual(inRange.map((row) => `${row.itemId}/${row.questionId}`).sort());
      }),
    );
  });

  test('sending and acknowledging batch after batch brings every answer exactly once, and the submit at the end', () => {
    fc.assert(
      fc.property(savedRun, limits, ({ run, answers }, limit) => {
        const arrived: number[] = [];
        let submits = 0;
        let left = run;
        for (let guard = 0; guard < 100; guard++) {
          const batch = pendingBatch(left, answers, limit);
          if (batch === null) break;
          expect(submits).toBe(0);
          expect(batch.submitForScoring).toBe(batch.sync.submit !== undefined);
          arrived.push(...Object.values(batch.sync.seqs).flatMap((seqs) => Object.values(seqs)));
          arrived.push(...(batch.sync.quarantined ?? []).map((row) => row.seq));
          const isReceipted = batch.sync.submit !== undefined;
          if (isReceipted) submits++;
          left = { ...left, ackedSeq: batch.sync.lastSeq, state: isReceipted ? 'received' : left.state };
        }
        const expected = answers.filter((row) => row.seq > run.ackedSeq).map((row) => row.seq);
        expect(arrived.sort((a, b) => a - b)).toEqual(expected.sort((a, b) => a - b));
        expect(left.ackedSeq).toBe(run.seq);
        expect(submits).toBe(run.submit === null ? 0 : 1);
      }),
    );
  });

  test('no batch is larger than its limits, unless it is a single answer', () => {
    fc.assert(
      fc.property(savedRun, limits, ({ run, answers }, limit) => {
        const batch = pendingBatch(run, answers, limit);
        const count = questionsOf(batch).length + (batch?.sync.quarantined?.length ?? 0);
        expect(count).toBeLessThanOrEqual(Math.max(1, limit.answers));
        if (count > 1) expect(JSON.stringify(batch?.responses).length).toBeLessThanOrEqual(limit.size);
      }),
    );
  });

  test('the order in which the rows were read does not matter', () => {
    fc.assert(
      fc.property(savedRun, fc.nat(), ({ run, answers }, turn) => {
        const at = answers.length === 0 ? 0 : turn % answers.length;
        const turned = [...answers.slice(at), ...answers.slice(0, at)];
        expect(pendingBatch(run, turned, big)).toEqual(pendingBatch(run, answers, big));
      }),
    );
  });
});
