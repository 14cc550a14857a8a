import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SatchelDatabase } from '../../../src/student/db/database.ts';
import { saveAnswers, saveView } from '../../../src/student/db/save-answer.ts';
import { failWrites } from './failing-disk.ts';
import { aRun, aSubmit, freshDatabase, freshFactory, RUN, T0, TAB } from './rows.ts';

const choice = (questionId: string, ...indexes: number[]) => ({
  itemId: 'item-1',
  questionId,
  response: { options: indexes.map((index) => ({ index })) },
});
const writing = { run: RUN, tab: TAB, now: T0 + 5000, elapsedMs: 700 };

let db: SatchelDatabase;
beforeEach(async () => {
  db = freshDatabase();
  await db.runs.put(aRun());
});
afterEach(() => {
  vi.restoreAllMocks();
  db.close();
});

const rows = () => db.answers.toArray();
const run = async () => (await db.runs.get(RUN)) ?? expect.fail('the run is gone');

describe('saving an answer', () => {
  test('says so only after another connection to the same database can read it', async () => {
    const indexedDB = freshFactory();
    const one = freshDatabase(indexedDB);
    const other = freshDatabase(indexedDB);
    await one.runs.put(aRun());
    expect(await saveAnswers(one, writing, [choice('q1', 2)])).toMatchObject({ ok: true });
    expect(await other.answers.get([RUN, 'item-1', 'q1'])).toMatchObject({ response: { options: [{ index: 2 }] } });
    one.close();
    other.close();
  });

  test('gives each changed question the next number of the run, without a gap', async () => {
    await saveAnswers(db, writing, [choice('q1', 0), choice('q2', 1)]);
    await saveAnswers(db, writing, [choice('q1', 3)]);
    expect((await rows()).map(({ questionId, seq }) => [questionId, seq])).toEqual([
      ['q1', 3],
      ['q2', 2],
    ]);
    expect((await run()).seq).toBe(3);
  });

  test('counts two changes of one question in one save once, and keeps the later', async () => {
    await saveAnswers(db, writing, [choice('q1', 0), choice('q1', 1)]);
    expect(await rows()).toMatchObject([{ questionId: 'q1', seq: 1, response: { options: [{ index: 1 }] } }]);
    expect((await run()).seq).toBe(1);
  });

  test('keeps an emptied answer as a cleared one, so that the server hears of it', async () => {
    await saveAnswers(db, writing, [choice('q1', 0)]);
    await saveAnswers(db, writing, [choice('q1')]);
    expect(await rows()).toMatchObject([{ response: null, seq: 2 }]);
  });

  test('stores text without lone surrogates and U+0000, as both stores and the digest will see it', async () => {
    await saveAnswers(db, writing, [{ itemId: 'item-1', questionId: 'q1', response: { value: 'a\uD800\0b' } }]);
    expect(await rows()).toMatchObject([{ response: { value: 'a\uFFFDb' } }]);
  });

  test('lifts the mark of an answer that the server refused, because it is another answer now', async () => {
    await saveAnswers(db, writing, [choice('q1', 0)]);
    await db.answers.update([RUN, 'item-1', 'q1'], { problem: 'refused' });
    await saveAnswers(db, writing, [choice('q1', 1)]);
    expect(await rows()).toMatchObject([{ problem: null }]);
  });

  test('adds up how long the test was open', async () => {
    await saveAnswers(db, writing, [choice('q1', 0)]);
    await saveView(db, { ...writing, elapsedMs: 300 }, { itemId: 'item-1' });
    expect(await run()).toMatchObject({ elapsedMs: 1000, view: { itemId: 'item-1' } });
  });

  test('marks made with the tools are to be sent, and stay so when the student only moves on', async () => {
    await saveView(db, writing, { itemId: 'item-1' });
    expect((await run()).unsentMarks).toBeUndefined();
    await saveView(db, writing, { itemId: 'item-1', marks: '{}' });
    await saveView(db, writing, { itemId: 'item-2', marks: '{}' });
    expect(await run()).toMatchObject({ unsentMarks: true, view: { itemId: 'item-2', marks: '{}' } });
  });

  test('keeps fields of the row that a newer version of the app wrote', async () => {
    await db.runs.put({ ...aRun(), invented: 'later' } as never);
    await saveAnswers(db, writing, [choice('q1', 0)]);
    expect(await run()).toMatchObject({ invented: 'later', seq: 1 });
  });
});

