/*
 * What a claim, an acknowledgement or a list makes of a run, whatever they say. Oracle, against rows as saving makes them:
 *
 *  1. No own answer that is unsent changes its value, but for what this device itself sent past its disk afterwards.
 *  2. Own answers keep distinct numbers, none above the counter; the counter never falls but under a new writer.
 *  3. What is acknowledged never falls but with a gap, a new writer or a store that is another.
 *  4. Everything that a claim brings for a question that nobody answered here is there, and is not this device's own.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClaimAnswer } from '../../../src/shared/contract/device.ts';
import type { SyncAnswer } from '../../../src/shared/contract/set-responses.ts';
import { receiveClaim } from '../../../src/student/db/apply-claim.ts';
import { hearOfRun } from '../../../src/student/db/apply-sessions.ts';
import { BATCH_LIMITS, pendingBatch } from '../../../src/student/db/pending-batch.ts';
import type { AnswerRow, RunRow } from '../../../src/student/db/rows.ts';
import { type Received, type RunAndAnswers, receiveAnswer } from '../../../src/student/db/run-transition.ts';
import { OTHER_RUN } from './damaged-rows.ts';
import { listedSession } from './listed.ts';
import { answerOf } from './received.ts';
import { anAnswer, aRun, aSubmit, RUN, WRITER } from './rows.ts';

const option = (index: number) => ({ options: [{ index }] });
const QUESTIONS = ['q0', 'q1', 'q2', 'q3'];
const question = fc.constantFrom(...QUESTIONS);
const value = fc.option(fc.nat(3).map(option));

interface Rows {
  run: RunRow;
  answers: AnswerRow[];
}

/** As saving, claiming and uploading leave them: the latest change of each question, and what came from elsewhere. */
const rows: fc.Arbitrary<Rows> = fc
  .record({
    changes: fc.array(fc.tuple(question, value, fc.boolean()), { maxLength: 8 }),
    foreign: fc.uniqueArray(question, { maxLength: 2 }),
    acked: fc.nat(8),
    isSubmitted: fc.boolean(),
    isStranded: fc.boolean(),
    epoch: fc.integer({ min: 1, max: 3 }),
    opening: fc.integer({ min: 1, max: 2 }),
  })
  .map(({ changes, foreign, acked, isSubmitted, isStranded, epoch, opening }) => {
    const latest = new Map<string, AnswerRow>();
    for (const questionId of foreign) {
      latest.set(questionId, anAnswer({ seq: 0, questionId, foreign: true, response: option(0) }));
    }
    changes.forEach(([questionId, response, isRefused], at) => {
      const problem = isRefused && at % 3 === 0 ? 'too long' : null;
      latest.set(questionId, anAnswer({ seq: at + 1, questionId, response, problem }));
    });
    const seq = changes.length;
    const submit = isSubmitted ? aSubmit({ through: seq, opening }) : null;
    const state = isStranded ? 'stranded' : isSubmitted ? 'submitted' : 'open';
    const run = aRun({ seq, ackedSeq: Math.min(acked, seq), submit, state, epoch, opening });
    return { run, answers: [...latest.values()] };
  });

const sessionOf = fc.record({
  maturity: fc.constantFrom('NOT_STARTED', 'IN_PROGRESS', 'COMPLETE', 'INVENTED_BY_A_NEWER_SERVER'),
  attempt: fc.constant(1),
  run: fc.constantFrom(RUN, RUN, RUN, OTHER_RUN),
  epoch: fc.integer({ min: 1, max: 4 }),
  opening: fc.integer({ min: 1, max: 3 }),
  revision: fc.nat(5),
});
const byQuestion = <T>(of: fc.Arbitrary<T>) =>
  fc.dictionary(question, of, { maxKeys: 4 }).map((questions) => ({ 'item-1': questions }));
const claims: fc.Arbitrary<ClaimAnswer> = fc.record({
  storeId: fc.constant('store-1'),
  now: fc.constant(5),
  examSession: sessionOf,
  responses: byQuestion(fc.nat(3).map(option)),
  later: fc.option(byQuestion(fc.integer({ min: 1, max: 8 })), { nil: undefined }),
}) as fc.Arbitrary<ClaimAnswer>;
const answers: fc.Arbitrary<Partial<SyncAnswer>> = fc.record({
  outcome: fc.constantFrom<SyncAnswer['outcome']>('applied', 'gap', 'incomplete', 'stranded'),
  ackedThrough: fc.nat(12),
  examSession: sessionOf,
  holds: byQuestion(fc.integer({ min: 1, max: 8 })),
  differs: fc.option(byQuestion(fc.integer({ min: 1, max: 8 })), { nil: undefined }),
}) as fc.Arbitrary<Partial<SyncAnswer>>;

