/*
 * What leaves a device, and when. Oracle: the rows. Nothing goes without a receipt of the server, and no clock but the
 * server's counts; whatever went is on the server, and comes back from there when staff open the test again.
 */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { askToClear } from '../../../src/server/store/devices.ts';
import { cleanUp } from '../../../src/student/db/clean-up.ts';
import { readDeviceId } from '../../../src/student/db/identity.ts';
import type { RunRow } from '../../../src/student/db/rows.ts';
import { anAnswer, aRun, aSubmit, freshDatabase, T0 } from '../db/rows.ts';
import { chosen, type Device, openSchool, type School } from './classroom.ts';

const DAY = 24 * 3_600_000;
const YEAR = 365 * DAY;

let school: School;
let device: Device;
let seat: { sessionId: string; ticket: string };
let run: string;
beforeEach(async () => {
  school = await openSchool({ allowRetakes: true });
  seat = await school.createSession('ada');
  device = school.device();
  run = await device.start(seat);
});
afterEach(() => school.close());

async function submitted(): Promise<void> {
  for (let item = 0; item < 4; item++) await device.answer(run, item, item % 4);
  await device.submit(run);
  await device.upload();
  expect(await device.run(run)).toMatchObject({ state: 'received', problem: null });
}

const runsHere = async () => (await device.db.runs.toArray()).map((row) => row.run);
const pass = (ms: number) => {
  school.server.clock.now += ms;
};
const staffSayClear = async () => {
  const deviceId = await readDeviceId(device.db);
  expect(await school.server.deps.store.write((db) => askToClear(db, 'demo', deviceId, school.server.clock.now))).toBe(
    true,
  );
};

describe('a received attempt', () => {
  test('stays for 30 days after its receipt and goes at the next contact then, with its package', async () => {
    await submitted();
    pass(30 * DAY - 1000);
    await device.refresh();
    expect(await runsHere()).toEqual([run]);
    pass(1000);
    await device.refresh();
    expect(await runsHere()).toEqual([]);
    for (const table of [device.db.answers, device.db.packages, device.db.items, device.db.media]) {
      expect(await table.count()).toBe(0);
    }
    expect(chosen(await school.getSession(seat.sessionId))).toEqual({ 0: 0, 1: 1, 2: 2, 3: 3 });
  });

  test('is not touched by a clock of the device that is years ahead, nor without a contact', async () => {
    await submitted();
    device.now += 9 * YEAR;
    await device.refresh();
    expect(await runsHere()).toEqual([run]);
    pass(31 * DAY);
    await device.upload();
    expect(await runsHere()).toEqual([run]);
  });

  test('goes on staff’s word at the next contact, and what is received later stays', async () => {
    await submitted();
    pass(1000);
    await staffSayClear();
    expect(await runsHere()).toEqual([run]);
    await device.refresh();
    expect(await runsHere()).toEqual([]);

    await device.retake(seat.sessionId);
    pass(1000);
    await device.refresh();
    await device.getReady(seat.sessionId);
    run = await device.open(seat.sessionId);
    await submitted();
    pass(1000);
    await device.refresh();
    expect(await runsHere()).toEqual([run]);
  });

  test('that staff open again afterwards comes back with its answers from the server', async () => {
    await submitted();
    pass(31 * DAY);
    await device.refresh();
    await school.api('POST', `/api/exam-session/${seat.sessionId}/reopen`);
    pass(1000);
    await device.refresh();
    await device.getReady(seat.sessionId);
    expect(await device.open(seat.sessionId)).toBe(run);
    expect(await device.claim(run)).toBe(true);
    expect(await device.answers(run)).toEqual({ 0: 0, 1: 1, 2: 2, 3: 3 });
    await device.answer(run, 0, 3);
    await device.submit(run);
    await device.upload();
    expect(await device.run(run)).toMatchObject({ state: 'received' });
    expect(chosen(await school.getSession(seat.sessionId))).toEqual({ 0: 3, 1: 1, 2: 2, 3: 3 });
  });

  test('of a student who left goes with what was sealed of it, and they can sign in as before', async () => {
    await submitted();
    await device.signOut();
    const jonas = await school.createSession('jonas');
    await device.start(jonas);
    pass(31 * DAY);
    await device.refresh();
    expect(await runsHere()).not.toContain(run);
    expect([await device.db.outbox.count(), await device.db.snapshots.count()]).toEqual([0, 0]);
    expect(await device.signIn(seat.ticket)).toMatchObject({ ok: true });
  });
});

