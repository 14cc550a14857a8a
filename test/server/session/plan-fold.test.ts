import fc from 'fast-check';
import { expect, test } from 'vitest';
import { questionKey, type StandingAnswer } from '../../../src/server/session/plan-batch.ts';
import { planFold } from '../../../src/server/session/plan-fold.ts';
import { attemptsBefore } from '../../../src/server/session/retake-chain.ts';
import { STRAND_REASONS } from '../../../src/server/session/strand-reasons.ts';
import type { JournalRow } from '../../../src/server/store/journal.ts';

const row = (change: Partial<JournalRow>): JournalRow => ({
  workspace_id: 'w',
  run_id: 'r',
  writer: 'w1',
  seq: 1,
  item_id: 'i0',
  question_id: 'q',
  session_id: 's',
  device_id: 'd1',
  epoch: 1,
  response_json: '{"options":[{"index":0}]}',
  kind: 'stranded',
  state: 'waiting',
  reason: STRAND_REASONS.archived,
  raw: null,
  received_at: 1,
  exam_version: 0,
  decided_by: null,
  decided_at: null,
  ...change,
});
const run = { epoch: 2, holder: 'd1', heldFromEpoch: 1, examVersion: 0 };
const fits = () => null;

const rows = fc
  .array(
    fc.record({
      item_id: fc.constantFrom('i0', 'i1', 'i2'),
      device_id: fc.constantFrom('d1', 'd2'),
      epoch: fc.integer({ min: 0, max: 3 }),
      reason: fc.constantFrom(STRAND_REASONS.archived, STRAND_REASONS.device),
      state: fc.constantFrom<JournalRow['state']>('waiting', 'taken', 'dismissed'),
    }),
    { maxLength: 20 },
  )
  .map((made) =>
    made.map((change, index) =>
      row({ ...change, writer: `w-${change.device_id}`, seq: index + 1, received_at: index }),
    ),
  );

test('takes what stranded for the archive alone, of the holder alone, each change once', () => {
  fc.assert(
    fc.property(rows, fc.option(fc.constant('d1')), (stranded, holder) => {
      const plan = planFold({ ...run, holder }, new Map(), stranded, fits);
      for (const taken of plan.taken) {
        expect(taken).toMatchObject({ state: 'waiting', reason: STRAND_REASONS.archived, device_id: plan.holder });
        expect(taken.epoch).toBeGreaterThanOrEqual(run.heldFromEpoch);
      }
      const written = [...plan.put, ...plan.lost].map(({ writer, seq }) => `${writer} ${seq}`);
      expect(written.sort()).toEqual(plan.taken.map(({ writer, seq }) => `${writer} ${seq}`).sort());
      expect(new Set(plan.put.map(questionKey)).size).toBe(plan.put.length);
      const again = planFold(
        { ...run, holder: plan.holder },
        new Map(plan.put.map((answer) => [questionKey(answer), answer])),
        stranded.map((one) => (plan.taken.includes(one) ? { ...one, state: 'taken' as const } : one)),
        fits,
      );
      expect(again.taken).toEqual([]);
    }),
  );
});

test('the latest change of a writer stands, the ones before are history', () => {
  const standing: StandingAnswer = {
    itemId: 'i0',
    questionId: 'q',
    json: null,
    epoch: 1,
    writer: 'w1',
    seq: 4,
    source: 'device',
    receivedAt: 0,
  };
  const plan = planFold(run, new Map([[questionKey(standing), standing]]), [row({ seq: 5 }), row({ seq: 7 })], fits);
  expect(plan.put).toMatchObject([{ seq: 7, source: 'restored' }]);
  expect(plan.lost).toMatchObject([{ seq: 5 }]);
  expect(plan.replaced).toEqual([standing]);
});

test('a run that nobody held goes to the device whose answers came first', () => {
  const stranded = [row({ device_id: 'd2', seq: 1 }), row({ device_id: 'd1', seq: 2, item_id: 'i1' })];
  const plan = planFold({ ...run, holder: null }, new Map(), stranded, fits);
  expect(plan.holder).toBe('d2');
  expect(plan.put).toMatchObject([{ itemId: 'i0' }]);
});

test('what does not fit the exam stays where it is', () => {
  const plan = planFold(run, new Map(), [row({})], () => 'does not fit');
  expect([...plan.put, ...plan.taken]).toEqual([]);
});

test('the attempts before a run are those that retakes led from, however long ago and whatever came between', () => {
  const retake = (from: string, next: string) => ({ run_id: from, detail_json: JSON.stringify({ next }) });
  const retakes = [retake('r1', 'r2'), retake('r2', 'r3'), retake('x1', 'x2'), retake('r1', 'r4')];
  expect([...attemptsBefore('r3', retakes)]).toEqual(['r2', 'r1']);
  expect([...attemptsBefore('r4', retakes)]).toEqual(['r1']);
  expect([...attemptsBefore('r1', retakes)]).toEqual([]);
  expect([...attemptsBefore('x2', retakes)]).toEqual(['x1']);
});
