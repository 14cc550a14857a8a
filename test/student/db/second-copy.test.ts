/*
 * The second copy outside of IndexedDB, and what is put back of it into a database that was lost. Oracle: what every run holds
 * unsent. Whatever was unsent when the copies were last brought in line can be put back, and nothing that is there is touched.
 */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SatchelDatabase } from '../../../src/student/db/database.ts';
import { readIdentity, readLost } from '../../../src/student/db/identity.ts';
import { lockPartition } from '../../../src/student/db/lock.ts';
import { signInOnline } from '../../../src/student/db/partitions.ts';
import { putBack } from '../../../src/student/db/put-back.ts';
import type { AnswerRow, RunRow } from '../../../src/student/db/rows.ts';
import { isUnsent } from '../../../src/student/db/runs.ts';
import { type Copies, copyName, keepCopies, readCopies } from '../../../src/student/db/second-copy.ts';
import { allRows } from './all-rows.ts';
import { anOutboxRow, OTHER_RUN, OTHER_WRITER } from './damaged-rows.ts';
import { mapCopies } from './map-copies.ts';
import { anAnswer, aPartition, aRun, aSubmit, freshDatabase, PARTITION, RUN, T0, WRITER } from './rows.ts';

let db: SatchelDatabase;
let copies: ReturnType<typeof mapCopies>;
let kept: Map<string, string>;
/** Runs that were sealed, in the order in which they were. */
let sealed: string[];
beforeEach(async () => {
  db = freshDatabase();
  copies = mapCopies();
  kept = new Map();
  sealed = [];
  await db.partitions.put(
    aPartition({ publicKeys: [{ kty: 'EC', crv: 'P-256', kid: 'k', x: 'x', y: 'y' } as JsonWebKey] }),
  );
});
afterEach(() => db.close());

/** As the product seals, but to be read: what is in it is the point here. */
const sealRun = async ({ run, seq }: RunRow, answers: readonly AnswerRow[]) => {
  sealed.push(run);
  return answers.length === 0 && seq === 0
    ? null
    : JSON.stringify(answers.map((row) => [row.questionId, row.response]));
};
const keep = (on: Copies = copies) => keepCopies({ db, copies: on, sealRun, now: () => T0 }, kept);
const put = (run: RunRow, answers: AnswerRow[]) =>
  db.transaction('rw', [db.runs, db.answers], async () => {
    await db.runs.put(run);
    await db.answers.bulkPut(answers);
  });
const names = () => [...copies.texts.keys()];