describe('two tabs', () => {
  test('a tab that lost the token saves nothing, and is told', async () => {
    await db.runs.update(RUN, { tab: 'tab-bbbbbbbbbbbbbbbb' });
    expect(await saveAnswers(db, writing, [choice('q1', 0)])).toEqual({ ok: false, reason: 'tab' });
    expect(await rows()).toEqual([]);
    expect((await run()).seq).toBe(0);
  });

  test('of two tabs that save at the same time, numbers are never given twice', async () => {
    const indexedDB = freshFactory();
    const tabs = [freshDatabase(indexedDB), freshDatabase(indexedDB)];
    await tabs[0]?.runs.put(aRun());
    const saves = tabs.flatMap((tab, at) =>
      Array.from({ length: 20 }, (_, n) => saveAnswers(tab, writing, [choice(`q${at}-${n}`, 0)])),
    );
    expect((await Promise.all(saves)).map(({ ok }) => ok)).toEqual(Array(40).fill(true));
    const seqs = ((await tabs[0]?.answers.toArray()) ?? []).map((row) => row.seq).sort((a, b) => a - b);
    expect(seqs).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
    for (const tab of tabs) tab.close();
  });
});

describe('a run that takes no more answers', () => {
  test('a submitted one refuses, and the answer that was submitted stays', async () => {
    await saveAnswers(db, writing, [choice('q1', 0)]);
    await db.runs.update(RUN, { state: 'submitted', submit: aSubmit() });
    expect(await saveAnswers(db, writing, [choice('q1', 1)])).toEqual({ ok: false, reason: 'submitted' });
    expect(await rows()).toMatchObject([{ response: { options: [{ index: 0 }] } }]);
  });

  test('one that was left behind still keeps what is typed into it', async () => {
    await db.runs.update(RUN, { state: 'stranded', problem: 'reset' });
    expect(await saveAnswers(db, writing, [choice('q1', 0)])).toMatchObject({ ok: true });
    expect(await rows()).toHaveLength(1);
  });
});

describe('a disk that fails', () => {
  test.each(['runs', 'answers'])(
    'full, noticed while %s is written: reported at once, nothing half written',
    async (store) => {
      const disk = failWrites(store, 'QuotaExceededError');
      expect(await saveAnswers(db, writing, [choice('q1', 0)])).toEqual({
        ok: false,
        reason: 'storage',
        detail: 'The storage of this device is full.',
      });
      expect(disk.failed()).toBe(1);
      disk.heal();
      expect(await rows()).toEqual([]);
      expect((await run()).seq).toBe(0);
      expect(await saveAnswers(db, writing, [choice('q1', 0)])).toMatchObject({ ok: true });
    },
  );

  test('a database that fails twice is opened again and the answer is saved once', async () => {
    const disk = failWrites('answers', 'UnknownError', 2);
    expect(await saveAnswers(db, writing, [choice('q1', 0)])).toMatchObject({ ok: true });
    expect(disk.failed()).toBe(2);
    expect(await rows()).toMatchObject([{ seq: 1 }]);
  });

  test('one that fails for good is tried four times in all, and then reported', async () => {
    const disk = failWrites('answers', 'UnknownError');
    expect(await saveAnswers(db, writing, [choice('q1', 0)])).toMatchObject({ ok: false, reason: 'storage' });
    expect(disk.failed()).toBe(4);
  });

  test('a connection that the browser closed under the tab is opened again', async () => {
    await saveAnswers(db, writing, [choice('q1', 0)]);
    db.backendDB().close();
    expect(await saveAnswers(db, writing, [choice('q2', 0)])).toMatchObject({ ok: true });
    expect(await rows()).toHaveLength(2);
  });

  test('a run whose row cannot be read is reported and left as it is', async () => {
    await db.runs.put({ run: RUN, from: 'another world' } as never);
    expect(await saveAnswers(db, writing, [choice('q1', 0)])).toMatchObject({ ok: false, reason: 'storage' });
    expect(await db.runs.get(RUN)).toEqual({ run: RUN, from: 'another world' });
  });
});

test('whatever is answered in whatever order, each question holds its last value and the counter counts every change', async () => {
  const changes = fc.array(
    fc.array(fc.tuple(fc.constantFrom('q1', 'q2', 'q3'), fc.nat(5)), { minLength: 1, maxLength: 4 }),
    { maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(changes, async (saves) => {
      const own = freshDatabase();
      await own.runs.put(aRun());
      const model = new Map<string, number>();
      let counted = 0;
      for (const save of saves) {
        await saveAnswers(
          own,
          writing,
          save.map(([questionId, index]) => choice(questionId, index)),
        );
        for (const [questionId, index] of save) model.set(questionId, index);
        counted += new Set(save.map(([questionId]) => questionId)).size;
      }
      const stored = await own.answers.toArray();
      expect(new Map(stored.map((row) => [row.questionId, row.response]))).toEqual(
        new Map([...model].map(([questionId, index]) => [questionId, { options: [{ index }] }])),
      );
      expect((await own.runs.get(RUN))?.seq).toBe(counted);
      expect(Math.max(0, ...stored.map((row) => row.seq))).toBe(counted);
      own.close();
    }),
    { numRuns: 25 },
  );
});
