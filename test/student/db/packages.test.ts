/*
 * Packages on the device. Oracle: which sessions and runs refer to what. A package that anything still needs, or may need, stays
 * with its items and files; everything else goes; and a device that dies at any step goes on with the copy that it had.
 */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ExamPackage } from '../../../src/shared/contract/package.ts';
import type { SatchelDatabase } from '../../../src/student/db/database.ts';
import { mintRun } from '../../../src/student/db/mint-run.ts';
import { markReady, storedMedia, storeMedia, storePackage, sweepPackages } from '../../../src/student/db/packages.ts';
import { readSession } from '../../../src/student/db/read-row.ts';
import { readyKeys } from '../../../src/student/db/ready-keys.ts';
import { releaseTab, takeTab } from '../../../src/student/db/runs.ts';
import { OTHER_RUN } from './damaged-rows.ts';
import { aRun, aSession, contentKey, freshDatabase, PARTITION, RUN, T0, TAB } from './rows.ts';

const hash = (letter: string) => letter.repeat(64);
const [A, B, C] = ['a', 'b', 'c'].map(hash) as [string, string, string];
const [ONE, TWO] = ['1', '2'].map(hash) as [string, string];

const sealed = (media: string[] = [], items = ['item-1', 'item-2']): ExamPackage =>
  ({
    examId: 'exam-1',
    examVersion: 0,
    items: items.map((id) => ({ id, questions: ['q'], sealed: `sealed ${id}` })),
    media: media.map((of) => ({ hash: of, bytes: 3 })),
  }) as unknown as ExamPackage;

let db: SatchelDatabase;
beforeEach(() => {
  db = freshDatabase();
});
afterEach(() => db.close());

const hashes = async () => (await db.packages.toArray()).map((row) => row.hash[0]).join('');
const media = async () => (await db.media.toArray()).map((row) => row.hash[0]).join('');
const otherKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['decrypt', 'encrypt']);
const ready = (of: string, key = contentKey) =>
  markReady(db, { partition: PARTITION, id: 'session-1' }, { package: of, contentKey: key, scoringKey: null });