describe('a copy', () => {
  test('is made of what is unsent, with the keys to know the server by, and of nothing else', async () => {
    await put(aRun({ seq: 1 }), [anAnswer({ seq: 1 })]);
    await put(aRun({ run: OTHER_RUN, seq: 1, ackedSeq: 1 }), [anAnswer({ run: OTHER_RUN, seq: 1 })]);
    await keep();
    expect(names()).toEqual([copyName(aRun())]);
    expect(await readCopies(copies)).toMatchObject([
      { run: RUN, writer: WRITER, seq: 1, unsent: 1, sent: false, rescued: { publicKeys: [{ kid: 'k' }] } },
    ]);
  });

  test('is made of a submit without its receipt, although every answer is there', async () => {
    await put(aRun({ seq: 1, ackedSeq: 1, state: 'submitted', submit: aSubmit() }), [anAnswer({ seq: 1 })]);
    await keep();
    expect(await readCopies(copies)).toMatchObject([{ submitId: aSubmit().submitId }]);
  });

  test('is made once, and again for each thing that makes it another one', async () => {
    const steps: Array<Partial<RunRow>> = [
      { seq: 2 },
      { uploadToken: 'u1.new' },
      { epoch: 2 },
      { submit: aSubmit(), state: 'submitted' },
      { submit: aSubmit({ submitId: 'submit-bbbbbbbbbbbbb' }) },
    ];
    await put(aRun({ seq: 1 }), [anAnswer({ seq: 1 })]);
    await keep();
    for (const [at, step] of steps.entries()) {
      await db.runs.update(RUN, step);
      await keep();
      await keep();
      expect(sealed).toHaveLength(at + 2);
    }
  });

  test('is not made anew because another tab took over, time passed or the place changed', async () => {
    await put(aRun({ seq: 1 }), [anAnswer({ seq: 1 })]);
    await keep();
    await db.runs.update(RUN, { tab: 'tab-bbbbbbbbbbbbbbbb', elapsedMs: 99_000, view: { itemId: 'item-2' } });
    await keep();
    expect(sealed).toEqual([RUN]);
  });

  test('goes when the server has everything, and comes back with the next answer', async () => {
    await put(aRun({ seq: 1 }), [anAnswer({ seq: 1 })]);
    await keep();
    await db.runs.update(RUN, { ackedSeq: 1 });
    await keep();
    expect(names()).toEqual([]);
    await put(aRun({ seq: 2, ackedSeq: 1 }), [anAnswer({ seq: 2 })]);
    await keep();
    expect(names()).toHaveLength(1);
  });

  test('that the rows know nothing of stays: it may be all that is left', async () => {
    copies.texts.set('run-of-a-lost-one/writer', JSON.stringify(anOutboxRow({ run: OTHER_RUN })));
    await keep();
    expect(names()).toEqual(['run-of-a-lost-one/writer']);
  });

  test('of an earlier writer of the run stays beside the one of the writer that followed', async () => {
    copies.texts.set(
      copyName({ run: RUN, writer: OTHER_WRITER }),
      JSON.stringify(anOutboxRow({ writer: OTHER_WRITER })),
    );
    await put(aRun({ seq: 1, ackedSeq: 1 }), [anAnswer({ seq: 1 })]);
    await keep();
    expect(names()).toEqual([copyName({ run: RUN, writer: OTHER_WRITER })]);
  });

  test('is of the sealed run when its student left, and of the rows again when they are back', async () => {
    await put(aRun({ seq: 1 }), [anAnswer({ seq: 1 })]);
    await keep();
    const student = { token: 't', student: { id: 'student-1', name: 'Ada' }, workspace: { id: 'demo', name: 'Demo' } };
    await signInOnline(db, 'ABCDEFGH', student, 10);
    await lockPartition(db, PARTITION, { sealRun: async () => 'sealed at lock', now: () => T0, comesBack: false });
    await keep();
    expect(await readCopies(copies)).toMatchObject([{ jwe: 'sealed at lock' }]);
    await signInOnline(db, 'ABCDEFGH', student, 10);
    await keep();
    expect(await readCopies(copies)).toMatchObject([{ jwe: '[["q1",{"options":[{"index":0}]}]]' }]);
  });

  test('is not made of a run in which nothing was answered', async () => {
    await db.runs.put(aRun({ state: 'submitted', submit: aSubmit() }));
    await keep();
    expect(names()).toEqual([]);
  });

  test('that does not fit is told, is not taken for made, and is made when there is room', async () => {
    let isFull = true;
    const small = mapCopies(() => isFull);
    await put(aRun({ seq: 1 }), [anAnswer({ seq: 1 })]);
    await expect(keep(small)).rejects.toThrow('full');
    isFull = false;
    await keep(small);
    expect([...small.texts.keys()]).toEqual([copyName(aRun())]);
  });

  test('that the server does not need any more makes room for the next, in a place that is full', async () => {
    const small = mapCopies((name) => small.texts.size > 0 && !small.texts.has(name));
    await put(aRun({ seq: 1 }), [anAnswer({ seq: 1 })]);
    await keep(small);
    await db.runs.update(RUN, { ackedSeq: 1 });
    await put(aRun({ run: OTHER_RUN, seq: 1 }), [anAnswer({ run: OTHER_RUN, seq: 1 })]);
    await keep(small);
    expect([...small.texts.keys()]).toEqual([copyName({ run: OTHER_RUN, writer: WRITER })]);
  });

  test('that cannot be sealed keeps no other one from being made', async () => {
    await put(aRun({ seq: 1 }), [anAnswer({ seq: 1 })]);
    await put(aRun({ run: OTHER_RUN, seq: 1 }), [anAnswer({ run: OTHER_RUN, seq: 1 })]);
    const seal = async ({ run }: RunRow) => (run === RUN ? expect.fail('no key') : 'sealed');
    await expect(keepCopies({ db, copies, sealRun: seal, now: () => T0 }, kept)).rejects.toThrow('no key');
    expect(names()).toEqual([copyName({ run: OTHER_RUN, writer: WRITER })]);
  });

  test('that does not fit keeps no other one from being made', async () => {
    const small = mapCopies((name) => name === copyName({ run: RUN, writer: WRITER }));
    await put(aRun({ seq: 1 }), [anAnswer({ seq: 1 })]);
    await put(aRun({ run: OTHER_RUN, seq: 1 }), [anAnswer({ run: OTHER_RUN, seq: 1 })]);
    await db.outbox.put(anOutboxRow({ run: 'run-cccccccccccccccc' }));
    await expect(keep(small)).rejects.toThrow('full');
    expect([...small.texts.keys()].sort()).toEqual([
      copyName({ run: OTHER_RUN, writer: WRITER }),
      copyName({ run: 'run-cccccccccccccccc', writer: WRITER }),
    ]);
  });

  test.each<[string, string]>([
    ['is no JSON', '{'],
    ['is another thing', '7'],
    ['is of a newer version', JSON.stringify({ ...anOutboxRow(), seq: 'seven' })],
    ['was cut short', JSON.stringify(anOutboxRow()).slice(0, 40)],
  ])('that %s is passed over, and stays for whoever can read it', async (_, text) => {
    copies.texts.set('one', text);
    copies.texts.set('two', JSON.stringify(anOutboxRow()));
    expect(await readCopies(copies)).toMatchObject([{ run: RUN }]);
    await keep();
    expect(copies.texts.get('one')).toBe(text);
  });
});

