/*
 * What the server signed for answers that came by file. Oracle: the words of the statement. It takes nothing away, says
 * nothing of what it does not name, and counts the same however often and in whatever order it comes.
 */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyStatement, receiveStatement, type Statement } from '../../../src/student/db/apply-statement.ts';
import type { SatchelDatabase } from '../../../src/student/db/database.ts';
import { REFUSED } from '../../../src/student/db/refused.ts';
import type { RunRow } from '../../../src/student/db/rows.ts';
import { DIFFERS, LEFT_BEHIND } from '../../../src/student/db/run-transition.ts';
import { isUnsent } from '../../../src/student/db/runs.ts';
import { allRows } from './all-rows.ts';
import { anOutboxRow, asAnswer, OTHER_RUN, OTHER_WRITER } from './damaged-rows.ts';
import { anAnswer, aRun, aSubmit, freshDatabase, PARTITION, RUN, WRITER } from './rows.ts';

type Receipt = Extract<Statement, { kind: 'receipt' }>;
type Held = Extract<Statement, { kind: 'held' }>;

const SUBMIT = aSubmit({ through: 2, count: 2 });
const receipt = (part: Partial<Receipt['payload']> = {}): Receipt => ({
  kind: 'receipt',
  jws: 'receipt.p.s',
  payload: {
    session: 'session-1',
    run: RUN,
    attempt: 1,
    submitId: SUBMIT.submitId,
    count: 2,
    digest: SUBMIT.digest,
    receivedAt: '2026-03-02T10:00:00Z',
    ...part,
  },
});
const held = (part: Partial<Held['payload']> = {}): Held => ({
  kind: 'held',
  jws: 'held.p.s',
  payload: {
    session: 'session-1',
    run: RUN,
    writer: WRITER,
    through: 2,
    count: 2,
    receivedAt: '2026-03-02T10:00:00Z',
    standing: 'answers',
    ...part,
  },
});
const submitted = (part: Partial<RunRow> = {}) => aRun({ seq: 2, state: 'submitted', submit: SUBMIT, ...part });

describe('a receipt', () => {
  test('of this very submit makes the run received, and all that it covers acknowledged', () => {
    expect(receiveStatement(submitted(), receipt())).toMatchObject({
      state: 'received',
      ackedSeq: 2,
      receipt: 'receipt.p.s',
      receivedAt: Date.parse('2026-03-02T10:00:00Z'),
      problem: null,
    });
  });

  test('of other content than was submitted needs attention', () => {
    const after = receiveStatement(submitted(), receipt({ digest: 'e'.repeat(64) }));
    expect(after).toMatchObject({ state: 'received', problem: DIFFERS });
  });

  test.each<[string, RunRow, Partial<Receipt['payload']>]>([
    ['of an earlier submit of the run', submitted(), { submitId: 'submit-before-that-one' }],
    ['of a run that was never submitted here', aRun({ seq: 2 }), {}],
    ['of another run', submitted(), { run: OTHER_RUN }],
    ['of the same run in another session', submitted(), { session: 'session-2' }],
  ])('%s says nothing of this one', (_, run, part) => {
    expect(receiveStatement(run, receipt(part))).toBeNull();
  });

  test('acknowledges no further than the submit goes', () => {
    const run = submitted({ seq: 5, state: 'stranded' });
    expect(receiveStatement(run, receipt())).toMatchObject({ ackedSeq: 2, seq: 5 });
  });

  test('for a run that was left behind meanwhile does not bring it back by itself', () => {
    expect(receiveStatement(submitted({ state: 'stranded' }), receipt())).toMatchObject({
      state: 'stranded',
      receipt: null,
    });
  });
});

describe('a held', () => {
  test('of answers that count acknowledges them, and the test goes on', () => {
    const after = receiveStatement(aRun({ seq: 3 }), held());
    expect(after).toMatchObject({ state: 'open', ackedSeq: 2, held: null, problem: null });
  });

  test('of answers that wait in the journal leaves the run behind, with the word for it', () => {
    const after = receiveStatement(aRun({ seq: 3, ackedSeq: 1 }), held({ standing: 'journal' }));
    expect(after).toMatchObject({ state: 'stranded', held: 'held.p.s', problem: LEFT_BEHIND, aside: [[1, 2]] });
  });

  test('is no receipt: a submit goes on waiting for its own', () => {
    const after = receiveStatement(submitted(), held());
    expect(after).toMatchObject({ state: 'submitted', ackedSeq: 2, receipt: null });
    expect(after && isUnsent(after)).toBe(true);
  });

  test.each<[string, Partial<Held['payload']>]>([
    ['of another device’s writer', { writer: OTHER_WRITER }],
    ['of another run', { run: OTHER_RUN }],
    ['of the same run in another session', { session: 'session-2' }],
  ])('%s says nothing of this run', (_, part) => {
    expect(receiveStatement(aRun({ seq: 2 }), held(part))).toBeNull();
  });

  test('that says more than was ever counted here acknowledges what is here', () => {
    expect(receiveStatement(aRun({ seq: 2 }), held({ through: 900 }))).toMatchObject({ ackedSeq: 2 });
  });
});

