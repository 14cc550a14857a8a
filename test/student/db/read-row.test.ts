/*
 * Rows as they are read. Oracle: what the app itself writes reads as it was written, and whatever else is there either reads as
 * a row that is whole, or is refused as unreadable; nothing else is ever thrown.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Response } from '../../../src/shared/contract/response.ts';
import { readOutboxRow } from '../../../src/student/db/read-outbox-row.ts';
import {
  readAnswer,
  readable,
  readPackage,
  readPartition,
  readRun,
  readSession,
} from '../../../src/student/db/read-row.ts';
import type { OutboxRow, PackageRow, RunRow } from '../../../src/student/db/rows.ts';
import { UnreadableRow } from '../../../src/student/db/storage-failure.ts';
import { anOutboxRow, asAnswer, asOutbox, asRun, junk, spoilt } from './damaged-rows.ts';
import { anAnswer, aPartition, aRun, aSession, aSubmit, freshDatabase, PACKAGE, T0 } from './rows.ts';

const aPackage = (part: Partial<PackageRow> = {}): PackageRow => ({
  hash: PACKAGE,
  examId: 'exam-1',
  examVersion: 3,
  items: [{ id: 'item-1', questions: ['q1'], unanswered: ['q1'] }],
  media: [],
  keys: null,
  ...part,
});

const tables = [
  ['partitions', readPartition, aPartition({ key: null, listedAt: T0, sealedToken: new Uint8Array(3) })],
  ['sessions', readSession, aSession({ readyPackage: PACKAGE })],
  ['runs', readRun, aRun({ submit: aSubmit(), aside: [[1, 2]], refused: [[3, 3]], order: { life: 2 } })],
  ['answers', readAnswer, anAnswer({ seq: 1 })],
  ['packages', readPackage, aPackage()],
  ['outbox', readOutboxRow, anOutboxRow({ rescued: { publicKeys: [] }, receivedAt: T0 })],
] as const;

const counter = fc.nat(1_000_000);
const id = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.:~-]{0,20}$/).filter((text) => text !== '__proto__');
const random = fc.stringMatching(/^[A-Za-z0-9_-]{16,22}$/);
const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const index = fc.nat(9999);
const response: fc.Arbitrary<Response> = fc.oneof(
  fc.record({ options: fc.array(fc.record({ index }), { maxLength: 5 }) }),
  fc.record({ value: fc.oneof(fc.string({ unit: 'binary' }), fc.double({ noNaN: true, noDefaultInfinity: true })) }),
  fc.record({ pairs: fc.array(fc.record({ source: index, target: index }), { maxLength: 5 }) }),
  fc.record({
    points: fc.array(fc.record({ x: fc.integer(), y: fc.double({ noNaN: true, noDefaultInfinity: true }) }), {
      maxLength: 5,
    }),
  }),
  fc.record({ file: fc.record({ hash, type: fc.string({ maxLength: 30 }), bytes: fc.nat() }) }),
);
const ranges = fc.option(fc.array(fc.tuple(counter, counter), { maxLength: 3 }), { nil: undefined });
const submit = fc.record({
  submitId: random,
  opening: counter,
  through: counter,
  count: counter,
  digest: hash,
  startedAt: counter,
  submittedAt: counter,
  elapsedMs: counter,
  clockOffsetMs: fc.integer(),
});
const run: fc.Arbitrary<RunRow> = fc
  .record({
    run: random,
    writer: random,
    sessionId: id,
    attempt: fc.integer({ min: 1, max: 9 }),
    state: fc.constantFrom<RunRow['state']>('open', 'submitted', 'received', 'stranded'),
    sealed: fc.constantFrom<RunRow['sealed']>(null, 'snapshot', 'lost'),
    claimed: fc.option(fc.boolean(), { nil: undefined }),
    epoch: counter,
    opening: counter,
    revision: fc.integer({ min: -1 }),
    order: fc.option(fc.record({ life: counter, after: fc.record({ writer: random, seq: counter }) }), {
      nil: undefined,
    }),
    seq: counter,
    ackedSeq: counter,
    aside: ranges,
    refused: ranges,
    tab: fc.option(random),
    startedAt: counter,
    elapsedMs: fc.double({ min: 0, max: 1e12, noNaN: true }),
    view: fc.record({ itemId: id, flagged: fc.array(fc.tuple(id, id), { maxLength: 3 }) }, { requiredKeys: [] }),
    submit: fc.option(submit),
    receipt: fc.option(fc.string()),
    held: fc.option(fc.string()),
    problem: fc.option(fc.string({ unit: 'binary' })),
    receivedAt: fc.option(counter),
  })
  .map((part) => aRun(part as Partial<RunRow>));

describe('what the app writes', () => {
  test.each(tables)('to %s reads as it was written', (_, read, row) => {
    expect(read(row)).toEqual(row);
  });

  test('as a run reads as it was written, whatever stands in it', () => {
    fc.assert(
      fc.property(run, (row) => {
        expect(readRun(row)).toEqual(row);
      }),
    );
  });

  test('as an answer reads as it was written, whatever was answered', () => {
    fc.assert(
      fc.property(fc.option(response), counter, fc.boolean(), (given, seq, foreign) => {
        const row = anAnswer({ response: given, seq, foreign });
        const read = readAnswer(row);
        expect(read).toEqual(row);
        expect(read).not.toHaveProperty('raw');
      }),
    );
  });

  test('comes back from the database itself as it was written', async () => {
    const db = freshDatabase();
    await fc.assert(
      fc.asyncProperty(run, fc.option(response), async (row, given) => {
        const answer = anAnswer({ run: row.run, seq: 1, response: given });
        await db.runs.put(row);
        await db.answers.put(answer);
        // The key comes back as another object, as it would from any structured clone.
        const { contentKey: _, runKey: __, ...stored } = readRun(await db.runs.get(row.run));
        const { contentKey: ___, runKey: ____, ...written } = row;
        expect(stored).toEqual(written);
        expect(readAnswer(await db.answers.get([row.run, answer.itemId, answer.questionId]))).toEqual(answer);
      }),
      { numRuns: 25 },
    );
    db.close();
  });
});

describe('what a newer version wrote', () => {
  test.each(tables)('into %s beside what is known here is put back with it', (_, read, row) => {
    const newer = { ...row, handwriting: { strokes: [[1, 2]] }, colour: 'green' };
    expect(read(newer)).toEqual(newer);
  });

  test.each<[string, unknown]>([
    ['a kind of response that is not known yet', { hologram: 7 }],
    ['a known kind with a field more', { options: [{ index: 1, certainty: 0.5 }] }],
    ['an index that is none', { options: [{ index: -1 }] }],
    ['a bare text', 'Paris'],
    ['a list', [1, 2]],
    ['a truth value', true],
  ])('as an answer, %s, is no answer here, and is kept as text with the reason', (_, given) => {
    const read = readAnswer(asAnswer({ response: given }));
    expect(read).toMatchObject({ response: null, raw: JSON.stringify(given), seq: 1 });
    expect(read.problem).toMatch(/cannot read/);
  });

  test('keeps the server’s reason when there is one', () => {
    expect(readAnswer(asAnswer({ response: 7, problem: 'too long' })).problem).toBe('too long');
  });

  test('as an answer without a value is kept as an empty text, and not passed over', () => {
    const read = readAnswer(asAnswer({ response: undefined, seq: 4 }));
    expect(read).toMatchObject({ response: null, raw: '', seq: 4, problem: expect.any(String) });
  });
});

describe('what cannot be read', () => {
  test.each([
    ['a number that is negative', asRun({ seq: -1 })],
    ['a number that is no whole one', asRun({ ackedSeq: 0.5 })],
    ['a state that a newer version invented', asRun({ state: 'archived' })],
    ['a seal that a newer version invented', asRun({ sealed: 'vault' })],
    ['a key that is text', asRun({ contentKey: 'AAAA' })],
    ['a submit that is half there', asRun({ submit: { submitId: 'submit-aaaaaaaaaaaaa' } })],
    ['a range with one end', asRun({ aside: [[1]] })],
    ['no writer', asRun({ writer: undefined })],
  ])('of runs is one with %s', (_, row) => {
    expect(() => readRun(row)).toThrow(UnreadableRow);
  });

  test('says the table and the field, and nothing of what stands there', () => {
    expect(() => readRun(asRun({ uploadToken: 7, sessionId: 'secret-name' }))).toThrow(/^runs: uploadToken$/);
    expect(() => readOutboxRow(asOutbox({ rescued: { publicKeys: [{ kty: 'RSA' }] } }))).toThrow(
      /^outbox: rescued\.publicKeys\.0/,
    );
  });

  test.each(tables)('of %s is left out of what can be, in the order in which they stand', (_, read, row) => {
    const other = { ...row, mark: 2 };
    expect(readable<unknown>([row, undefined, null, 7, {}, other], read)).toEqual([row, other]);
  });

  test('hides no other error', () => {
    const broken = () => {
      throw new TypeError('a bug');
    };
    expect(() => readable([1], broken)).toThrow('a bug');
  });

  test.each(tables)('of %s is refused as such, whatever it is: nothing else is thrown', (_, read, row) => {
    const anything = fc.oneof(fc.anything(), junk, spoilt<Record<string, unknown>>({ ...row }, []));
    fc.assert(
      fc.property(anything, (given) => {
        try {
          read(given);
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableRow);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('never reads as a run that counts for less than it holds: numbers and states stay what they were', () => {
    fc.assert(
      fc.property(spoilt(aRun({ seq: 5, ackedSeq: 2 }), ['run']), (given) => {
        const [read] = readable([given], readRun);
        if (read === undefined) return;
        const { seq, ackedSeq, state, writer, sealed } = given as RunRow;
        expect({ ...read, seq, ackedSeq, state, writer, sealed }).toEqual(read);
        expect(Number.isInteger(read.seq) && Number.isInteger(read.ackedSeq)).toBe(true);
      }),
    );
  });

  test('as a copy of what was sealed never reads as sent when it does not say so', () => {
    fc.assert(
      fc.property(spoilt(anOutboxRow(), ['run', 'writer']), (given) => {
        const [read] = readable<OutboxRow>([given], readOutboxRow);
        if (read !== undefined) expect(read.sent).toBe((given as OutboxRow).sent);
      }),
    );
  });
});
