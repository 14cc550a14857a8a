/*
 * The first rungs of the ladder: what is opened again, how often, and what is not. Oracle: how often the browser was asked to
 * open the database or to write, and what is in it afterwards.
 */
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SatchelDatabase } from '../../../src/student/db/database.ts';
import { isDiskFull, UnreadableRow, withReopening } from '../../../src/student/db/storage-failure.ts';
import { failWrites } from './failing-disk.ts';
import { aRun, freshDatabase, RUN } from './rows.ts';

const BROKEN = { ok: false, detail: 'The storage of this device does not work right now.' };
const FULL = { ok: false, detail: 'The storage of this device is full.' };

let indexedDB: IDBFactory;
let db: SatchelDatabase;
beforeEach(() => {
  indexedDB = new IDBFactory();
  db = freshDatabase(indexedDB);
});
afterEach(() => {
  vi.restoreAllMocks();
  db.close();
});

/** The browser fails to open the database so often, in the words of Chromium. @returns how often it was asked to */
function failToOpen(times: number, name = 'UnknownError') {
  const open = indexedDB.open.bind(indexedDB);
  let asked = 0;
  vi.spyOn(indexedDB, 'open').mockImplementation((...database) => {
    asked++;
    if (asked > times) return open(...database);
    throw new DOMException('Internal error opening backing store for indexedDB.open.', name);
  });
  return () => asked;
}

const putRun = () => withReopening(db, () => db.runs.put(aRun()));

describe('internal error opening backing store', () => {
  test('once: it is opened again, and the row is there', async () => {
    const asked = failToOpen(1);
    expect(await putRun()).toMatchObject({ ok: true });
    expect(asked()).toBeGreaterThan(1);
    expect(await db.runs.count()).toBe(1);
  });

  test('for good: it is told, after three more tries, and the next job tries anew', async () => {
    let jobs = 0;
    const asked = failToOpen(Number.POSITIVE_INFINITY, 'InvalidStateError');
    const outcome = await withReopening(db, () => {
      jobs++;
      return db.runs.put(aRun());
    });
    expect(outcome).toEqual(BROKEN);
    expect(jobs).toBe(0);
    expect(asked()).toBe(4);
    vi.restoreAllMocks();
    expect(await putRun()).toMatchObject({ ok: true });
  });
});

describe('a connection that the browser closed', () => {
  test('InvalidStateError when a transaction begins: it is opened again', async () => {
    await putRun();
    db.backendDB().close();
    expect(await withReopening(db, () => db.runs.update(RUN, { seq: 1 }))).toEqual({ ok: true, value: 1 });
  });

  test('again and again: three more tries, and no more', async () => {
    await putRun();
    let tries = 0;
    const outcome = await withReopening(db, () => {
      tries++;
      db.backendDB().close();
      throw new DOMException('The database connection is closing.', 'InvalidStateError');
    });
    expect(outcome).toEqual(BROKEN);
    expect(tries).toBe(4);
    expect(await withReopening(db, () => db.runs.count())).toEqual({ ok: true, value: 1 });
  });
});

describe('a full disk', () => {
  test('is told by the AbortError of Dexie that hides it, and not tried again', async () => {
    const disk = failWrites('runs', 'QuotaExceededError');
    expect(await withReopening(db, () => db.transaction('rw', db.runs, () => db.runs.put(aRun())))).toEqual(FULL);
    expect(disk.failed()).toBe(1);
  });

  test.each([
    ['itself', { name: 'QuotaExceededError' }, true],
    ['inside of an AbortError', { name: 'AbortError', inner: { name: 'QuotaExceededError' } }, true],
    [
      'as the cause of one',
      { name: 'Error', cause: { name: 'AbortError', inner: { name: 'QuotaExceededError' } } },
      true,
    ],
    ['not in an AbortError without a cause', { name: 'AbortError', inner: null }, false],
    ['not in its words', { name: 'Error', message: 'QuotaExceededError' }, false],
    ['not in nothing', undefined, false],
  ])('is seen %s', (_, error, expected) => {
    expect(isDiskFull(error)).toBe(expected);
  });

  test('is not looked for without end', () => {
    const error: { name: string; inner?: object } = { name: 'AbortError' };
    error.inner = error;
    expect(isDiskFull(error)).toBe(false);
  });
});

test('a row that cannot be read is no failure of the disk: it is not tried again', async () => {
  let tries = 0;
  const outcome = await withReopening(db, async () => {
    tries++;
    throw new UnreadableRow('runs: seq');
  });
  expect([tries, outcome.ok]).toEqual([1, false]);
});