describe('putting back', () => {
  const marker = { deviceId: 'device-of-this-browser', life: 2 };

  test('into a new database: the device is the same, its life a later one, and that it was lost is noted', async () => {
    expect(await putBack(db, { marker, copies: [anOutboxRow({ sent: true, problem: 'no' })] })).toBe(true);
    expect(await readIdentity(db)).toEqual({ deviceId: marker.deviceId, life: 3 });
    expect(await readLost(db)).toEqual({ isSeen: false });
    expect(await db.outbox.toArray()).toMatchObject([{ run: RUN, sent: false, problem: null }]);
  });

  test('twice, as by a device that died after it, changes nothing more', async () => {
    await putBack(db, { marker, copies: [anOutboxRow()] });
    const rows = await allRows(db);
    expect(await putBack(db, { marker: { ...marker, life: 3 }, copies: [anOutboxRow()] })).toBe(false);
    expect(await allRows(db)).toEqual(rows);
  });

  test('with the marker gone too: the copies alone tell that something was lost', async () => {
    expect(await putBack(db, { marker: null, copies: [anOutboxRow()] })).toBe(true);
    expect(await readIdentity(db)).toBeNull();
  });

  test('nothing into a new device is no loss', async () => {
    expect(await putBack(db, { marker: null, copies: [] })).toBe(false);
    expect(await readLost(db)).toBeNull();
  });

  test('never over what is there: a sealed run, or a run of the same writer', async () => {
    const there = anOutboxRow({ jwe: 'newer', sent: true });
    await db.outbox.put(there);
    await db.runs.put(aRun({ run: OTHER_RUN, seq: 9 }));
    const olds = [anOutboxRow({ jwe: 'older' }), anOutboxRow({ run: OTHER_RUN, jwe: 'older' })];
    await putBack(db, { marker, copies: olds });
    expect(await db.outbox.toArray()).toEqual([there]);
  });

  test('beside a run that goes on under another writer: both go up', async () => {
    await db.runs.put(aRun({ writer: OTHER_WRITER, seq: 1 }));
    await putBack(db, { marker, copies: [anOutboxRow()] });
    expect(await db.outbox.count()).toBe(1);
  });

  test.each([
    ['the same', { deviceId: 'device-1', life: 2 }, 2],
    ['an earlier one, which a page that died had noted', { deviceId: 'device-1', life: 1 }, 2],
    ['a later one: an older database is back in its place', { deviceId: 'device-1', life: 4 }, 5],
    ['another device’s', { deviceId: 'device-2', life: 9 }, 2],
  ])('into a database that lives on, where the marker says %s', async (_, noted, life) => {
    await db.meta.bulkPut([
      { name: 'device-id', value: 'device-1' },
      { name: 'life', value: 2 },
    ]);
    await db.runs.put(aRun());
    expect(await putBack(db, { marker: noted, copies: [] })).toBe(false);
    expect(await readIdentity(db)).toEqual({ deviceId: 'device-1', life });
    expect((await db.runs.get(RUN))?.order).toEqual(life === 2 ? undefined : { life });
  });
});

test('of whatever was answered, sent and submitted, what was unsent is put back after a loss, and what was sent is not', async () => {
  const one = fc.record({ seq: fc.nat(4), behind: fc.nat(4), isSubmitted: fc.boolean(), isSealed: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(one, { minLength: 5, maxLength: 5 }), { maxLength: 4 }), async (rounds) => {
      for (const table of [db.runs, db.answers, db.outbox, db.meta]) await table.clear();
      copies.texts.clear();
      kept.clear();
      let unsent: string[] = [];
      for (const round of rounds) {
        unsent = [];
        for (const [n, { seq, behind, isSubmitted, isSealed }] of round.entries()) {
          const submit = isSubmitted ? { state: 'submitted' as const, submit: aSubmit() } : {};
          const run = aRun({ run: `run-${n}`, seq: seq + 1, ackedSeq: Math.max(0, seq + 1 - behind), ...submit });
          await put({ ...run, sealed: isSealed ? 'snapshot' : null }, [anAnswer({ run: run.run, seq: run.seq })]);
          if (isSealed) await db.outbox.put(anOutboxRow({ run: run.run, seq: run.seq, sent: !isUnsent(run) }));
          else await db.outbox.delete([run.run, WRITER]);
          if (isUnsent(run)) unsent.push(run.run);
        }
        await keep();
      }
      const next = freshDatabase();
      await putBack(next, { marker: null, copies: await readCopies(copies) });
      expect((await next.outbox.toArray()).map(({ run, sent }) => [run, sent])).toEqual(
        unsent.map((run) => [run, false]),
      );
      next.close();
    }),
    { numRuns: 30 },
  );
});
