import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SatchelDatabase } from '../../../src/student/db/database.ts';
import { lockPartition } from '../../../src/student/db/lock.ts';
import { readOpen, readSignedIn, writeOpen } from '../../../src/student/db/meta.ts';
import { dropToken, readPartitions, signInOffline, signInOnline } from '../../../src/student/db/partitions.ts';
import { readSchool } from '../../../src/student/db/sign-ins.ts';
import { TICKET_ITERATIONS } from '../../../src/student/db/ticket-key.ts';
import { waitAfter } from '../../../src/student/db/wrong-tries.ts';
import { aRun, freshDatabase, T0 } from './rows.ts';

const answerFor = (id: string, token = `d1.${id}`) => ({
  token,
  student: { id, name: `Student ${id}` },
  workspace: { id: 'demo', name: 'Demo School' },
});
const ADA = 'ABCDEFGH';
const GRACE = 'JKLMNPQR';

let db: SatchelDatabase;
beforeEach(() => {
  db = freshDatabase();
});
afterEach(() => db.close());

const enter = (ticket: string, id: string, token?: string) => signInOnline(db, ticket, answerFor(id, token), 10);
const leave = (partition: string) =>
  lockPartition(db, partition, { sealRun: async () => null, now: () => T0, comesBack: false });
const partition = async (id: string) =>
  (await readPartitions(db)).find((row) => row.student.id === id) ?? expect.fail(`no partition of ${id}`);

