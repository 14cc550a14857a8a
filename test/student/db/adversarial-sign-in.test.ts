/*
 * Students who come, leave and come back on one device. Oracle: whoever types the right ticket finds what they left, and
 * nobody else does; nobody is kept out by what others did, nor by a clock.
 */

import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SatchelDatabase } from '../../../src/student/db/database.ts';
import { lockPartition } from '../../../src/student/db/lock.ts';
import { readSignedIn } from '../../../src/student/db/meta.ts';
import { readPartitions, signInOffline, signInOnline } from '../../../src/student/db/partitions.ts';
import { readWrongTickets, writeWrongTickets } from '../../../src/student/db/sign-ins.ts';
import { anAnswer, aRun, freshDatabase, T0 } from './rows.ts';

const DAY = 24 * 3_600_000;
const ADA = 'ABCDEFGH';
const GRACE = 'JKLMNPQR';

let indexedDB: IDBFactory;
let db: SatchelDatabase;
beforeEach(() => {
  indexedDB = new IDBFactory();
  db = freshDatabase(indexedDB);
});
afterEach(() => db.close());

const sealRun = async () => 'sealed';
const enter = (ticket: string, id: string, { on = db, workspace = 'demo', iterations = 10 } = {}) =>
  signInOnline(
    on,
    ticket,
    { token: `d1.${id}`, student: { id, name: id }, workspace: { id: workspace, name: workspace } },
    iterations,
  );
const leave = (partition: string) => lockPartition(db, partition, { sealRun, now: () => T0, comesBack: false });
/** An answer of a student that is on this device alone. */
async function answered(partition: string, run = `run-of-${partition}`): Promise<string> {
  await db.runs.put(aRun({ run, partition, seq: 1 }));
  await db.answers.put(anAnswer({ run, seq: 1 }));
  return run;
}
const isThere = async (run: string) => (await db.answers.get([run, 'item-1', 'q1'])) !== undefined;
const stateOf = async (run: string) => (await db.runs.get(run))?.sealed;

describe('two students whose first sign-in on the device comes at the same moment, in two tabs', () => {
  let second: SatchelDatabase;
  beforeEach(async () => {
    second = freshDatabase(indexedDB);
    await Promise.all([enter(ADA, 'ada'), enter(GRACE, 'grace', { on: second })]);
  });
  afterEach(() => second.close());

  test('both find what they left, without a network', async () => {
    const runs = [await answered('demo/ada'), await answered('demo/grace')];
    await leave('demo/ada');
    await leave('demo/grace');
    for (const ticket of [GRACE, ADA]) expect(await signInOffline(db, ticket, T0)).toMatchObject({ ok: true });
    expect(await Promise.all(runs.map(isThere))).toEqual([true, true]);
  });

  test('both find what they left when the server takes their ticket again', async () => {
    const runs = [await answered('demo/ada'), await answered('demo/grace')];
    await leave('demo/ada');
    await leave('demo/grace');
    await enter(GRACE, 'grace');
    await enter(ADA, 'ada');
    expect(await Promise.all(runs.map(stateOf))).toEqual([null, null]);
    expect(await Promise.all(runs.map(isThere))).toEqual([true, true]);
  });
});

