import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SyncAnswer } from '../../../src/shared/contract/set-responses.ts';
import { receiveClaim } from '../../../src/student/db/apply-claim.ts';
import { pendingBatch } from '../../../src/student/db/pending-batch.ts';
import type { AnswerRow, RunRow } from '../../../src/student/db/rows.ts';
import { DIFFERS, MOVED, RESTARTED, receiveAnswer, reopen } from '../../../src/student/db/run-transition.ts';
import { isUnsent } from '../../../src/student/db/runs.ts';
import { answerOf, received } from './received.ts';
import { anAnswer, aRun, aSubmit, RUN, WRITER } from './rows.ts';

const receiptFor = (submitId: string, part: object = {}) => ({
  jws: 'h.p.s',
  payload: {
    session: 'session-1',
    run: RUN,
    attempt: 1,
    submitId,
    count: 1,
    digest: 'd'.repeat(64),
    receivedAt: '2026-03-02T10:00:00Z',
    ...part,
  },
});

const one = [anAnswer({ seq: 1 })];

describe('applied', () => {
  test('acknowledges what the server has on its disk', () => {
    const run = aRun({ seq: 1 });
    expect(receiveAnswer(run, one, received(run, one)).run).toMatchObject({ ackedSeq: 1, state: 'open' });
  });

  test('that comes late, after a later one, takes nothing back', () => {
    const run = aRun({ seq: 3, ackedSeq: 3 });
    const late = { ...received(aRun({ seq: 1 }), one), answer: answerOf({ ackedThrough: 1 }) };
    expect(receiveAnswer(run, one, late).run.ackedSeq).toBe(3);
  });

  test('of an answer that was changed meanwhile leaves the change unsent', () => {
    const before = aRun({ seq: 1 });
    const sent = received(before, one);
    const after = receiveAnswer(aRun({ seq: 2 }), [anAnswer({ seq: 2, questionId: 'q1' })], sent).run;
    expect(after).toMatchObject({ seq: 2, ackedSeq: 1 });
    expect(isUnsent(after)).toBe(true);
  });

  test('to a batch of a writer that this run gave up is passed over', () => {
    const run = aRun({ seq: 1 });
    const old = received(run, one);
    const now = aRun({ seq: 1, writer: 'writer-ccccccccccccc' });
    expect(receiveAnswer(now, one, old).run).toEqual(now);
  });

  test('to a batch that took the run over leaves it to be claimed, which tells by the epoch what another device replaced', () => {
    const run = aRun({ seq: 1, claimed: true });
    const answer = answerOf({ ackedThrough: 1, examSession: { ...answerOf().examSession, epoch: 3 } });
    const after = receiveAnswer(run, one, received(run, one, { answer }));
    expect(after.run).toMatchObject({ ackedSeq: 1, epoch: 1, claimed: false });

    const theirs = { options: [{ index: 3 }] };
    const { itemId, questionId } = anAnswer({ seq: 1 });
    const claim = { ...answer, responses: { [itemId]: { [questionId]: theirs } } };
    const fetched = receiveClaim(after.run, after.answers, claim, after.run.ackedSeq);
    expect(fetched.run).toMatchObject({ epoch: 3, claimed: true });
    expect(fetched.answers).toMatchObject([{ itemId, questionId, response: theirs }]);
  });

  test('for a run that was stranded, because staff brought it back, opens it again', () => {
    const run = aRun({ seq: 1, state: 'stranded', problem: RESTARTED, held: 'h.p.s' });
    expect(receiveAnswer(run, one, received(run, one)).run).toMatchObject({ state: 'open', problem: null, held: null });
  });
});