const own = (all: AnswerRow[]) => all.filter(({ foreign }) => !foreign);
const named = (all: AnswerRow[]) => new Map(all.map((row) => [row.questionId, row]));

function expectSound({ run, answers: after }: RunAndAnswers): void {
  const seqs = own(after).map(({ seq }) => seq);
  expect(new Set(seqs).size).toBe(seqs.length);
  for (const seq of seqs) {
    expect(seq).toBeGreaterThan(0);
    expect(seq).toBeLessThanOrEqual(run.seq);
  }
  expect(run.ackedSeq).toBeGreaterThanOrEqual(0);
  expect(run.ackedSeq).toBeLessThanOrEqual(run.seq);
  expect(new Set(after.map(({ questionId }) => questionId)).size).toBe(after.length);
}

const isUnsent = ({ run }: Rows, row: AnswerRow) => !row.foreign && row.seq > run.ackedSeq;

describe('whatever a claim brings', () => {
  const received = (before: Rows, claim: ClaimAnswer) =>
    receiveClaim(before.run, before.answers, claim, before.run.ackedSeq);

  test('numbers stay distinct and below the counter, and nothing acknowledged is taken back', () => {
    fc.assert(
      fc.property(rows, claims, (before, claim) => {
        const after = received(before, claim);
        expectSound(after);
        expect(after.run.seq).toBeGreaterThanOrEqual(before.run.seq);
        expect(after.run.ackedSeq).toBe(before.run.ackedSeq);
        expect(after.run.writer).toBe(WRITER);
        if (after.run.submit !== before.run.submit) {
          expect(after.run).toMatchObject({ submit: null, state: 'open' });
          expect(after.run.opening).toBeGreaterThan(before.run.opening);
        }
      }),
    );
  });

  test('an answer that is unsent keeps its value, but for what this device sent past its disk', () => {
    fc.assert(
      fc.property(rows, claims, (before, claim) => {
        const after = named(received(before, claim).answers);
        for (const row of before.answers.filter((one) => isUnsent(before, one))) {
          const later = claim.later?.['item-1']?.[row.questionId] ?? 0;
          if (later >= row.seq && before.run.submit === null) continue;
          expect(after.get(row.questionId)?.response).toEqual(row.response);
        }
      }),
    );
  });

  test('an answer that is unsent stays unsent', () => {
    fc.assert(
      fc.property(rows, claims, (before, claim) => {
        const after = received(before, claim);
        for (const row of before.answers.filter((one) => isUnsent(before, one))) {
          const now = named(after.answers).get(row.questionId) ?? expect.fail('an answer is gone');
          expect(isUnsent(after, now)).toBe(true);
        }
      }),
    );
  });

  test('whatever else changed its value counts as a new change, so that a submit covers what is shown', () => {
    fc.assert(
      fc.property(rows, claims, (before, claim) => {
        const after = named(received(before, claim).answers);
        for (const row of own(before.answers)) {
          const now = after.get(row.questionId) ?? expect.fail('an answer is gone');
          if (JSON.stringify(now.response) !== JSON.stringify(row.response)) {
            expect(now.seq).toBeGreaterThan(before.run.seq);
          }
        }
      }),
    );
  });

  test('questions that nobody answered here are filled with it, and are not this device’s own', () => {
    fc.assert(
      fc.property(rows, claims, (before, claim) => {
        const after = named(received(before, claim).answers);
        const isOfRun = claim.examSession.run === RUN;
        const known = named(before.answers);
        for (const [questionId, response] of Object.entries(claim.responses['item-1'] ?? {})) {
          if (known.has(questionId)) continue;
          const filled = after.get(questionId);
          if (isOfRun) expect(filled).toMatchObject({ response, foreign: true, seq: 0 });
          else expect(filled).toBeUndefined();
        }
      }),
    );
  });

  test('of another run it changes nothing', () => {
    fc.assert(
      fc.property(rows, claims, (before, claim) => {
        if (claim.examSession.run === RUN) return;
        const after = received(before, claim);
        expect(after.run).toBe(before.run);
        expect(after.answers).toBe(before.answers);
      }),
    );
  });

  test('the same once more changes nothing more', () => {
    fc.assert(
      fc.property(rows, claims, (before, claim) => {
        const once = received(before, claim);
        const twice = receiveClaim(once.run, once.answers, claim, once.run.ackedSeq);
        if (claim.later !== undefined) return;
        expect(twice.answers.map(({ questionId, response }) => [questionId, response])).toEqual(
          once.answers.map(({ questionId, response }) => [questionId, response]),
        );
        expect(twice.run.seq).toBe(once.run.seq);
      }),
    );
  });
});

