/*
 * The reader that runs before everything else, over whatever a disk may have. Oracle: it shows the open attempt as it is, or
 * nothing; it never throws, never writes, never makes or changes a database, and stands in nobody's way.
 */

import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { itemAdditionalData, NONCE_BYTES } from '../../../src/shared/contract/sealing.ts';
import { toBase64url } from '../../../src/student/db/base64url.ts';
import type { SatchelDatabase } from '../../../src/student/db/database.ts';
import { readOpenAttempt } from '../../../src/student/db/early-reader.ts';
import { writeActive, writeOpen } from '../../../src/student/db/meta.ts';
import { DATABASE_NAME } from '../../../src/student/db/rows.ts';
import { sampleItems } from '../../support/sample-test.ts';
import { allRows } from './all-rows.ts';
import { junk, OTHER_RUN } from './damaged-rows.ts';
import {
  anAnswer,
  aPartition,
  aRun,
  aSession,
  contentKey,
  freshDatabase,
  PACKAGE,
  PARTITION,
  RUN,
  T0,
} from './rows.ts';

const MINUTE = 60_000;
const STORES = ['meta', 'partitions', 'sessions', 'runs', 'answers', 'packages', 'items'] as const;

async function sealed(itemId: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const plain = new TextEncoder().encode(JSON.stringify(sampleItems.find(({ id }) => id === itemId)));
  const additionalData = new TextEncoder().encode(itemAdditionalData('exam-1', 1, itemId));
  const bytes = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, contentKey, plain));
  return toBase64url(new Uint8Array([...iv, ...bytes]));
}
const item = { package: PACKAGE, id: 'item-1', sealed: await sealed('item-1') };

let indexedDB: IDBFactory;
let db: SatchelDatabase;
beforeEach(async () => {
  indexedDB = new IDBFactory();
  db = freshDatabase(indexedDB);
  await fill();
});
afterEach(() => db.close());

async function fill(): Promise<void> {
  for (const table of db.tables) await table.clear();
  await db.partitions.put(aPartition());
  await db.sessions.put(aSession());
  await db.runs.put(aRun({ view: { itemId: 'item-1' }, seq: 1 }));
  await db.answers.put(anAnswer({ seq: 1 }));
  await db.packages.put({ hash: PACKAGE, examId: 'exam-1', examVersion: 1, items: [], media: [], keys: null });
  await db.items.put(item);
  await db.meta.put({ name: 'signed-in', value: PARTITION });
  await writeOpen(db, aRun(), 'item-1');
}
const read = (now = T0) => readOpenAttempt(indexedDB, now);
const shows = async (now = T0) => (await read(now))?.attempt?.item.id ?? null;

test('shows the open attempt, and has changed nothing', async () => {
  const before = await allRows(db);
  expect(await shows()).toBe('item-1');
  expect(await allRows(db)).toEqual(before);
});

describe('shows nothing', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['of a student who is not signed in', () => db.meta.put({ name: 'signed-in', value: 'demo/grace' })],
    ['when nobody is signed in', () => db.meta.put({ name: 'signed-in', value: null })],
    ['of a run that was submitted', () => db.runs.update(RUN, { state: 'submitted' })],
    ['of a run that was received', () => db.runs.update(RUN, { state: 'received' })],
    ['of a run that was left behind', () => db.runs.update(RUN, { state: 'stranded' })],
    ['of a run whose answers are sealed', () => db.runs.update(RUN, { sealed: 'snapshot' })],
    ['of a run that is another student’s by now', () => db.runs.update(RUN, { partition: 'demo/grace' })],
    ['of a run that is gone', () => db.runs.delete(RUN)],
    ['of a session that is gone', () => db.sessions.clear()],
    ['of a package that is gone', () => db.packages.clear()],
    ['of an item that is gone', () => db.items.clear()],
    ['of a student whose row is gone', () => db.partitions.clear()],
    ['of an item that is cut short', () => db.items.put({ ...item, sealed: item.sealed.slice(0, -8) })],
    ['of an item with one letter changed', () => db.items.put({ ...item, sealed: flipped(item.sealed) })],
    ['of an item that is no base64', () => db.items.put({ ...item, sealed: '%%%' })],
    ['of an item in another’s place', () => db.runs.update(RUN, { 'view.itemId': 'item-2' })],
    ['of an item of another version', () => db.packages.update(PACKAGE, { examVersion: 2 })],
    ['where nothing says what is open', () => db.meta.delete('open')],
    ['where what is open is half said', () => db.meta.put({ name: 'open', value: { run: RUN } })],
  ])('%s', async (_, happens) => {
    await happens();
    expect(await shows()).toBeNull();
  });

  test('a quarter of an hour after the student last did something, and until then it does', async () => {
    await writeActive(db, T0);
    expect(await shows(T0 + 15 * MINUTE)).toBe('item-1');
    expect(await shows(T0 + 15 * MINUTE + 1)).toBeNull();
    expect(await shows(T0 - 15 * MINUTE - 1)).toBeNull();
  });
});

function flipped(text: string): string {
  const at = Math.floor(text.length / 2);
  return `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
}

describe('never fails', () => {
  test('whatever stands in whatever field of whatever row', async () => {
    const damage = fc.record({ store: fc.constantFrom(...STORES), field: fc.nat(30), value: junk });
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (damages) => {
        await fill();
        for (const { store, field, value } of damages) {
          await db
            .table(store)
            .toCollection()
            .modify((row: Record<string, unknown>) => {
              const keys: string[] = ['name', 'partition', 'id', 'run', 'itemId', 'questionId', 'hash', 'package'];
              const names = Object.keys(row).filter((name) => !keys.includes(name));
              row[names[field % names.length] ?? 'value'] = value;
            });
        }
        const early = await read();
        if (early?.attempt) expect(early.attempt.item).toEqual(sampleItems[0]);
      }),
      { numRuns: 60 },
    );
  });

  test('and makes no database where there is none', async () => {
    const none = new IDBFactory();
    expect(await readOpenAttempt(none, T0)).toBeNull();
    expect((await none.databases()).map(({ name }) => name)).not.toContain(DATABASE_NAME);
  });

  test('and leaves one of a newer version alone', async () => {
    db.close();
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(DATABASE_NAME, 20);
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    expect(await read()).toBeNull();
    expect(await indexedDB.databases()).toMatchObject([{ version: 20 }]);
  });

  test('and has nothing to show where a browser refuses to open it', async () => {
    const refusing = {
      open() {
        throw new DOMException('denied', 'SecurityError');
      },
    } as unknown as IDBFactory;
    expect(await readOpenAttempt(refusing, T0)).toBeNull();
  });

  test('and closes at once: an upgrade that comes right behind it is not kept waiting', async () => {
    const reading = read();
    db.close();
    const upgraded = new Promise<number>((resolve, reject) => {
      const request = indexedDB.open(DATABASE_NAME, 20);
      request.onsuccess = () => {
        resolve(request.result.version);
        request.result.close();
      };
      request.onerror = () => reject(request.error);
    });
    await reading;
    expect(await upgraded).toBe(20);
  });
});

test('brings the answers of its own run alone, whatever other runs are called', async () => {
  for (const run of [OTHER_RUN, `${RUN}a`, RUN.slice(0, -1), `${RUN} `])
    await db.answers.put(anAnswer({ run, seq: 1 }));
  expect((await read())?.attempt?.answers).toEqual([anAnswer({ seq: 1 })]);
});