describe('a receipt', () => {
  const run = aRun({ seq: 1, state: 'submitted', submit: aSubmit({ through: 1 }) });
  const complete = { ...answerOf().examSession, maturity: 'COMPLETE' };
  const answer = answerOf({ ackedThrough: 1, examSession: complete });

  test('for this submit makes the run received, by the server’s clock', () => {
    const receipt = receiptFor('submit-aaaaaaaaaaaaa');
    expect(receiveAnswer(run, one, received(run, one, { answer, receipt })).run).toMatchObject({
      state: 'received',
      receipt: 'h.p.s',
      receivedAt: Date.parse('2026-03-02T10:00:00Z'),
    });
  });

  test.each([
    ['another submit', receiptFor('submit-zzzzzzzzzzzzz')],
    ['another run', receiptFor('submit-aaaaaaaaaaaaa', { run: 'run-zzzzzzzzzzzzzzzz' })],
    ['another session', receiptFor('submit-aaaaaaaaaaaaa', { session: 'session-2' })],
    ['nothing genuine', null],
  ])('for %s leaves it waiting', (_, receipt) => {
    const after = receiveAnswer(run, one, received(run, one, { answer, receipt })).run;
    expect(after).toMatchObject({ state: 'submitted', receipt: null });
    expect(isUnsent(after)).toBe(true);
  });

  test('that states other answers than the submit is a receipt in need of attention', () => {
    const receipt = receiptFor('submit-aaaaaaaaaaaaa', { digest: 'e'.repeat(64) });
    const after = receiveAnswer(run, one, received(run, one, { answer, receipt })).run;
    expect(after).toMatchObject({ state: 'received', receipt: 'h.p.s', problem: DIFFERS });
  });
});

describe('gap', () => {
  test('that comes late raises nothing', () => {
    const run = aRun({ seq: 3, ackedSeq: 1 });
    const answers = [1, 2, 3].map((seq) => anAnswer({ seq }));
    const answer = answerOf({ outcome: 'gap', ackedThrough: 2 });
    expect(receiveAnswer(run, answers, received(run, answers, { answer })).run.ackedSeq).toBe(1);
  });

  test('goes back to what the server has, so that the rest is sent again', () => {
    const run = aRun({ seq: 3, ackedSeq: 2 });
    const answers = [1, 2, 3].map((seq) => anAnswer({ seq }));
    const answer = answerOf({ outcome: 'gap', ackedThrough: 0 });
    const after = receiveAnswer(run, answers, received(run, answers, { answer })).run;
    expect(after.ackedSeq).toBe(0);
    expect(pendingBatch(after, answers)?.sync).toMatchObject({ baseSeq: 0, lastSeq: 3 });
  });
});

describe('stranded', () => {
  const run = aRun({ seq: 1 });

  test('by a reset keeps every answer, says why, and keeps what the server signed', () => {
    const examSession = { ...answerOf().examSession, run: 'run-bbbbbbbbbbbbbbbb' };
    const answer = answerOf({ outcome: 'stranded', ackedThrough: 1, examSession });
    const after = receiveAnswer(run, one, received(run, one, { answer, held: 'h.h.h' }));
    expect(after.run).toMatchObject({ state: 'stranded', problem: RESTARTED, held: 'h.h.h', ackedSeq: 1 });
    expect(after.answers).toEqual(one);
  });

  test('by another device says so', () => {
    const answer = answerOf({ outcome: 'stranded', ackedThrough: 1 });
    expect(receiveAnswer(run, one, received(run, one, { answer })).run.problem).toBe(MOVED);
  });

  test('puts aside what was sent, and of a run that was put away all of it', () => {
    const three = aRun({ seq: 3, ackedSeq: 1 });
    const answers = [1, 2, 3].map((seq) => anAnswer({ seq }));
    const moved = answerOf({ outcome: 'stranded', ackedThrough: 3 });
    expect(receiveAnswer(three, answers, received(three, answers, { answer: moved })).run.aside).toEqual([[2, 3]]);
    const away = { ...moved, examSession: { ...moved.examSession, run: 'run-bbbbbbbbbbbbbbbb' } };
    expect(receiveAnswer(three, answers, received(three, answers, { answer: away })).run.aside).toEqual([[1, 3]]);
  });

  test.each(['applied', 'incomplete'] as const)('is over when a batch is %s: nothing is aside any more', (outcome) => {
    const back = aRun({ seq: 3, ackedSeq: 2, aside: [[1, 2]] });
    const answers = [1, 2, 3].map((seq) => anAnswer({ seq }));
    const answer = answerOf({ outcome, ackedThrough: 3 });
    expect(receiveAnswer(back, answers, received(back, answers, { answer })).run.aside).toBeUndefined();
  });

  test('and opened again by staff leaves aside what was put there', () => {
    const left = aRun({ state: 'stranded', submit: aSubmit(), aside: [[1, 2]] });
    expect(reopen(left, 2, 'IN_PROGRESS')).toMatchObject({ state: 'open', aside: [[1, 2]] });
  });

  test('of a database that was put back: its numbers begin anew, and none of them is aside', () => {
    const left = aRun({ seq: 1, state: 'stranded', aside: [[1, 1]] });
    const answer = answerOf({ outcome: 'stranded', ackedThrough: 9 });
    expect(receiveAnswer(left, one, received(left, one, { answer })).run.aside).toBeUndefined();
  });

  test('after a submit is neither received nor given up', () => {
    const submitted = aRun({ seq: 1, state: 'submitted', submit: aSubmit({ through: 1 }) });
    const answer = answerOf({ outcome: 'stranded', ackedThrough: 1 });
    const after = receiveAnswer(submitted, one, received(submitted, one, { answer })).run;
    expect(after).toMatchObject({ state: 'stranded', receipt: null, submit: { through: 1 } });
  });
});