describe('whatever the server says to a batch', () => {
  const received = (before: Rows, part: Partial<SyncAnswer>, limit: number): RunAndAnswers | null => {
    const sent = pendingBatch(before.run, before.answers, { ...BATCH_LIMITS, answers: limit });
    if (sent === null) return null;
    const news: Received = {
      sent,
      answer: answerOf(part),
      receipt: null,
      held: 'h.p.s',
      newSubmitId: 'submit-bbbbbbbbbbbbb',
      newWriter: 'writer-ccccccccccccc',
    };
    return receiveAnswer(before.run, before.answers, news);
  };
  const limit = fc.integer({ min: 1, max: 4 });

  test('no answer changes its value or goes, and numbers stay sound', () => {
    fc.assert(
      fc.property(rows, answers, limit, (before, part, most) => {
        const after = received(before, part, most);
        if (after === null) return;
        expectSound(after);
        expect(after.answers.map(({ questionId, response }) => [questionId, response])).toEqual(
          before.answers.map(({ questionId, response }) => [questionId, response]),
        );
      }),
    );
  });

  test('no more is acknowledged than was sent, nor than the server said', () => {
    fc.assert(
      fc.property(rows, answers, limit, (before, part, most) => {
        const after = received(before, part, most);
        if (after === null || after.run.writer !== WRITER) return;
        const sent = pendingBatch(before.run, before.answers, { ...BATCH_LIMITS, answers: most });
        const furthest = Math.max(before.run.ackedSeq, Math.min(part.ackedThrough ?? 0, sent?.sync.lastSeq ?? 0));
        expect(after.run.ackedSeq).toBeLessThanOrEqual(furthest);
        if (part.outcome !== 'gap') expect(after.run.ackedSeq).toBeGreaterThanOrEqual(before.run.ackedSeq);
      }),
    );
  });

  test('without a receipt nothing is received', () => {
    fc.assert(
      fc.property(rows, answers, limit, (before, part, most) => {
        expect(received(before, part, most)?.run.state).not.toBe('received');
      }),
    );
  });

  test('under a new writer everything unsent goes again, from the first number on', () => {
    fc.assert(
      fc.property(rows, answers, limit, (before, part, most) => {
        const after = received(before, part, most);
        if (after === null || after.run.writer === WRITER) return;
        const unsent = before.answers.filter((row) => isUnsent(before, row));
        const goes = after.answers.filter((row) => isUnsent(after, row)).map(({ questionId }) => questionId);
        expect(goes).toEqual(expect.arrayContaining(unsent.map(({ questionId }) => questionId)));
        expect(after.run).toMatchObject({ ackedSeq: 0, revision: -1, seq: goes.length });
      }),
    );
  });

  test('a submit that waits goes on waiting, or is opened, or is made anew; it never only disappears', () => {
    fc.assert(
      fc.property(rows, answers, limit, (before, part, most) => {
        const after = received(before, part, most);
        if (after === null || before.run.submit === null || after.run.submit !== null) return;
        expect(after.run).toMatchObject({ state: 'open' });
        expect(after.run.opening).toBeGreaterThan(before.run.opening);
      }),
    );
  });
});

describe('whatever a list says', () => {
  const ids = { writer: 'writer-ccccccccccccc', submitId: 'submit-ccccccccccccc' };

  test('no answer changes its value, nothing is acknowledged by it, and numbers stay sound', () => {
    fc.assert(
      fc.property(rows, sessionOf, fc.nat(12), (before, session, through) => {
        const listed = listedSession({ ...session, ackedThrough: { [WRITER]: through } });
        const after = hearOfRun(before.run, before.answers, listed, ids);
        if (after === null) return;
        expectSound(after);
        expect(after.run.ackedSeq).toBeLessThanOrEqual(before.run.ackedSeq);
        expect(after.answers.map(({ questionId, response }) => [questionId, response])).toEqual(
          before.answers.map(({ questionId, response }) => [questionId, response]),
        );
      }),
    );
  });
});
