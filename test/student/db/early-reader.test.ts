import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, expect, test, vi } from 'vitest';
import { itemAdditionalData, NONCE_BYTES } from '../../../src/shared/contract/sealing.ts';
import { toBase64url } from '../../../src/student/db/base64url.ts';
import { readOpenAttempt } from '../../../src/student/db/early-reader.ts';
import { openRow, writeOpen } from '../../../src/student/db/meta.ts';
import { DATABASE_NAME } from '../../../src/student/db/rows.ts';
import { sampleItems } from '../../support/sample-test.ts';
import { anAnswer, aPartition, aRun, aSession, contentKey, freshDatabase, PACKAGE, PARTITION, RUN } from './rows.ts';

const EXAM = 'exam-1';
const items = sampleItems.map((item) => ({ id: item.id, questions: item.questions.map((question) => question.id) }));

async function seal(itemId: string, name = itemAdditionalData(EXAM, 1, itemId)): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const plain = new TextEncoder().encode(JSON.stringify(sampleItems.find((item) => item.id === itemId)));
  const params = { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(name) };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(params, contentKey, plain));
  return toBase64url(new Uint8Array([...iv, ...sealed]));
}

const open = openRow(aRun(), 'item-6');

/** A device in the middle of a test, as Dexie writes it; `spoil` makes something unexpected of it. */
async function device(spoil: (db: ReturnType<typeof freshDatabase>) => Promise<unknown> = async () => {}) {
  const indexedDB = new IDBFactory();
  const db = freshDatabase(indexedDB);
  await db.partitions.put(aPartition());
  await db.sessions.put(aSession());
  await db.runs.put(aRun({ view: { itemId: 'item-6' } }));
  await db.answers.bulkPut([
    anAnswer({ seq: 1 }),
    anAnswer({ seq: 2 }),
    { ...anAnswer({ seq: 3 }), run: `${RUN}0` },
    { ...anAnswer({ seq: 4 }), run: RUN.slice(0, -1) },
  ]);
  await db.packages.put({ hash: PACKAGE, examId: EXAM, examVersion: 1, items, media: [], keys: null });
  await db.items.bulkPut([
    { package: PACKAGE, id: 'item-1', sealed: await seal('item-1') },
    { package: PACKAGE, id: 'item-6', sealed: await seal('item-6') },
  ]);
  await db.meta.bulkPut([{ name: 'signed-in', value: PARTITION }]);
  await writeOpen(db, aRun(), 'item-6');
  await spoil(db);
  db.close();
  return indexedDB;
}

const NOW = Date.parse('2026-03-02T09:00:00Z');
const read = (indexedDB: IDBFactory) => readOpenAttempt(indexedDB, NOW);

test('reads the open item with the answers of its run, and of no run beside it', async () => {
  const early = await read(await device());
  expect(early?.open).toEqual(open);
  expect(early?.attempt?.item).toEqual(sampleItems[5]);
  expect(early?.attempt?.answers.map(({ seq }) => seq)).toEqual([1, 2]);
});

test('reads the first item of a test that was only just started', async () => {
  const started = device(async (db) => {
    await db.runs.update(RUN, { view: {} });
    await writeOpen(db, aRun(), 'item-1');
  });
  const early = await read(await started);
  expect(early?.attempt?.item.id).toBe('item-1');
});

test('reads the item that the run’s row names when the note of what is open is older', async () => {
  const early = await read(await device((db) => db.runs.update(RUN, { view: { itemId: 'item-1' } })));
  expect(early?.attempt?.item.id).toBe('item-1');
});

afterEach(() => vi.restoreAllMocks());

test('asks for the rows of a note before the database has told what is open, and for no others where it says the same', async () => {
  const indexedDB = await device();
  const asked = vi.spyOn(IDBObjectStore.prototype, 'get');
  const { getAll } = IDBObjectStore.prototype;
  let askedBefore = 0;
  vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(function (this: IDBObjectStore, ...args) {
    const request = getAll.apply(this, args);
    if (this.name === 'meta') request.addEventListener('success', () => (askedBefore = asked.mock.calls.length));
    return request;
  });
  const early = await readOpenAttempt(indexedDB, NOW, () => JSON.stringify(open));
  expect([askedBefore, asked.mock.calls.length]).toEqual([5, 5]);
  expect(early).toEqual(await read(indexedDB));
  expect(early?.attempt?.item).toEqual(sampleItems[5]);
});