describe('what is swept away', () => {
  test('is what nothing refers to, with its items, and files that no other package needs', async () => {
    await storePackage(db, A, sealed([ONE]));
    await storePackage(db, B, sealed([ONE, TWO]));
    await storeMedia(db, ONE, new Uint8Array(3));
    await storeMedia(db, TWO, new Uint8Array(3));
    await db.runs.put(aRun({ package: A }));
    await sweepPackages(db);
    expect([await hashes(), await media(), await db.items.count()]).toEqual(['a', '1', 2]);
  });

  test('is no item of a package whose hash begins alike', async () => {
    await storePackage(db, 'abc', sealed());
    await storePackage(db, 'abcd', sealed());
    await db.runs.put(aRun({ package: 'abcd' }));
    await sweepPackages(db);
    expect((await db.items.toArray()).map((row) => row.package)).toEqual(['abcd', 'abcd']);
  });

  test.each([
    ['the one that is ready', { readyPackage: C }, 'c'],
    [
      'the one that the list names, for a download that is under way',
      { listed: { package: { hash: C, bytes: 1 } } },
      'c',
    ],
    ['both, when the list has moved on', { readyPackage: B, listed: { package: { hash: C, bytes: 1 } } }, 'bc'],
    [
      'none, of a test that is over and not ready',
      { listed: { maturity: 'COMPLETE', package: { hash: C, bytes: 1 } } },
      '',
    ],
    [
      'both, of a test that is over and still to be looked at',
      { readyPackage: B, listed: { maturity: 'COMPLETE', package: { hash: C, bytes: 1 } } },
      'bc',
    ],
  ])('leaves of a session %s', async (_, part, left) => {
    await db.sessions.put(aSession(part));
    for (const of of [B, C]) await storePackage(db, of, sealed());
    await sweepPackages(db);
    expect(await hashes()).toBe(left);
  });

  test('of whatever refers to whatever is what nothing refers to, and nothing else', async () => {
    const letters = ['a', 'b', 'c', 'd'];
    const letter = fc.constantFrom(...letters);
    const shape = fc.record({
      there: fc.uniqueArray(letter),
      files: fc.array(fc.tuple(letter, fc.constantFrom('1', '2', '3')), { maxLength: 6 }),
      runs: fc.uniqueArray(letter, { maxLength: 3 }),
      sessions: fc.array(fc.record({ ready: fc.option(letter), listed: letter, isOver: fc.boolean() }), {
        maxLength: 3,
      }),
    });
    await fc.assert(
      fc.asyncProperty(shape, async ({ there, files, runs, sessions }) => {
        for (const table of db.tables) await table.clear();
        const filesOf = (of: string) => [...new Set(files.filter(([one]) => one === of).map(([, file]) => hash(file)))];
        for (const of of there) await storePackage(db, hash(of), sealed(filesOf(of), [`item-of-${of}`]));
        for (const file of ['1', '2', '3']) await storeMedia(db, hash(file), new Uint8Array(1));
        for (const of of runs) await db.runs.put(aRun({ run: `run-of-${of}`, package: hash(of) }));
        for (const [n, { ready: own, listed, isOver }] of sessions.entries()) {
          const maturity = isOver ? 'COMPLETE' : 'IN_PROGRESS';
          await db.sessions.put(
            aSession({
              id: `session-${n}`,
              readyPackage: own && hash(own),
              listed: { maturity, package: { hash: hash(listed), bytes: 1 } },
            }),
          );
        }
        await sweepPackages(db);
        const used = new Set(runs);
        for (const { ready: own, listed, isOver } of sessions) {
          if (own !== null) used.add(own);
          if (own !== null || !isOver) used.add(listed);
        }
        const left = there.filter((of) => used.has(of)).sort();
        expect(await hashes()).toBe(left.join(''));
        expect((await db.items.toArray()).map(({ id }) => id)).toEqual(left.map((of) => `item-of-${of}`));
        const needed = new Set(left.flatMap(filesOf));
        expect(new Set((await db.media.toArray()).map((row) => row.hash))).toEqual(needed);
      }),
      { numRuns: 40 },
    );
  });
});

describe('getting ready', () => {
  beforeEach(async () => {
    await db.sessions.put(aSession({ readyPackage: A }));
    await storePackage(db, A, sealed());
  });
  const session = async () => readSession(await db.sessions.get([PARTITION, 'session-1']));

  test('cut off at any step leaves the copy that was ready, whole', async () => {
    await db.sessions.update([PARTITION, 'session-1'], { 'listed.package.hash': B });
    const steps = [() => storePackage(db, B, sealed([ONE])), () => storeMedia(db, ONE, new Uint8Array(3))];
    for (const step of steps) {
      await step();
      await sweepPackages(db);
      expect((await session()).readyPackage).toBe(A);
      expect(await hashes()).toContain('a');
      expect(await db.items.where('[package+id]').between([A], [A, []]).count()).toBe(2);
    }
    await ready(B);
    expect([await hashes(), await media(), (await session()).readyPackage]).toEqual(['b', '1', B]);
  });

  test('keeps the older copy for a run that is answered on it, and its key with the run', async () => {
    await db.sessions.update([PARTITION, 'session-1'], { 'listed.package.hash': B });
    await db.runs.put(aRun({ package: A }));
    await storePackage(db, B, sealed());
    await ready(B, otherKey);
    expect(await hashes()).toBe('ab');
    expect((await db.runs.get(RUN))?.package).toBe(A);
  });

  test('on a package that the list names keeps no second key, and on another one its own', async () => {
    await ready(A);
    expect((await session()).readyContentKey).toBeNull();
    await ready(B, otherKey);
    expect((await session()).readyContentKey).not.toBeNull();
    expect(readyKeys(await session()).scoringKey).toBeNull();
  });

  test('twice is once', async () => {
    await ready(A);
    const before = await session();
    await storePackage(db, A, sealed());
    await ready(A);
    expect(await session()).toMatchObject({ ...before, contentKey: {}, runKey: {} });
    expect(await db.items.count()).toBe(2);
  });

  test('of a session that is not here is refused, and removes nothing', async () => {
    await db.sessions.clear();
    await expect(ready(A)).rejects.toThrow('sessions');
    expect(await hashes()).toBe('a');
  });

  test('knows which files are here already', async () => {
    await storeMedia(db, ONE, new Uint8Array(3));
    expect(await storedMedia(db, [ONE, TWO])).toEqual(new Set([ONE]));
    expect(await storedMedia(db, [])).toEqual(new Set());
  });
});