const runs = fc
  .record({
    seq: fc.nat(5),
    acked: fc.nat(5),
    state: fc.constantFrom<RunRow['state']>('open', 'submitted', 'received', 'stranded'),
    through: fc.nat(5),
    isSubmitted: fc.boolean(),
  })
  .map(({ seq, acked, state, through, isSubmitted }) => {
    const submit = isSubmitted || state === 'submitted' || state === 'received' ? { ...SUBMIT, through } : null;
    return aRun({ seq, ackedSeq: Math.min(acked, seq), state, submit });
  });
const statements: fc.Arbitrary<Statement> = fc.oneof(
  fc
    .record({ through: fc.nat(8), standing: fc.constantFrom('answers', 'journal'), isOwn: fc.boolean() })
    .map(({ through, standing, isOwn }) => held({ through, standing, writer: isOwn ? WRITER : OTHER_WRITER })),
  fc.record({ isThis: fc.boolean(), isSame: fc.boolean() }).map(({ isThis, isSame }) =>
    receipt({
      submitId: isThis ? SUBMIT.submitId : 'submit-of-somebody-else',
      digest: isSame ? SUBMIT.digest : 'e'.repeat(64),
    }),
  ),
);

describe('whatever is stated of whatever run', () => {
  test('nothing that was acknowledged is taken back, and nothing counted changes its number', () => {
    fc.assert(
      fc.property(runs, statements, (run, statement) => {
        const after = receiveStatement(run, statement);
        if (after === null) return;
        expect(after.ackedSeq).toBeGreaterThanOrEqual(run.ackedSeq);
        expect(after.ackedSeq).toBeLessThanOrEqual(after.seq);
        expect(after).toMatchObject({ seq: run.seq, writer: run.writer, submit: run.submit, run: run.run });
      }),
    );
  });

  test('twice is once', () => {
    fc.assert(
      fc.property(runs, statements, (run, statement) => {
        const once = receiveStatement(run, statement);
        if (once === null) return;
        const twice = receiveStatement(once, statement);
        const { aside: _, ...rest } = once;
        expect(twice).toMatchObject(rest);
      }),
    );
  });

  test('only a receipt makes a run received, and only of a submit that waits', () => {
    fc.assert(
      fc.property(runs, statements, (run, statement) => {
        const after = receiveStatement(run, statement);
        if (after?.state !== 'received' || run.state === 'received') return;
        expect([statement.kind, run.state]).toEqual(['receipt', 'submitted']);
      }),
    );
  });

  test('what is acknowledged lies in what the statement covers', () => {
    fc.assert(
      fc.property(runs, statements, (run, statement) => {
        const after = receiveStatement(run, statement);
        if (after === null || after.ackedSeq === run.ackedSeq) return;
        const covered = statement.kind === 'held' ? statement.payload.through : (run.submit?.through ?? 0);
        expect(after.ackedSeq).toBeLessThanOrEqual(covered);
      }),
    );
  });
});

