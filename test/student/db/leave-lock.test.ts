import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { leaveLock } from '../../../src/server/auth/leave-lock.ts';
import type { LeaveLock } from '../../../src/shared/contract/exam-config.ts';
import type { SatchelDatabase } from '../../../src/student/db/database.ts';
import { type LetIn, letIn, noteLeft } from '../../../src/student/db/leave-lock.ts';
import { saveAnswers } from '../../../src/student/db/save-answer.ts';
import { aRun, aSubmit, freshDatabase, RUN, T0, TAB } from './rows.ts';

const CODE = 'ABCD-EFGH-23';
const MINUTE = 60_000;
/** As a server makes it. */
const lock: LeaveLock = await leaveLock('config-1', CODE);

let db: SatchelDatabase;
let now: number;
beforeEach(async () => {
  db = freshDatabase();
  now = T0;
  await db.runs.put(aRun());
});
afterEach(() => db.close());
const left = async () => (await db.runs.get(RUN))?.left;
const leave = () => noteLeft(db, { run: RUN, tab: TAB });
const type = (typed: string): Promise<LetIn> => letIn(db, RUN, { typed, lock, now });

describe('a student who went elsewhere', () => {
  test('is let in by the code of the proctor, however it is typed, and can be locked out again', async () => {
    await leave();
    expect(await left()).toMatchObject({ times: 1, isLocked: true });
    expect(await type('abcd efgh 23')).toBe('ok');
    expect(await left()).toMatchObject({ times: 1, isLocked: false });
    await leave();
    expect(await left()).toMatchObject({ times: 2, isLocked: true });
  });

  test.each(['ABCD-EFGH-24', 'ABCDEFGH2', '', 'ABCD-EFGH-23X'])('is not let in by %j', async (typed) => {
    await leave();
    expect(await type(typed)).toBe('wrong');
    expect((await left())?.isLocked).toBe(true);
  });

  test('is not let in by the code of another config', async () => {
    await leave();
    const other = await leaveLock('config-2', CODE);
    expect(other.verifier).not.toBe(lock.verifier);
    expect(await letIn(db, RUN, { typed: 'ABCD-EFGH-24', lock: other, now })).toBe('wrong');
    expect(await letIn(db, RUN, { typed: CODE, lock: other, now })).toBe('ok');
  });

  test('waits longer and longer after five wrong codes, by the right one too; and no longer than that when the clock is set back', async () => {
    await leave();
    for (let tries = 0; tries < 5; tries++) expect(await type('ABCD-EFGH-24')).toBe('wrong');
    expect(await type(CODE)).toBe('slow-down');
    now -= 10 * MINUTE;
    expect(await type(CODE)).toBe('slow-down');
    now += 6000;
    expect(await type('ABCD-EFGH-24')).toBe('wrong');
    now += 6000;
    expect(await type(CODE)).toBe('slow-down');
    now += 5000;
    expect(await type(CODE)).toBe('ok');
    await leave();
    expect(await type('ABCD-EFGH-24')).toBe('wrong');
  });

  test('has no try for free by closing the app while a code is looked at', async () => {
    await leave();
    const trying = type('ABCD-EFGH-24');
    await expect.poll(async () => (await left())?.wrong.count).toBe(1);
    await trying;
    expect((await left())?.wrong.count).toBe(1);
  });

  test('loses no answer that is still to be saved', async () => {
    await leave();
    const writing = { run: RUN, tab: TAB, now, elapsedMs: 0 };
    const change = { itemId: 'a', questionId: 'q', response: { options: [{ index: 1 }] } };
    expect(await saveAnswers(db, writing, [change])).toMatchObject({ ok: true });
    expect((await left())?.isLocked).toBe(true);
  });

  test('is locked out at the list of tests too, where no tab holds the test', async () => {
    await db.runs.update(RUN, { tab: null });
    await leave();
    expect(await left()).toMatchObject({ times: 1, isLocked: true });
  });

  test('is not locked out by a tab that does not hold the test, nor after the submit', async () => {
    await noteLeft(db, { run: RUN, tab: 'tab-bbbbbbbbbbbbbbbb' });
    expect(await left()).toBeUndefined();
    await db.runs.update(RUN, { state: 'submitted', submit: aSubmit() });
    await leave();
    expect(await left()).toBeUndefined();
  });
});