describe('incomplete', () => {
  const answers = [1, 2, 3].map((seq) => anAnswer({ seq }));
  const run = aRun({ seq: 3, state: 'submitted', submit: aSubmit({ through: 3 }) });
  const incomplete = (holds: NonNullable<SyncAnswer['holds']>) => {
    const answer = answerOf({ outcome: 'incomplete', ackedThrough: 3, holds });
    return receiveAnswer(run, answers, received(run, answers, { answer }));
  };

  test('gives the answers that the server does not hold as they are new numbers, and asks for a new submit', () => {
    const after = incomplete({ 'item-1': { q1: 1, q2: 1 } });
    expect(after.answers.map((row) => row.seq)).toEqual([1, 4, 5]);
    expect(after.run).toMatchObject({ seq: 5, ackedSeq: 3, state: 'submitted' });
    expect(after.resubmit).toBe('submit-bbbbbbbbbbbbb');
  });

  test('when no number differs, sends every answer again', () => {
    const after = incomplete({ 'item-1': { q1: 1, q2: 2, q3: 3 } });
    expect(after.answers.map((row) => row.seq)).toEqual([4, 5, 6]);
  });

  test('for a submit that is not the present one any more changes no number', () => {
    const sent = received(run, answers, { answer: answerOf({ outcome: 'incomplete', ackedThrough: 3, holds: {} }) });
    const now = { ...run, submit: aSubmit({ submitId: 'submit-ccccccccccccc', through: 3 }) };
    expect(receiveAnswer(now, answers, sent)).toMatchObject({ answers, resubmit: null });
  });
});

describe('a reopening', () => {
  test('gives a received test back to the student, to be submitted again', () => {
    const run = aRun({ seq: 1, state: 'received', submit: aSubmit(), receipt: 'h.p.s', receivedAt: 5 });
    expect(reopen(run, 2, 'IN_PROGRESS')).toMatchObject({ state: 'open', opening: 2, submit: null, receipt: null });
  });

  test('that is known already changes nothing', () => {
    const run = aRun({ state: 'received', submit: aSubmit(), opening: 2 });
    expect(reopen(run, 2, 'IN_PROGRESS')).toBe(run);
  });

  test('into a maturity that this version does not know opens nothing', () => {
    const run = aRun({ state: 'received', submit: aSubmit() });
    expect(reopen(run, 2, 'PAUSED')).toMatchObject({ state: 'received', opening: 2 });
  });

  test('that ended before this device heard of it asks for a submit of the present opening', () => {
    const run = aRun({ seq: 1, state: 'submitted', submit: aSubmit({ through: 1 }) });
    const examSession = { ...answerOf().examSession, maturity: 'COMPLETE', opening: 2 };
    const after = receiveAnswer(run, one, received(run, one, { answer: answerOf({ ackedThrough: 1, examSession }) }));
    expect(after).toMatchObject({ run: { state: 'submitted', opening: 2 }, resubmit: 'submit-bbbbbbbbbbbbb' });
  });
});

const rows = fc
  .uniqueArray(fc.record({ q: fc.nat(9), seq: fc.integer({ min: 1, max: 20 }) }), {
    selector: ({ seq }) => seq,
    maxLength: 8,
  })
  .map((list) => [...new Map(list.map((row) => [row.q, row])).values()])
  .map((list) => list.map(({ q, seq }) => anAnswer({ seq, questionId: `q${q}` })));
