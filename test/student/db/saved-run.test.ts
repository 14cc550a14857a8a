/*
 * A run from its first answer to its receipt, on the real database: saves of two tabs, submits, submits that are taken back,
 * acknowledgements that come late, short or not at all, reopenings and resets, in any order. Oracle: a model of a dozen lines
 * that knows the latest value of each question, and what the server was ever sent.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SyncAnswer, SyncBody } from '../../../src/shared/contract/set-responses.ts';
import { applyAnswer } from '../../../src/student/db/apply-answer.ts';
import { applySessions } from '../../../src/student/db/apply-sessions.ts';
import type { SatchelDatabase } from '../../../src/student/db/database.ts';
import { BATCH_LIMITS, pendingBatch } from '../../../src/student/db/pending-batch.ts';
import { readAnswer, readRun } from '../../../src/student/db/read-row.ts';
import { isUnsent, takeTab } from '../../../src/student/db/runs.ts';
import { saveAnswers } from '../../../src/student/db/save-answer.ts';
import { submitRun } from '../../../src/student/db/submit.ts';
import { describeAnswers } from '../../../src/student/db/submit-content.ts';
import { takeBackSubmit } from '../../../src/student/db/take-back.ts';
import { listedSession, listOf } from './listed.ts';
import { answerOf } from './received.ts';
import { aPartition, aRun, aSession, freshDatabase, PARTITION, RUN, T0 } from './rows.ts';

const TABS = ['tab-aaaaaaaaaaaaaaaa', 'tab-bbbbbbbbbbbbbbbb'] as const;
const option = (index: number) => ({ options: [{ index }] });

type Step =
  | { do: 'save'; by: 0 | 1; question: number; index: number | null }
  | { do: 'take' | 'submit' | 'take-back'; by: 0 | 1 }
  | { do: 'send'; limit: number; isLost: boolean; isLate: boolean; short: number; outcome: SyncAnswer['outcome'] }
  | { do: 'reopen' | 'new-store' };
const by = fc.constantFrom<0 | 1>(0, 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('save'), by, question: fc.nat(3), index: fc.option(fc.nat(3)) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('send'),
      limit: fc.integer({ min: 1, max: 5 }),
      isLost: fc.boolean(),
      isLate: fc.boolean(),
      short: fc.nat(2),
      outcome: fc.constantFrom<SyncAnswer['outcome']>(
        'applied',
        'applied',
        'gap',
        'incomplete',
        'incomplete',
        'stranded',
      ),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('submit'), by: fc.constant<0>(0) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('take', 'take-back'), by }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('reopen', 'new-store') }) },
) as fc.Arbitrary<Step>;

class Model {
  readonly values = new Map<string, number | null>();
  tab: string | null = TABS[0];
  /** The furthest that any server said it has on its disk, since the last one that knew nothing. */
  told = 0;
  opening = 1;
  store = 1;
}

async function expectAsModelled(db: SatchelDatabase, model: Model): Promise<void> {
  const run = readRun(await db.runs.get(RUN));
  const answers = (await db.answers.toArray()).map(readAnswer);
  expect(run).toMatchObject({ seq: expect.any(Number), tab: model.tab });
  expect(Object.fromEntries(answers.map(({ questionId, response }) => [questionId, response]))).toEqual(
    Object.fromEntries([...model.values].map(([question, index]) => [question, index === null ? null : option(index)])),
  );
  expect(run.ackedSeq).toBeLessThanOrEqual(Math.min(model.told, run.seq));
  expect(new Set(answers.map(({ seq }) => seq)).size).toBe(answers.length);
  expect(Math.max(0, ...answers.map(({ seq }) => seq))).toBeLessThanOrEqual(run.seq);
  // What is unsent is what goes next, all of it.
  const waits = answers.filter(({ seq }) => seq > run.ackedSeq).map(({ questionId }) => questionId);
  const next = pendingBatch(run, answers);
  expect(next !== null).toBe(isUnsent(run));
  const goes = (next?.responses ?? []).flatMap(({ questions }) => questions.map(({ id }) => id));
  expect(goes.sort()).toEqual(waits.sort());
  if (run.state === 'submitted' && run.submit !== null) {
    const { count, digest } = await describeAnswers(answers);
    expect(run.submit).toMatchObject({ count, digest });
    expect(run.submit.through).toBe(run.seq);
  }
}

test('whatever happens to a run, what was saved stands, what is unsent goes, and a submit names what is there', async () => {
  const db = freshDatabase();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 18 }), async (steps) => {
      for (const table of db.tables) await table.clear();
      await db.partitions.put(aPartition());
      await db.sessions.put(aSession());
      await db.runs.put(aRun());
      const model = new Model();
      let late: { sent: SyncBody; answer: SyncAnswer } | null = null;
      for (const one of steps) {
        const run = readRun(await db.runs.get(RUN));
        const writing = { run: RUN, tab: 'by' in one ? TABS[one.by] : '', now: T0, elapsedMs: 1 };
        switch (one.do) {
          case 'save': {
            const change = { itemId: 'item-1', questionId: `q${one.question}` };
            const response = one.index === null ? null : option(one.index);
            const { ok } = await saveAnswers(db, writing, [{ ...change, response }]);
            expect(ok).toBe(
              model.tab === writing.tab && (run.state === 'open' || (run.state === 'stranded' && !run.submit)),
            );
            if (ok) model.values.set(change.questionId, one.index);
            break;
          }
          case 'take':
            await takeTab(db, RUN, writing.tab);
            model.tab = writing.tab;
            break;
          case 'submit':
            await submitRun(db, writing);
            break;
          case 'take-back':
            await takeBackSubmit(db, writing);
            break;
          case 'send': {
            const answers = (await db.answers.toArray()).map(readAnswer);
            const sent = pendingBatch(run, answers, { ...BATCH_LIMITS, answers: one.limit });
            if (sent === null) break;
            const through = Math.max(sent.sync.baseSeq, sent.sync.lastSeq - one.short);
            const answer = answerOf({
              outcome: one.outcome,
              storeId: `store-${model.store}`,
              ackedThrough: one.outcome === 'gap' ? Math.max(0, sent.sync.baseSeq - one.short) : through,
              examSession: { ...answerOf().examSession, opening: model.opening },
              holds: {},
            });
            model.told = Math.max(model.told, answer.ackedThrough);
            if (one.isLost) break;
            if (one.isLate) {
              late = { sent, answer };
              break;
            }
            // An answer that was long on its way comes right before the newer one.
            for (const heard of [late, { sent, answer }]) {
              if (heard === null || heard.answer.storeId !== answer.storeId) continue;
              const ids = { newSubmitId: 'submit-bbbbbbbbbbbbb', newWriter: 'writer-bbbbbbbbbbbbb' };
              await applyAnswer(db, PARTITION, { ...heard, receipt: null, held: null, ...ids }, T0);
            }
            late = null;
            break;
          }
          case 'reopen':
            model.opening += 1;
            await applySessions(
              db,
              PARTITION,
              listOf([listedSession({ opening: model.opening, maturity: 'IN_PROGRESS' })], {
                now: T0 + model.opening,
                storeId: `store-${model.store}`,
              }),
              T0,
            );
            break;
          case 'new-store':
            model.store += 1;
            model.told = 0;
            await applySessions(db, PARTITION, listOf([], { storeId: `store-${model.store}`, now: T0 }), T0);
            expect((await db.runs.get(RUN))?.ackedSeq).toBe(0);
            break;
        }
        await expectAsModelled(db, model);
      }
    }),
    { numRuns: 40 },
  );
  db.close();
});
