/*
 * The numbered invariants of `plan-batch.ts`, each over random facts. The oracle is a ledger kept by the test: what was known
 * before, what came, and where the plan puts it.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Batch,
  type BatchEntry,
  type BatchFacts,
  type BatchPlan,
  planBatch,
  questionKey,
  type RunFacts,
  type StandingAnswer,
} from '../../../src/server/session/plan-batch.ts';

const WRITERS = ['w1', 'w2', 'integrator', 'staff'];
const question = fc.record({ itemId: fc.constantFrom('i0', 'i1', 'i2', 'i3'), questionId: fc.constant('q') });
const json = fc.option(fc.constantFrom('{"options":[{"index":0}]}', '{"options":[{"index":1}]}'));
const epoch = fc.integer({ min: 1, max: 4 });
const order = fc.record({
  life: fc.nat(2),
  after: fc.option(fc.record({ writer: fc.constantFrom('w1', 'w2'), seq: fc.nat(6) }), { nil: undefined }),
});

const standing: fc.Arbitrary<Map<string, StandingAnswer>> = fc
  .uniqueArray(
    fc.record({
      question,
      json,
      epoch,
      writer: fc.constantFrom(...WRITERS),
      seq: fc.integer({ min: 0, max: 6 }),
      source: fc.constantFrom<StandingAnswer['source']>('device', 'integrator', 'filled', 'merged', 'restored'),
    }),
    { selector: (answer) => questionKey(answer.question) },
  )
  .map(
    (answers) =>
      new Map(
        answers.map(({ question: of, ...answer }) => [questionKey(of), { ...of, ...answer, receivedAt: 0 }] as const),
      ),
  );

const run: fc.Arbitrary<RunFacts> = fc.record({
  archived: fc.boolean(),
  epoch,
  holder: fc.option(fc.constantFrom('d1', 'd2')),
  released: fc.boolean(),
  heldFromEpoch: epoch,
  examVersion: fc.option(fc.constantFrom(0, 1)),
});

const batch: fc.Arbitrary<Batch> = fc
  .record({
    baseSeq: fc.integer({ min: 0, max: 8 }),
    length: fc.integer({ min: 0, max: 8 }),
    answers: fc.uniqueArray(fc.record({ question, json, at: fc.double({ min: 0, max: 1, noNaN: true }) }), {
      selector: (answer) => questionKey(answer.question),
    }),
    deviceId: fc.constantFrom('d1', 'd2'),
    writer: fc.constantFrom('w1', 'w2'),
    order,
    epoch: fc.integer({ min: 0, max: 5 }),
    packageVersion: fc.option(fc.constantFrom(0, 1)),
    bringsSubmit: fc.boolean(),
  })
  .map(({ baseSeq, length, answers, ...rest }) => ({
    ...rest,
    baseSeq,
    lastSeq: baseSeq + length,
    entries:
      length === 0
        ? []
        : answers.map(({ question: of, json: text, at }, i): BatchEntry => {
            const seq = baseSeq + 1 + Math.floor(at * (length - 1));
            return { ...of, key: questionKey(of), seq, json: text, response: null, at: { item: i, question: 0 } };
          }),
  }));

const facts: fc.Arbitrary<BatchFacts> = fc
  .record({
    run,
    writer: fc.record({
      ackedThrough: fc.integer({ min: 0, max: 8 }),
      journaledThrough: fc.integer({ min: 0, max: 8 }),
    }),
    batch,
    standing,
    orders: fc.dictionary(fc.constantFrom('w1', 'w2'), order).map((orders) => new Map(Object.entries(orders))),
    check: fc.constantFrom(
      () => null,
      (entry: BatchEntry) => (entry.itemId === 'i3' ? 'does not fit' : null),
    ),
    byFile: fc.boolean(),
    isKnown: fc.constantFrom(
      () => true,
      () => false,
      (entry: BatchEntry) => entry.itemId === 'i0',
    ),
  })
  .map(({ isKnown, ...given }) => ({ ...given, known: new Set(given.batch.entries.filter(isKnown)) }));

const holds = (property: (given: BatchFacts, plan: BatchPlan) => void) =>
  fc.assert(
    fc.property(facts, (given) => {
      property(given, planBatch(given));
    }),
    { numRuns: 3000 },
  );
const isNew = ({ batch: { lastSeq, bringsSubmit }, writer }: BatchFacts) =>
  lastSeq > writer.ackedThrough || bringsSubmit;

describe('planBatch', () => {
  test('1. an acknowledgement is never beyond a hole, and a gap says how far the server is', () => {
    holds(({ batch: { baseSeq, lastSeq }, writer }, plan) => {
      const held = Math.max(writer.ackedThrough, writer.journaledThrough);
      if (plan.kind === 'gap') {
        expect(plan.ackedThrough).toBeLessThan(baseSeq);
        expect([writer.ackedThrough, held]).toContain(plan.ackedThrough);
      }
      if (plan.kind === 'applied') {
        expect(baseSeq).toBeLessThanOrEqual(writer.ackedThrough);
        expect(plan.ackedThrough).toBe(Math.max(writer.ackedThrough, lastSeq));
      }
      if (plan.kind === 'stranded') {
        expect(baseSeq).toBeLessThanOrEqual(held);
        expect(plan.heldThrough).toBe(Math.max(held, lastSeq));
      }
    });
  });

  test('2. a repeat moves nothing', () => {
    holds((given, plan) => {
      const { batch: sent, writer, run: before } = given;
      if (given.byFile && given.known.size < sent.entries.length) return;
      if (plan.kind === 'applied' && sent.lastSeq <= writer.ackedThrough) {
        expect([...plan.put, ...plan.replaced, ...plan.lost]).toEqual([]);
        expect(plan.ackedThrough).toBe(writer.ackedThrough);
      }
      if (plan.kind === 'stranded' && sent.lastSeq <= Math.max(writer.ackedThrough, writer.journaledThrough)) {
        expect([...plan.journal, ...plan.fill, ...plan.replaced]).toEqual([]);
      }
      if (plan.kind !== 'applied') return;
      // The same batch after what the plan has written is such a repeat.
      const after = planBatch({
        ...given,
        run: plan.hold
          ? { ...before, ...plan.hold, released: false, examVersion: plan.pin ?? before.examVersion }
          : { ...before, examVersion: plan.pin ?? before.examVersion },
        writer: { ...writer, ackedThrough: plan.ackedThrough },
        batch: { ...sent, bringsSubmit: false },
        known: new Set(sent.entries),
      });
      if (after.kind === 'applied') expect([...after.put, ...after.lost]).toEqual([]);
    });
  });

  test('2. a number that is known with another value is named, and moves nothing; in a file it counts as new', () => {
    holds(({ batch: sent, writer, known, byFile }, plan) => {
      if (plan.kind !== 'applied' && plan.kind !== 'stranded') return;
      const held = Math.max(writer.ackedThrough, writer.journaledThrough);
      const doubled = sent.entries.filter((entry) => entry.seq <= held && !known.has(entry));
      expect(plan.differs).toEqual(byFile ? [] : doubled);
      const through = plan.kind === 'applied' ? writer.ackedThrough : held;
      const moved = plan.kind === 'applied' ? [...plan.put, ...plan.lost] : plan.journal.map(({ entry }) => entry);
      for (const entry of moved) expect(entry.seq > through || (byFile && doubled.includes(entry))).toBe(true);
    });
  });

  test('3. a batch that brings nothing new takes the run from nobody', () => {
    holds((given, plan) => {
      if (plan.kind !== 'applied' || isNew(given)) return;
      if (given.run.holder !== null) expect(plan.hold).toBeNull();
    });
  });

  test('4. every new change ends in exactly one place', () => {
    holds(({ batch: sent, writer, standing: before, known, byFile }, plan) => {
      const isNewIn = (entry: BatchEntry, through: number) => entry.seq > through || (byFile && !known.has(entry));
      if (plan.kind === 'applied') {
        for (const entry of sent.entries) {
          const places = [plan.put, plan.lost].filter((place) => place.includes(entry)).length;
          const current = before.get(questionKey(entry));
          const isThere = current?.writer === sent.writer && current.seq === entry.seq && current.json === entry.json;
          expect(places).toBe(isNewIn(entry, writer.ackedThrough) && !isThere ? 1 : 0);
        }
        for (const answer of plan.put) {
          const current = before.get(questionKey(answer));
          expect(plan.replaced.includes(current as StandingAnswer)).toBe(current !== undefined);
        }
      }
      if (plan.kind === 'stranded') {
        const held = Math.max(writer.ackedThrough, writer.journaledThrough);
        expect(plan.journal.map(({ entry }) => entry)).toEqual(sent.entries.filter((entry) => isNewIn(entry, held)));
        expect(plan.journal.filter(({ state }) => state === 'filled').map(({ entry }) => entry)).toEqual(plan.fill);
      }
    });
  });

  test('5. a stranded batch replaces nothing but what its own writer cleared or filled', () => {
    holds(({ batch: sent }, plan) => {
      if (plan.kind !== 'stranded') return;
      for (const current of plan.replaced) {
        expect(current.writer).toBe(sent.writer);
        expect(current.json === null || current.source === 'filled').toBe(true);
      }
    });
  });

  test('6. another version counts for nothing, and a run that was put away is filled with nothing', () => {
    holds(({ batch: sent, run: before }, plan) => {
      const isOther =
        sent.packageVersion === null || (before.examVersion ?? sent.packageVersion) !== sent.packageVersion;
      if (plan.kind === 'applied') expect(isOther || before.archived).toBe(false);
      if (plan.kind === 'stranded' && (isOther || before.archived)) expect(plan.fill).toEqual([]);
    });
  });

  test('only the holder, the first device, or a device that finds the run released is applied', () => {
    holds((given, plan) => {
      const { run: before, batch: sent } = given;
      if (plan.kind !== 'applied') return;
      const isHolder = before.holder === sent.deviceId && sent.epoch >= before.heldFromEpoch;
      expect(isHolder || before.holder === null || (before.released && isNew(given))).toBe(true);
      if (plan.hold) expect(plan.hold.holder).toBe(sent.deviceId);
      if (before.holder === sent.deviceId || before.holder === null)
        expect(plan.hold?.epoch ?? before.epoch).toBe(before.epoch);
      else expect(plan.hold?.epoch).toBe(before.epoch + 1);
    });
  });

  test('a device that takes a released run over may go on with the epoch that it knows', () => {
    holds((given, plan) => {
      if (plan.kind !== 'applied' || !plan.hold) return;
      const next = planBatch({
        ...given,
        run: { ...given.run, ...plan.hold, released: false, examVersion: plan.pin ?? given.run.examVersion },
        writer: { ackedThrough: plan.ackedThrough, journaledThrough: 0 },
        batch: { ...given.batch, baseSeq: plan.ackedThrough, lastSeq: plan.ackedThrough, entries: [] },
      });
      if (given.batch.epoch >= 1 && given.run.heldFromEpoch === 1) expect(next.kind).toBe('applied');
    });
  });

  test('what does not fit the exam refuses a batch that would be applied, repeats included, and only that', () => {
    holds(({ batch: sent, check }, plan) => {
      const misfits = sent.entries.filter((entry) => check(entry) !== null);
      if (plan.kind === 'applied') expect(misfits).toEqual([]);
      if (plan.kind === 'refused') expect(plan.misfits.map(({ entry }) => entry)).toEqual(misfits);
      if (plan.kind === 'stranded') for (const entry of plan.fill) expect(check(entry)).toBeNull();
    });
  });
});

describe('which of two answers stands', () => {
  const plan = (current: Partial<StandingAnswer>, change: { writer?: string; seq?: number; epoch?: number } = {}) => {
    const { writer = 'w1', seq = 5, epoch: sentEpoch = 2 } = change;
    const entry: BatchEntry = {
      key: questionKey({ itemId: 'i', questionId: 'q' }),
      itemId: 'i',
      questionId: 'q',
      seq,
      json: '1',
      response: null,
      at: { item: 0, question: 0 },
    };
    const before: StandingAnswer = {
      itemId: 'i',
      questionId: 'q',
      json: '0',
      epoch: 2,
      writer: 'w2',
      seq: 9,
      source: 'device',
      receivedAt: 0,
      ...current,
    };
    const planned = planBatch({
      run: { archived: false, epoch: 3, holder: 'd1', released: false, heldFromEpoch: 1, examVersion: 0 },
      writer: { ackedThrough: 4, journaledThrough: 0 },
      batch: {
        deviceId: 'd1',
        writer,
        order: { life: 0 },
        epoch: sentEpoch,
        baseSeq: 4,
        lastSeq: 9,
        packageVersion: 0,
        entries: [entry],
        bringsSubmit: false,
      },
      standing: new Map([[questionKey(entry), before]]),
      known: new Set(),
      byFile: false,
      orders: new Map(),
      check: () => null,
    });
    if (planned.kind !== 'applied') throw new Error(planned.kind);
    return planned.put.length === 1 ? 'the new one' : planned.lost.length === 1 ? 'the old one' : 'the same';
  };

  test.each([
    ['the same writer, the same number, the same value', { json: '1' }, { writer: 'w2', seq: 9 }, 'the same'],
    ['the same writer, the same number, another value', {}, { writer: 'w2', seq: 9 }, 'the old one'],
    ['the same writer, a smaller number', { writer: 'w1', seq: 9, source: 'filled' as const }, {}, 'the old one'],
    ['another writer, the same epoch: the later arrival', {}, {}, 'the new one'],
    ['another writer of an epoch that the run has not reached', { epoch: 4 }, {}, 'the old one'],
    ['another writer of the run’s epoch, where the holder still names the one before', { epoch: 3 }, {}, 'the new one'],
    ['another writer of an earlier epoch', { epoch: 1 }, {}, 'the new one'],
    ['an epoch that nobody gave out counts as the run’s', { epoch: 3 }, { epoch: 99 }, 'the new one'],
    ['an integrator’s, whatever its epoch', { source: 'integrator' as const, epoch: 3, seq: 0 }, {}, 'the new one'],
    ['what staff merged, whatever its epoch', { source: 'merged' as const, epoch: 3, seq: 0 }, {}, 'the new one'],
    ['what a stranger filled', { source: 'filled' as const, epoch: 3 }, {}, 'the new one'],
  ])('against %s', (_, current, change, winner) => {
    expect(plan(current, change)).toBe(winner);
  });
});