describe('a sign-in that the server took', () => {
  test('makes the student the one who is signed in, and names the school', async () => {
    expect(await enter(ADA, 'ada')).toBe('demo/ada');
    expect(await readSignedIn(db)).toBe('demo/ada');
    expect(await readSchool(db)).toBe('Demo School');
    expect((await partition('ada')).token).toBe('d1.ada');
  });

  test('leaves neither the ticket nor anything equal to it on the device', async () => {
    await enter(ADA, 'ada');
    const stored = JSON.stringify(await db.partitions.toArray(), (_, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    expect(stored).not.toContain(ADA);
    expect((await partition('ada')).wrappedKey).toHaveLength(12 + 32 + 16);
  });

  test('is the only one who is signed in: whoever was before keeps their key until they are locked', async () => {
    await enter(ADA, 'ada');
    await enter(GRACE, 'grace');
    expect(await readSignedIn(db)).toBe('demo/grace');
    expect((await partition('ada')).key).not.toBeNull();
    await leave('demo/ada');
    expect(await readSignedIn(db)).toBe('demo/grace');
    expect(await partition('ada')).toMatchObject({ key: null, token: null });
  });

  test('again keeps what the device knows of the student’s tests', async () => {
    await enter(ADA, 'ada');
    await db.partitions.update('demo/ada', { storeId: 'store-1', clockOffsetMs: 77 });
    await enter(ADA, 'ada', 'd1.new');
    expect(await partition('ada')).toMatchObject({ storeId: 'store-1', clockOffsetMs: 77, token: 'd1.new' });
  });

  test('closes the attempt that the early reader would show', async () => {
    await writeOpen(db, aRun({ partition: 'demo/ada' }), 'item-1');
    expect(await readOpen(db)).not.toBeNull();
    await enter(GRACE, 'grace');
    expect(await readOpen(db)).toBeNull();
  });
});

describe('a sign-in without a network', () => {
  test('finds the student by the ticket alone, and has their token again', async () => {
    await enter(ADA, 'ada');
    await enter(GRACE, 'grace');
    await leave('demo/grace');
    expect(await readSignedIn(db)).toBeNull();
    expect(await signInOffline(db, ADA, T0)).toEqual({ ok: true, partition: 'demo/ada' });
    expect(await readSignedIn(db)).toBe('demo/ada');
    expect((await partition('ada')).token).toBe('d1.ada');
    expect((await partition('grace')).token).toBeNull();
  });

  test('with a ticket that is one letter off opens nothing', async () => {
    await enter(ADA, 'ada');
    await leave('demo/ada');
    expect(await signInOffline(db, 'ABCDEFGJ', T0)).toEqual({ ok: false, reason: 'wrong-ticket' });
    expect(await readSignedIn(db)).toBeNull();
    expect((await partition('ada')).token).toBeNull();
  });

  test('with a ticket that was rotated needs the new one', async () => {
    await enter(ADA, 'ada');
    await enter(GRACE, 'ada');
    expect(await signInOffline(db, ADA, T0)).toMatchObject({ reason: 'wrong-ticket' });
    expect(await signInOffline(db, GRACE, T0)).toMatchObject({ ok: true });
  });

  test('after the server refused the token has none: the server is asked to sign in again', async () => {
    await enter(ADA, 'ada');
    await dropToken(db, 'demo/ada', 'd1.ada');
    expect(await signInOffline(db, ADA, T0)).toMatchObject({ ok: true });
    expect((await partition('ada')).token).toBeNull();
  });

  test('on a device that nobody used yet cannot be right', async () => {
    expect(await signInOffline(db, ADA, T0)).toEqual({ ok: false, reason: 'unknown' });
  });

  test('a refusal of an older token leaves a newer one alone', async () => {
    await enter(ADA, 'ada', 'd1.new');
    await dropToken(db, 'demo/ada', 'd1.old');
    expect((await partition('ada')).token).toBe('d1.new');
  });

  test('with the product’s number of iterations works as well', async () => {
    expect(TICKET_ITERATIONS).toBe(600_000);
    await signInOnline(db, ADA, answerFor('ada'));
    expect((await partition('ada')).ticketIterations).toBe(600_000);
    expect(await signInOffline(db, ADA, T0)).toMatchObject({ ok: true });
  });
});

describe('wrong tickets', () => {
  test('are slowed down after five, for longer each time, until a right one', async () => {
    await enter(ADA, 'ada');
    let now = T0;
    for (let guess = 0; guess < 5; guess++) {
      expect(await signInOffline(db, GRACE, now)).toMatchObject({ reason: 'wrong-ticket' });
    }
    expect(await signInOffline(db, ADA, now)).toEqual({ ok: false, reason: 'slow-down', waitMs: 5000 });
    now += 5000;
    expect(await signInOffline(db, GRACE, now)).toMatchObject({ reason: 'wrong-ticket' });
    expect(await signInOffline(db, ADA, now)).toMatchObject({ reason: 'slow-down', waitMs: 10_000 });
    now += 10_000;
    expect(await signInOffline(db, ADA, now)).toMatchObject({ ok: true });
    expect(await signInOffline(db, GRACE, now)).toMatchObject({ reason: 'wrong-ticket' });
  });

  test('are counted over a restart of the app', async () => {
    await enter(ADA, 'ada');
    for (let guess = 0; guess < 5; guess++) await signInOffline(db, GRACE, T0);
    db.close({ disableAutoOpen: false });
    expect(await signInOffline(db, ADA, T0)).toMatchObject({ reason: 'slow-down' });
  });

  test('a clock that was set back by a day does not lock anybody out for a day', async () => {
    await enter(ADA, 'ada');
    for (let guess = 0; guess < 5; guess++) await signInOffline(db, GRACE, T0);
    const yesterday = T0 - 24 * 3_600_000;
    expect(await signInOffline(db, ADA, yesterday)).toMatchObject({ reason: 'slow-down', waitMs: 5000 });
    expect(await signInOffline(db, ADA, yesterday + 5000)).toMatchObject({ ok: true });
  });

  test('never lock anybody out for more than five minutes, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer(), fc.integer(), (count, at, now) => {
        const wait = waitAfter({ count, at }, now);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(5 * 60_000);
      }),
    );
  });

  test('wait longer the more there were, and not at all once the time is over', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(), (count, at) => {
        expect(waitAfter({ count: count + 1, at }, at)).toBeGreaterThanOrEqual(waitAfter({ count, at }, at));
        expect(waitAfter({ count, at }, at + 5 * 60_000)).toBe(0);
      }),
    );
  });
});