test.each([
  ['another item', { ...open, itemId: 'item-1' }],
  ['a run that is gone', { ...open, run: 'run-0' }],
  ['another student', { ...open, partition: 'demo/student-2' }],
  ['rows that never were', { ...open, package: '', sessionId: '', itemId: '' }],
  ['nothing', null],
  ['nonsense', [7]],
])('reads what the database says where the note is %s', async (_, note) => {
  const indexedDB = await device();
  expect(await readOpenAttempt(indexedDB, NOW, () => JSON.stringify(note))).toEqual(await read(indexedDB));
});

test.each([
  ['no JSON', () => '{'],
  [
    'in a storage that is blocked',
    () => {
      throw new DOMException('blocked', 'SecurityError');
    },
  ],
])('reads what the database says where the note is %s', async (_, note) => {
  const indexedDB = await device();
  const early = await readOpenAttempt(indexedDB, NOW, note);
  expect(early?.attempt).not.toBeNull();
  expect(early).toEqual(await read(indexedDB));
});

test('shows nothing by a note alone', async () => {
  const closed = await device((db) => db.meta.put({ name: 'open', value: null }));
  expect(await readOpenAttempt(closed, NOW, () => JSON.stringify(open))).toBeNull();
});

test('lets go of the database: an upgrade and a deletion are not blocked afterwards', async () => {
  const indexedDB = await device();
  await read(indexedDB);
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase(DATABASE_NAME);
    request.onsuccess = () => resolve();
    request.onblocked = () => reject(new Error('blocked'));
  });
});

test('does not create a database where there is none', async () => {
  const indexedDB = new IDBFactory();
  expect(await read(indexedDB)).toBeNull();
  expect(await indexedDB.databases()).toEqual([]);
});

test('does not touch a database of another version', async () => {
  const indexedDB = new IDBFactory();
  await new Promise<void>((resolve) => {
    const request = indexedDB.open(DATABASE_NAME, 999);
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
  expect(await read(indexedDB)).toBeNull();
  expect((await indexedDB.databases())[0]?.version).toBe(999);
});

test('shows nothing of a student who is not the one signed in', async () => {
  expect(await read(await device((db) => db.meta.put({ name: 'signed-in', value: 'demo/student-2' })))).toBeNull();
  expect(await read(await device((db) => db.meta.put({ name: 'signed-in', value: null })))).toBeNull();
});

test('shows nothing when no attempt is open', async () => {
  expect(await read(await device((db) => db.meta.put({ name: 'open', value: null })))).toBeNull();
  expect(await read(await device((db) => db.meta.put({ name: 'open', value: 'nonsense' })))).toBeNull();
});

test('leaves to the services whatever is not as expected, and says which run was open', async () => {
  const surprises: Array<Parameters<typeof device>[0]> = [
    (db) => db.runs.update(RUN, { state: 'submitted' }),
    (db) => db.runs.update(RUN, { partition: 'demo/student-2' }),
    (db) => db.runs.delete(RUN),
    (db) => db.sessions.clear(),
    (db) => db.packages.clear(),
    (db) => db.items.clear(),
    (db) => db.items.update([PACKAGE, 'item-6'], { sealed: 'AAAA' }),
    async (db) => db.items.update([PACKAGE, 'item-6'], { sealed: await seal('item-1') }),
    (db) => db.packages.update(PACKAGE, { examVersion: 2 }),
  ];
  for (const surprise of surprises) {
    expect(await read(await device(surprise))).toEqual({ open, attempt: null });
  }
});

test('shows nothing of a test that its student left, where a proctor has to let them in again', async () => {
  const left = { times: 1, isLocked: true, wrong: { count: 0, at: 0 } };
  const leaveLock = { salt: 'AAAA', iterations: 1, verifier: 'AAAA' };
  const leave = (isLocked: boolean, part: object) =>
    device(async (db) => {
      await db.runs.update(RUN, { left: { ...left, isLocked } });
      const session = aSession();
      await db.sessions.put({
        ...session,
        listed: { ...session.listed, config: { ...session.listed.config, ...part } },
      });
    });
  expect(await read(await leave(true, { leaveLock }))).toEqual({ open, attempt: null });
  expect(await read(await leave(false, { leaveLock }))).toMatchObject({ attempt: { item: { id: 'item-6' } } });
  expect(await read(await leave(true, {}))).toMatchObject({ attempt: { item: { id: 'item-6' } } });
});