describe('a run that is begun', () => {
  test('is on the package that is ready, with the keys that open it, though the list names another', async () => {
    const session = aSession({
      readyPackage: A,
      readyContentKey: otherKey,
      listed: { package: { hash: B, bytes: 1 } },
    });
    const run = await mintRun(db, session, T0);
    expect(run).toMatchObject({ package: A, seq: 0, ackedSeq: 0, state: 'open', revision: -1, submit: null });
    expect(run?.contentKey).toBe(otherKey);
  });

  test('without a package that is ready is none', async () => {
    expect(await mintRun(db, aSession(), T0)).toBeNull();
    expect(await db.runs.count()).toBe(0);
  });

  test('twice, in two tabs at once, is one run with one writer', async () => {
    const session = aSession({ readyPackage: A });
    const [first, second] = await Promise.all([mintRun(db, session, T0), mintRun(db, session, T0 + 9)]);
    expect(second?.writer).toBe(first?.writer);
    expect(await db.runs.toArray()).toMatchObject([{ startedAt: T0 }]);
  });

  test('again after it was answered is as it stands: the counter begins once', async () => {
    await db.runs.put(aRun({ seq: 7, ackedSeq: 3 }));
    expect(await mintRun(db, aSession({ readyPackage: A }), T0)).toMatchObject({ seq: 7, ackedSeq: 3 });
  });

  test('counts under a writer that no other run, and no other database, has', async () => {
    const writers = new Set<string>();
    for (let n = 0; n < 20; n++) {
      const other = freshDatabase();
      const run = await mintRun(other, aSession({ readyPackage: A }), T0);
      writers.add(run?.writer ?? '');
      other.close();
    }
    expect(writers.size).toBe(20);
  });

  test('in a database that followed a lost one says so with its writer', async () => {
    await db.meta.put({ name: 'life', value: 3 });
    expect(await mintRun(db, aSession({ readyPackage: A }), T0)).toMatchObject({ order: { life: 3 } });
  });
});

describe('the tab that writes', () => {
  beforeEach(async () => {
    await db.runs.bulkPut([aRun(), aRun({ run: OTHER_RUN })]);
  });
  const tab = async (run = RUN) => (await db.runs.get(run))?.tab;

  test('is the one that took it last, of this run alone', async () => {
    await takeTab(db, RUN, 'tab-bbbbbbbbbbbbbbbb');
    expect([await tab(), await tab(OTHER_RUN)]).toEqual(['tab-bbbbbbbbbbbbbbbb', TAB]);
  });

  test('lets go of what it has, and of nothing that another took meanwhile', async () => {
    await releaseTab(db, RUN, TAB);
    expect(await tab()).toBeNull();
    await takeTab(db, RUN, 'tab-bbbbbbbbbbbbbbbb');
    await releaseTab(db, RUN, TAB);
    expect(await tab()).toBe('tab-bbbbbbbbbbbbbbbb');
  });

  test('of a run that is not here is nothing', async () => {
    await takeTab(db, 'run-of-nobody-at-all', TAB);
    await releaseTab(db, 'run-of-nobody-at-all', TAB);
    expect(await db.runs.count()).toBe(2);
  });
});
