import { Dexie, RangeSet } from 'dexie';
import { expect, test } from 'vitest';
import { answersOfRun, onCommit } from '../../../src/student/db/database.ts';
import { readDeviceId } from '../../../src/student/db/identity.ts';
import { DATABASE_NAME, DATABASE_VERSION } from '../../../src/student/db/rows.ts';
import { anAnswer, aRun, freshDatabase, freshFactory, RUN } from './rows.ts';

const tick = () => new Promise((resolve) => setTimeout(resolve, 5));

test('has the version that the early reader compares with', async () => {
  const indexedDB = freshFactory();
  const db = freshDatabase(indexedDB);
  await db.open();
  expect(await indexedDB.databases()).toEqual([{ name: DATABASE_NAME, version: DATABASE_VERSION * 10 }]);
  db.close();
});

test('asks for strict commits', () => {
  const db = freshDatabase();
  expect(db._options.chromeTransactionDurability).toBe('strict');
  db.close();
});

test('makes way for a newer version of the app, and goes on working beside it', async () => {
  const indexedDB = freshFactory();
  const old = freshDatabase(indexedDB);
  await old.runs.put(aRun());
  await new Promise<void>((upgraded, failed) => {
    const request = indexedDB.open(DATABASE_NAME, (DATABASE_VERSION + 1) * 10);
    request.onupgradeneeded = () => request.result.createObjectStore('invented');
    request.onerror = () => failed(request.error);
    request.onsuccess = () => {
      request.result.close();
      upgraded();
    };
  });
  await old.answers.put(anAnswer({ seq: 1 }));
  expect(await old.answers.count()).toBe(1);
  old.close();
});

test('does not make way for a deletion: rows that the server does not have would go with it', async () => {
  const indexedDB = freshFactory();
  const db = freshDatabase(indexedDB);
  await db.answers.put(anAnswer({ seq: 1 }));
  let deleted = false;
  indexedDB.deleteDatabase(DATABASE_NAME).onsuccess = () => {
    deleted = true;
  };
  await tick();
  expect(deleted).toBe(false);
  expect(await db.answers.count()).toBe(1);
  db.close();
});

test('finds the answers of one run, and none of a run whose id begins alike', async () => {
  const db = freshDatabase();
  await db.answers.bulkPut([
    anAnswer({ seq: 1 }),
    anAnswer({ seq: 2, itemId: '\uFFFF', questionId: '\uFFFF' }),
    anAnswer({ seq: 3, run: `${RUN}a` }),
    anAnswer({ seq: 4, run: RUN.slice(0, -1) }),
  ]);
  expect((await answersOfRun(db, RUN).toArray()).map((row) => row.seq)).toEqual([1, 2]);
  db.close();
});

test('says after each commit which tables it wrote, and nothing of what was rolled back', async () => {
  const db = freshDatabase();
  await db.open();
  const heard: string[][] = [];
  const stop = onCommit((tables) => heard.push([...tables].sort()));
  await db.runs.put(aRun());
  await db.transaction('rw', db.runs, db.answers, async () => {
    await db.runs.put(aRun({ seq: 1 }));
    await db.answers.put(anAnswer({ seq: 1 }));
  });
  await expect(
    db.transaction('rw', db.runs, async () => {
      await db.runs.put(aRun({ seq: 2 }));
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  await tick();
  stop();
  await db.runs.put(aRun({ seq: 3 }));
  expect(heard).toEqual([['runs'], ['answers', 'runs']]);
  db.close();
});

test('says of every table that it may have changed, after the page was put aside whole and taken up again', () => {
  const heard: Array<ReadonlySet<string>> = [];
  const stop = onCommit((tables) => heard.push(tables));
  // As Dexie tells it: no message reached the page meanwhile.
  Dexie.on.storagemutated.fire({ all: new RangeSet(-Infinity, [[]]) });
  stop();
  const db = freshDatabase();
  expect(heard.map((tables) => [...tables].sort())).toEqual([db.tables.map(({ name }) => name).sort()]);
  db.close();
});

test('has one id for the device, even when two tabs ask for it first', async () => {
  const indexedDB = freshFactory();
  const tabs = [freshDatabase(indexedDB), freshDatabase(indexedDB)];
  const ids = await Promise.all(tabs.map((db) => readDeviceId(db)));
  expect(new Set(ids).size).toBe(1);
  expect(ids[0]).toMatch(/^[A-Za-z0-9_-]{22}$/);
  for (const db of tabs) db.close();
});