describe('what has no receipt', () => {
  test.each([
    ['is not submitted', async () => void (await device.upload())],
    ['is submitted and on its way', async () => void (await device.submit(run))],
    [
      'was left behind: a signed held is no receipt',
      async () => {
        await device.upload();
        await school.api('POST', `/api/exam-session/${seat.sessionId}/reset`);
        await device.answer(run, 0, 3);
        await device.upload();
        expect(await device.run(run)).toMatchObject({ state: 'stranded', held: expect.any(String) });
      },
    ],
  ])('stays for ever when it %s', async (_, happens) => {
    await device.answer(run, 0, 3);
    await happens();
    pass(YEAR);
    await staffSayClear();
    await device.refresh();
    expect(await runsHere()).toContain(run);
    expect(await device.answers(run)).toEqual({ 0: 3 });
  });

  test('stays beside a received attempt of the same test', async () => {
    await submitted();
    await device.retake(seat.sessionId);
    pass(1000);
    await device.refresh();
    await device.getReady(seat.sessionId);
    const second = await device.open(seat.sessionId);
    await device.answer(second, 0, 1);
    pass(31 * DAY);
    await device.refresh();
    expect(await runsHere()).toEqual([second]);
    expect(await device.answers(second)).toEqual({ 0: 1 });
    expect(await device.db.packages.count()).toBe(1);
  });
});

test('of whatever rows there are, those alone go whose receipt is old enough or that staff want gone', async () => {
  const states = fc.constantFrom<RunRow['state']>('open', 'submitted', 'received', 'stranded');
  const row = fc.record({
    state: states,
    seq: fc.nat(3),
    behind: fc.nat(1),
    hasReceipt: fc.boolean(),
    ageDays: fc.integer({ min: -5, max: 60 }),
    problem: fc.option(fc.constant('differs')),
    answerProblem: fc.boolean(),
    sealed: fc.constantFrom<RunRow['sealed']>(null, 'snapshot', 'lost'),
    partition: fc.constantFrom('demo/ada', 'elm/ada'),
    outbox: fc.constantFrom('none', 'sent', 'unsent'),
  });
  const clearedDaysAgo = fc.option(fc.nat(40), { nil: undefined });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 5 }), clearedDaysAgo, async (given, cleared) => {
      const db = freshDatabase();
      for (const [n, one] of given.entries()) {
        const id = `run-${n}`.padEnd(20, '0');
        const submit = one.state === 'open' ? null : aSubmit();
        await db.runs.put(
          aRun({
            run: id,
            partition: one.partition,
            state: one.state,
            seq: one.seq,
            ackedSeq: Math.max(0, one.seq - one.behind),
            submit,
            receipt: one.hasReceipt ? 'a.b.c' : null,
            receivedAt: one.hasReceipt ? T0 - one.ageDays * DAY : null,
            problem: one.problem,
            sealed: one.sealed,
          }),
        );
        await db.answers.put(anAnswer({ run: id, seq: 1, problem: one.answerProblem ? 'refused' : null }));
        if (one.outbox === 'none') continue;
        const { run: ofRun, writer, partition, uploadToken } = aRun({ run: id, partition: one.partition });
        const sealed = { jwe: 'x', seq: 1, unsent: 1, sealedAt: T0, problem: null, sent: one.outbox === 'sent' };
        await db.outbox.put({ run: ofRun, writer, partition, uploadToken, ...sealed });
      }
      const clearReceivedAt = cleared === undefined ? undefined : T0 - cleared * DAY;
      await cleanUp(db, { now: T0, workspaceId: 'demo', clearReceivedAt });
      const left = new Set((await db.runs.toArray()).map((stored) => stored.run));
      for (const [n, one] of given.entries()) {
        const isWanted = cleared !== undefined && one.ageDays >= cleared && one.partition === 'demo/ada';
        const isUnsent = (one.seq > 0 && one.behind > 0) || one.outbox === 'unsent';
        const isTrouble = one.problem !== null || one.answerProblem;
        const goes =
          one.state === 'received' && one.hasReceipt && !isUnsent && !isTrouble && (one.ageDays >= 30 || isWanted);
        expect(left.has(`run-${n}`.padEnd(20, '0'))).toBe(!goes);
      }
      expect(await db.answers.count()).toBe(left.size);
      db.close();
    }),
    { numRuns: 60 },
  );
});