describe('on the device', () => {
  let db: SatchelDatabase;
  beforeEach(() => {
    db = freshDatabase();
  });
  afterEach(() => db.close());
  const outbox = async () => (await db.outbox.toArray()).map(({ run, writer, sent }) => [run, writer, sent]);

  test('a statement about nothing that is here changes nothing, and says so', async () => {
    await db.runs.put(aRun({ seq: 2 }));
    await db.outbox.put(anOutboxRow());
    const before = await allRows(db);
    for (const one of [held({ run: OTHER_RUN }), held({ writer: OTHER_WRITER }), receipt({ run: OTHER_RUN })]) {
      expect(await applyStatement(db, one)).toBe(false);
    }
    expect(await allRows(db)).toEqual(before);
  });

  test('a held counts what is sealed as sent when it reaches as far, and not a change earlier', async () => {
    await db.outbox.bulkPut([anOutboxRow({ seq: 3 }), anOutboxRow({ run: OTHER_RUN, seq: 1 })]);
    expect(await applyStatement(db, held({ through: 2 }))).toBe(false);
    expect(await outbox()).toEqual([
      [RUN, WRITER, false],
      [OTHER_RUN, WRITER, false],
    ]);
    expect(await applyStatement(db, held({ through: 3 }))).toBe(true);
    expect(await outbox()).toEqual([
      [RUN, WRITER, true],
      [OTHER_RUN, WRITER, false],
    ]);
  });

  test('of two writers of one run, that one alone counts as sent which it names', async () => {
    await db.outbox.bulkPut([anOutboxRow(), anOutboxRow({ writer: OTHER_WRITER })]);
    await applyStatement(db, held());
    expect(await outbox()).toEqual([
      [RUN, WRITER, true],
      [RUN, OTHER_WRITER, false],
    ]);
  });

  test('a receipt counts what was put back from a lost database as sent by its submit alone, and notes when', async () => {
    await db.outbox.bulkPut([
      anOutboxRow({ submitId: SUBMIT.submitId, problem: 'not taken' }),
      anOutboxRow({ writer: OTHER_WRITER, submitId: 'submit-of-somebody-else' }),
    ]);
    expect(await applyStatement(db, receipt())).toBe(true);
    expect(await db.outbox.get([RUN, WRITER])).toMatchObject({
      sent: true,
      problem: null,
      receivedAt: Date.parse('2026-03-02T10:00:00Z'),
    });
    expect(await db.outbox.get([RUN, OTHER_WRITER])).toMatchObject({ sent: false });
  });

  test('a held notes no receipt: what has none is not cleaned up', async () => {
    await db.outbox.put(anOutboxRow());
    await applyStatement(db, held());
    expect(await db.outbox.get([RUN, WRITER])).not.toHaveProperty('receivedAt');
  });

  test('an answer that was refused by name needs attention, with its value as it was', async () => {
    await db.runs.put(aRun({ seq: 3 }));
    const unreadable = asAnswer({ questionId: 'q3', seq: 3, response: { hologram: 1 } });
    await db.answers.bulkPut([anAnswer({ seq: 1 }), anAnswer({ seq: 2 }), unreadable]);
    await applyStatement(db, held({ through: 3, aside: [[2, 3]] }));
    expect(await db.answers.toArray()).toEqual([
      anAnswer({ seq: 1 }),
      { ...anAnswer({ seq: 2 }), problem: REFUSED },
      { ...unreadable, problem: REFUSED },
    ]);
  });

  test('one that was changed since, came from elsewhere or is marked already is not marked', async () => {
    await db.runs.put(aRun({ seq: 9 }));
    const rows = [
      anAnswer({ seq: 9, questionId: 'changed' }),
      anAnswer({ seq: 2, questionId: 'foreign', foreign: true }),
      anAnswer({ seq: 2, questionId: 'marked', problem: 'too long' }),
    ];
    await db.answers.bulkPut(rows);
    await applyStatement(db, held({ through: 5, aside: [[2, 2]] }));
    expect(await db.answers.toArray()).toEqual(rows);
  });

  test('what was refused of a student who left is noted until they are back', async () => {
    await db.runs.put(aRun({ seq: 2, sealed: 'snapshot' }));
    await applyStatement(db, held({ aside: [[1, 1]] }));
    expect(await db.runs.get(RUN)).toMatchObject({ refused: [[1, 1]], sealed: 'snapshot' });
  });

  test('beside what was refused before they left, and once, however often it is said', async () => {
    await db.runs.put(
      aRun({
        seq: 9,
        sealed: 'snapshot',
        refused: [
          [9, 9],
          [2, 2],
        ],
      }),
    );
    for (let time = 0; time < 2; time++) await applyStatement(db, held({ aside: [[1, 3]] }));
    expect((await db.runs.get(RUN))?.refused).toEqual([
      [9, 9],
      [1, 3],
    ]);
  });

  test('a run whose snapshot was lost is counted anew once all that was sealed of it has arrived', async () => {
    await db.runs.bulkPut([
      aRun({ seq: 2, ackedSeq: 1, sealed: 'lost', aside: [[1, 1]], refused: [[2, 2]] }),
      aRun({ run: OTHER_RUN, seq: 2, sealed: 'lost' }),
    ]);
    await db.outbox.bulkPut([anOutboxRow({ seq: 2 }), anOutboxRow({ run: OTHER_RUN, seq: 2 })]);
    await applyStatement(db, held());
    const counted = await db.runs.get(RUN);
    expect(counted).toMatchObject({ sealed: null, seq: 0, ackedSeq: 0, revision: -1, claimed: false });
    expect([counted?.aside, counted?.refused]).toEqual([undefined, undefined]);
    expect(counted?.writer).not.toBe(WRITER);
    expect(await db.runs.get(OTHER_RUN)).toMatchObject({ sealed: 'lost', writer: WRITER });
  });

  test('a lost run that was submitted is not counted anew: its submit is all that is left to say', async () => {
    await db.runs.put(submitted({ sealed: 'lost' }));
    await db.outbox.put(anOutboxRow({ seq: 2, submitId: SUBMIT.submitId }));
    await applyStatement(db, receipt());
    expect(await db.runs.get(RUN)).toMatchObject({ sealed: 'lost', state: 'received', writer: WRITER });
  });

  test('of another student of the device nothing changes', async () => {
    const theirs = aRun({ run: OTHER_RUN, partition: 'demo/grace', sealed: 'lost', seq: 1 });
    await db.runs.bulkPut([theirs, aRun({ seq: 2, sealed: 'lost', partition: PARTITION })]);
    await db.outbox.put(anOutboxRow({ seq: 2 }));
    await applyStatement(db, held());
    expect(await db.runs.get(OTHER_RUN)).toEqual(theirs);
  });
});