const states = fc.constantFrom('open', 'submitted', 'received', 'stranded') as fc.Arbitrary<RunRow['state']>;
const anyRun = fc.record({ answers: rows, state: states, acked: fc.nat(20) }).map(({ answers, state, acked }) => {
  const seq = Math.max(0, ...answers.map((row) => row.seq));
  const submit = state === 'open' || state === 'stranded' ? null : aSubmit({ through: seq });
  return { answers, run: aRun({ seq, ackedSeq: Math.min(acked, seq), state, submit }) };
});
const anyAnswer: fc.Arbitrary<SyncAnswer> = fc.record({
  outcome: fc.constantFrom('applied', 'gap', 'incomplete', 'stranded'),
  storeId: fc.constant('store-1'),
  now: fc.nat(),
  ackedThrough: fc.nat(25),
  examSession: fc.record({
    maturity: fc.constantFrom('NOT_STARTED', 'IN_PROGRESS', 'COMPLETE', 'PAUSED'),
    attempt: fc.constant(1),
    run: fc.constantFrom(RUN, 'run-bbbbbbbbbbbbbbbb'),
    epoch: fc.nat(3),
    opening: fc.nat(3),
    revision: fc.nat(3),
  }),
});

describe('whatever the server answers', () => {
  const forAll = (check: (given: { run: RunRow; answers: AnswerRow[] }, answer: SyncAnswer) => void) =>
    fc.assert(
      fc.property(anyRun, anyAnswer, (given, answer) => check(given, answer)),
      { numRuns: 500 },
    );
  const receive = (run: RunRow, answers: AnswerRow[], answer: SyncAnswer, sentSubmit = run.submit) =>
    receiveAnswer(run, answers, {
      sent: {
        submitForScoring: false,
        responses: [],
        sync: {
          protocol: 1,
          run: run.run,
          epoch: 1,
          writer: run.writer,
          package: run.package,
          baseSeq: 0,
          lastSeq: 0,
          seqs: {},
          ...(sentSubmit && { submit: sentSubmit }),
        },
      },
      answer,
      receipt: null,
      held: null,
      newSubmitId: 'submit-bbbbbbbbbbbbb',
      newWriter: 'writer-bbbbbbbbbbbbb',
    });

  test('every answer of the student is still there with its value', () => {
    forAll(({ run, answers }, answer) => {
      const after = receive(run, answers, answer);
      expect(after.answers.map(({ questionId, response }) => [questionId, response])).toEqual(
        answers.map(({ questionId, response }) => [questionId, response]),
      );
    });
  });

  test('what counts as acknowledged never exceeds what was made, and falls only with a gap or a new writer', () => {
    forAll(({ run, answers }, answer) => {
      const after = receive(run, answers, answer).run;
      expect(after.ackedSeq).toBeLessThanOrEqual(after.seq);
      if (answer.outcome !== 'gap' && after.writer === WRITER) {
        expect(after.ackedSeq).toBeGreaterThanOrEqual(run.ackedSeq);
      }
    });
  });

  test('no two own answers share a number, and none is beyond the counter', () => {
    forAll(({ run, answers }, answer) => {
      const after = receive(run, answers, answer);
      const seqs = after.answers.filter((row) => !row.foreign).map((row) => row.seq);
      expect(new Set(seqs).size).toBe(seqs.length);
      for (const seq of seqs) expect(seq).toBeLessThanOrEqual(after.run.seq);
    });
  });

  test('nothing is received without a receipt', () => {
    forAll(({ run, answers }, answer) => {
      if (run.state !== 'received') expect(receive(run, answers, answer).run.state).not.toBe('received');
    });
  });

  test('an answer that comes twice does what it did once', () => {
    forAll(({ run, answers }, answer) => {
      const once = receive(run, answers, answer);
      const submit = once.resubmit === null ? once.run.submit : aSubmit({ submitId: once.resubmit });
      const twice = receive({ ...once.run, submit }, once.answers, answer, run.submit);
      expect(twice.answers).toEqual(once.answers);
      expect(twice.run.ackedSeq).toBe(once.run.ackedSeq);
      expect(twice.run.state).toBe(once.run.state);
    });
  });
});