describe('a student who left', () => {
  let run: string;
  beforeEach(async () => {
    await enter(ADA, 'ada');
    run = await answered('demo/ada');
    await leave('demo/ada');
  });

  test('is not let in by another student’s ticket, nor by one that is nobody’s', async () => {
    await enter(GRACE, 'grace');
    await leave('demo/grace');
    expect(await signInOffline(db, GRACE, T0)).toEqual({ ok: true, partition: 'demo/grace' });
    expect(await isThere(run)).toBe(false);
    expect(await signInOffline(db, 'ZZZZZZZZ', T0)).toEqual({ ok: false, reason: 'wrong-ticket' });
    expect(await stateOf(run)).toBe('snapshot');
  });

  test('comes back by the ticket twice: the second time finds the same, and nothing twice', async () => {
    for (let time = 0; time < 2; time++) expect(await signInOffline(db, ADA, T0)).toMatchObject({ ok: true });
    expect(await db.answers.count()).toBe(1);
    expect(await db.outbox.count()).toBe(0);
  });

  test('comes back in two tabs at once', async () => {
    const second = freshDatabase(indexedDB);
    const both = await Promise.all([signInOffline(db, ADA, T0), signInOffline(second, ADA, T0)]);
    second.close();
    expect(both).toMatchObject([{ ok: true }, { ok: true }]);
    expect([await isThere(run), await stateOf(run)]).toEqual([true, null]);
  });

  test('has the ticket rotated: what was sealed is under the old one, and goes up as it is', async () => {
    await enter('ZZZZZZZZ', 'ada');
    expect([await isThere(run), await stateOf(run)]).toEqual([false, 'lost']);
    expect(await db.outbox.toArray()).toMatchObject([{ run, sent: false, jwe: 'sealed' }]);
    expect(await signInOffline(db, ADA, T0)).toEqual({ ok: false, reason: 'wrong-ticket' });
  });

  test('whose sealed run has arrived goes on under a new writer after a rotation, from the first number', async () => {
    await db.outbox.toCollection().modify({ sent: true });
    const { writer } = (await db.runs.get(run)) ?? expect.fail('no run');
    await enter('ZZZZZZZZ', 'ada');
    expect(await db.runs.get(run)).toMatchObject({ sealed: null, seq: 0, ackedSeq: 0, claimed: false, revision: -1 });
    expect((await db.runs.get(run))?.writer).not.toBe(writer);
  });

  test('has the snapshot damaged: the student is let in, and what is sealed for the server goes up', async () => {
    await db.snapshots.toCollection().modify((row) => {
      row.sealed = row.sealed.map((byte) => byte ^ 1);
    });
    expect(await signInOffline(db, ADA, T0)).toMatchObject({ ok: true });
    expect(await stateOf(run)).toBe('lost');
    expect(await db.outbox.toArray()).toMatchObject([{ run, sent: false }]);
  });

  test('has the snapshot cut short, or emptied: the same', async () => {
    for (const length of [20, 11, 0]) {
      await db.runs.update(run, { sealed: 'snapshot' });
      await db.snapshots.put({ partition: 'demo/ada', id: `cut-${length}`, sealed: new Uint8Array(length) });
      expect(await signInOffline(db, ADA, T0)).toMatchObject({ ok: true });
      expect([await stateOf(run), await db.outbox.count()]).toEqual(['lost', 1]);
      await leave('demo/ada');
    }
  });
});

describe('two workspaces on one device', () => {
  test('with students of the same id are two students', async () => {
    await enter(ADA, '7', { workspace: 'elm' });
    await enter(GRACE, '7', { workspace: 'oak' });
    const run = await answered('elm/7');
    await leave('oak/7');
    expect(await stateOf(run)).toBeNull();
    expect((await readPartitions(db)).map(({ partition }) => partition)).toEqual(['elm/7', 'oak/7']);
  });

  test('with a student id that has a slash in it', async () => {
    await enter(ADA, 'a/b', { workspace: 'elm' });
    await enter(GRACE, 'b', { workspace: 'elm-a' });
    expect((await readPartitions(db)).map(({ partition }) => partition)).toEqual(['elm-a/b', 'elm/a/b']);
    expect(await signInOffline(db, ADA, T0)).toEqual({ ok: true, partition: 'elm/a/b' });
  });

  test('and the same ticket letters: one of the two is let in, and finds their own things', async () => {
    await enter(ADA, 'one', { workspace: 'elm' });
    await enter(ADA, 'two', { workspace: 'oak' });
    const runs = [await answered('elm/one'), await answered('oak/two')];
    await leave('elm/one');
    await leave('oak/two');
    const signedIn = await signInOffline(db, ADA, T0);
    expect(signedIn).toMatchObject({ ok: true });
    const own = signedIn.ok && signedIn.partition === 'elm/one' ? 0 : 1;
    expect(await Promise.all(runs.map(isThere))).toEqual([own === 0, own === 1]);
    expect(await db.snapshots.count()).toBe(1);
  });
});

