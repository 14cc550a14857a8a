/* Oracle: what is in every database of the device before and after, read by the test itself. */
import { IDBFactory } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { probeStorage } from '../../../src/student/db/probe.ts';
import { failWrites } from './failing-disk.ts';
import { aRun, freshDatabase, freshFactory } from './rows.ts';

const rowsOf = (indexedDB: IDBFactory, name: string, store: string) =>
  new Promise<unknown[]>((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const all = opening.result.transaction(store).objectStore(store).getAll();
      all.onsuccess = () => {
        opening.result.close();
        resolve(all.result);
      };
    };
  });

test('a disk that works is told so, time after time, and nothing of it stays', async () => {
  const indexedDB = new IDBFactory();
  for (let time = 0; time < 3; time++) expect(await probeStorage(indexedDB)).toBe(true);
  expect(await rowsOf(indexedDB, 'satchel-probe', 'probe')).toEqual([]);
});

test('what students have saved is not touched', async () => {
  const indexedDB = freshFactory();
  const db = freshDatabase(indexedDB);
  await db.runs.put(aRun());
  expect(await probeStorage(indexedDB)).toBe(true);
  expect(await db.runs.count()).toBe(1);
  db.close();
});

test('two at the same time do not meet each other’s bytes', async () => {
  const indexedDB = new IDBFactory();
  const found = await Promise.all([1, 2, 3].map((byte) => probeStorage(indexedDB, new Uint8Array(64).fill(byte))));
  expect(found).toEqual([true, true, true]);
});

test('the write is asked for as strictly as that of an answer', async () => {
  const indexedDB = new IDBFactory();
  const asked: unknown[] = [];
  const open = indexedDB.open.bind(indexedDB);
  indexedDB.open = (...which) => {
    const request = open(...which);
    request.addEventListener('success', () => {
      const transaction = request.result.transaction.bind(request.result);
      request.result.transaction = (stores, mode, options) => {
        if (mode === 'readwrite') asked.push(options);
        return transaction(stores, mode, options);
      };
    });
    return request;
  };
  expect(await probeStorage(indexedDB)).toBe(true);
  expect(asked).toEqual([{ durability: 'strict' }, { durability: 'strict' }]);
});

test('a browser that refuses its database is told so', async () => {
  const indexedDB = new IDBFactory();
  indexedDB.open = () => {
    throw new DOMException('not here', 'SecurityError');
  };
  expect(await probeStorage(indexedDB)).toBe(false);
});

test.each(['QuotaExceededError', 'UnknownError'])('a disk that takes nothing (%s) is told so', async (error) => {
  const disk = failWrites('probe', error);
  expect(await probeStorage(new IDBFactory())).toBe(false);
  expect(disk.failed()).toBe(1);
  disk.heal();
  expect(await probeStorage(new IDBFactory())).toBe(true);
});