describe('wrong tickets', () => {
  beforeEach(async () => {
    await enter(ADA, 'ada');
    await leave('demo/ada');
  });
  const guess = (now: number) => signInOffline(db, 'WRWRWRWR', now);

  test('five are free, the sixth waits, and the right one waits with it', async () => {
    for (let count = 0; count < 5; count++) expect(await guess(T0)).toEqual({ ok: false, reason: 'wrong-ticket' });
    expect(await guess(T0)).toEqual({ ok: false, reason: 'slow-down', waitMs: 5000 });
    expect(await signInOffline(db, ADA, T0 + 4999)).toEqual({ ok: false, reason: 'slow-down', waitMs: 1 });
    expect(await signInOffline(db, ADA, T0 + 5000)).toMatchObject({ ok: true });
  });

  test('a right one forgets the wrong ones before it', async () => {
    for (let count = 0; count < 4; count++) await guess(T0);
    await signInOffline(db, ADA, T0);
    for (let count = 0; count < 5; count++) expect(await guess(T0)).toMatchObject({ reason: 'wrong-ticket' });
  });

  test('a clock that was years ahead when they came locks nobody out when it is put right', async () => {
    for (let count = 0; count < 6; count++) await guess(T0 + 900 * DAY);
    expect(await guess(T0)).toEqual({ ok: false, reason: 'slow-down', waitMs: 5000 });
    expect(await signInOffline(db, ADA, T0 + 5000)).toMatchObject({ ok: true });
  });

  test('a clock that is set ahead ends the wait, and the count goes on', async () => {
    for (let count = 0; count < 5; count++) await guess(T0);
    expect(await guess(T0 + 900 * DAY)).toMatchObject({ reason: 'wrong-ticket' });
    expect((await readWrongTickets(db)).count).toBe(6);
  });

  test('whatever the count and the clocks, nobody waits longer than five minutes by a clock that goes on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(2000), fc.integer({ min: -900, max: 900 }), async (count, days) => {
        await writeWrongTickets(db, { count, at: T0 + days * DAY });
        const first = await signInOffline(db, ADA, T0);
        if (first.ok) return;
        expect(await signInOffline(db, ADA, T0 + 5 * 60_000)).toMatchObject({ ok: true });
      }),
      { numRuns: 25 },
    );
  });

  test('what stands there is no count: nobody is kept out', async () => {
    for (const value of ['many', { count: 'x', at: 1 }, null, { count: 9 }]) {
      await db.meta.put({ name: 'wrong-tickets', value });
      expect(await signInOffline(db, ADA, T0)).toMatchObject({ ok: true });
    }
  });
});

test('whoever comes and goes in whatever order finds their own answers by their own ticket, and never another’s', async () => {
  const students = [
    ['ada', ADA],
    ['grace', GRACE],
    ['alan', 'STUVWXYZ'],
  ] as const;
  const step = fc.record({ who: fc.nat(2), what: fc.constantFrom('online', 'offline', 'leave', 'answer') });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      for (const table of db.tables) await table.clear();
      const has = [0, 0, 0];
      const isKnown = [false, false, false];
      const isIn = [false, false, false];
      for (const { who, what } of steps) {
        const [id, ticket] = students[who] ?? expect.fail('nobody');
        const run = `run-of-${id}`;
        if (what === 'online') {
          await enter(ticket, id);
          [isKnown[who], isIn[who]] = [true, true];
        } else if (what === 'offline') {
          const { ok } = await signInOffline(db, ticket, T0);
          expect(ok).toBe(isKnown[who]);
          if (!ok) await writeWrongTickets(db, { count: 0, at: 0 });
          isIn[who] ||= ok;
        } else if (what === 'leave' && isKnown[who]) {
          await leave(`demo/${id}`);
          isIn[who] = false;
        } else if (what === 'answer' && isIn[who]) {
          const seq = (has[who] ?? 0) + 1;
          has[who] = seq;
          await db.runs.put(aRun({ run, partition: `demo/${id}`, seq }));
          await db.answers.put(anAnswer({ run, seq }));
        }
        for (const [at, [name]] of students.entries()) {
          const open = await db.answers.filter((row) => row.run === `run-of-${name}`).count();
          expect(open).toBe(isIn[at] ? has[at] : 0);
        }
        const signedIn = await readSignedIn(db);
        if (signedIn !== null) expect(isIn[students.findIndex(([name]) => `demo/${name}` === signedIn)]).toBe(true);
      }
    }),
    { numRuns: 25 },
  );
});
