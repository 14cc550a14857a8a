/*
 * Attacks on putting runs away and taking them back, one a test. The oracle: no run is ever lost, what a device sent to a run
 * that was put away is in the journal until that run is taken back, and only attempts that led to one another count together.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { releaseRun } from '../../../src/server/session/release.ts';
import { resetSession } from '../../../src/server/session/reset.ts';
import { restoreRun } from '../../../src/server/session/restore-run.ts';
import { retakeSession } from '../../../src/server/session/retake.ts';
import { type Classroom, ITEMS, openClassroom, optionIn, rightOption } from './classroom.ts';
import { device, TestDevice } from './test-device.ts';

let room: Classroom;
let a: TestDevice;
let b: TestDevice;

beforeEach(async () => {
  room = await openClassroom({ settings: { allowRetakes: true } });
  a = await device(room, 'a');
  b = await device(room, 'b');
});
afterEach(() => room.close());

const restore = (run: string) =>
  room.operate((db, workspaceId, sessionId, ctx) => restoreRun(db, workspaceId, sessionId, run, ctx));
const states = async () => (await room.journal()).map(({ state }) => state);
const afresh = async (name: string) => {
  const by = await device(room, name);
  by.writer = `writer-${name}-${by.run}`.slice(0, 20).padEnd(20, '0');
  return by;
};

test('reset and restore, five times over, with a batch each time it is away: all of them are there once', async () => {
  await a.save('i0', 0).send();
  for (const [round, item] of ['i1', 'i2', 'i3', 'i4', 'constructor'].entries()) {
    room.later(61_000);
    await room.operate(resetSession);
    await a.save(item, round % 4).send();
    await restore(a.run);
  }
  expect(await room.answers()).toEqual({ i0: 0, i1: 0, i2: 1, i3: 2, i4: 3, constructor: 0 });
  expect(await states()).toEqual(Array(5).fill('taken'));
  expect(await a.submit()).toMatchObject({ outcome: 'applied', examSession: { maturity: 'COMPLETE' } });
});

test('the stranded batch comes once more after the restore: nothing moves, and it is acknowledged', async () => {
  await a.save('i0', 1).send();
  await room.operate(resetSession);
  const stranded = a.save('i0', 2).batch();
  await a.post(stranded);
  await restore(a.run);
  const before = await room.snapshot();
  expect(await a.post(stranded)).toMatchObject({ outcome: 'applied', ackedThrough: 2 });
  expect(await room.snapshot()).toEqual(before);
});

test('a run that nobody had reached before it was put away goes to the device that sent first', async () => {
  await a.save('i0', 1).submit();
  const { run } = await room.operate(retakeSession);
  await room.operate(resetSession);
  const [first, second] = ['c', 'd'].map((name) => new TestDevice(room, name, run));
  await first?.save('i1', 2).send();
  await second?.save('i1', 3).save('i2', 3).send();
  await restore(run);
  expect(await room.currentRun()).toMatchObject({ run_id: run, holder: first?.deviceId, maturity: 'IN_PROGRESS' });
  expect(await room.answers()).toEqual({ i1: 2 });
  expect(await states()).toEqual(['taken', 'waiting', 'waiting']);
});

test('what stranded out of order is folded in the order in which its writer made it', async () => {
  await a.save('i0', 0).send();
  await room.operate(resetSession);
  a.save('i0', 1);
  const first = a.batch();
  a.save('i0', 2);
  const second = a.batch({ baseSeq: 2 });
  // The second is asked back: an acknowledgement never covers a hole.
  expect(await a.post(second)).toMatchObject({ outcome: 'gap', ackedThrough: 1 });
  await a.post(first);
  await a.post(second);
  await restore(a.run);
  expect(await room.answers()).toEqual({ i0: 2 });
  expect((await room.history()).map((row) => optionIn(row.response_json)).sort()).toEqual([0, 1]);
});

test('a restore in the middle of a stranded upload: the rest arrives as the holder’s', async () => {
  for (const item of ITEMS.slice(0, 2)) a.save(item, 1);
  await a.send();
  await room.operate(resetSession);
  a.save('i2', 1).save('i3', 1);
  await a.send(a.batch({ lastSeq: 3 }));
  await restore(a.run);
  expect(await a.send()).toMatchObject({ outcome: 'applied', ackedThrough: 4 });
  expect(await room.answers()).toEqual({ i0: 1, i1: 1, i2: 1, i3: 1 });
});

test('a submit that covers answers which never came does not complete the restored run', async () => {
  await a.save('i0', 1).send();
  await room.operate(resetSession);
  await a.post(a.batch({ submit: a.claim({ digest: '0'.repeat(64), count: 4 }) }));
  expect(await restore(a.run)).toMatchObject({ maturity: 'IN_PROGRESS' });
  expect(await room.read((db) => db.selectFrom('receipt').selectAll().execute())).toEqual([]);
  expect(await a.save('i1', 2).submit()).toMatchObject({ outcome: 'applied', examSession: { maturity: 'COMPLETE' } });
});

test('the submit of a stranger, kept while the run was away, completes nothing when it is back', async () => {
  await a.save('i0', 1).send();
  await room.operate(resetSession);
  await b.save('i0', 2).submit();
  expect(await restore(a.run)).toMatchObject({ maturity: 'IN_PROGRESS' });
  expect(await room.answers()).toEqual({ i0: 1 });
});

test('two resets within a minute are one, by a clock that was set back too; a minute later it is another', async () => {
  await a.save('i0', 1).send();
  const { run } = await room.operate(resetSession);
  const next = new TestDevice(room, 'next', run);
  await next.save('i0', 2).send();
  room.later(-30_000);
  expect((await room.operate(resetSession)).run).toBe(run);
  room.later(30_000 + 60_000);
  expect((await room.operate(resetSession)).run).not.toBe(run);
  expect(await room.answers(run)).toEqual({ i0: 2 });
});

test('runs of two lives of a session never count together, in whatever order they are restored', async () => {
  const lives: string[] = [];
  for (const right of [6, 2]) {
    const first = await afresh(`x${right}`);
    for (const [at, item] of ITEMS.entries()) first.save(item, (rightOption(item) + (at < right ? 0 : 1)) % 4);
    await first.submit();
    await room.operate(retakeSession);
    const second = await afresh(`y${right}`);
    await second.save('i0', (rightOption('i0') + 1) % 4).submit();
    lives.push(second.run);
    room.later(61_000);
    await room.operate(resetSession);
  }
  const [good = '', poor = ''] = lives;
  const scores: Array<number | null> = [];
  for (const run of [good, poor, good, good, poor]) {
    await restore(run);
    scores.push((await room.session()).score_actual);
  }
  expect(scores).toEqual([100, 33.3333, 100, 100, 33.3333]);
  const runs = await room.read((db) => db.selectFrom('run').select('archived_by').execute());
  expect(runs.map(({ archived_by }) => archived_by).filter((by) => by === null || by === 'retake')).toHaveLength(2);
});

test('a released run that is put away and taken back is still released, and still the holder’s to go on with', async () => {
  await a.save('i0', 1).send();
  await room.operate(releaseRun);
  await room.operate(resetSession);
  await restore(a.run);
  expect(await room.currentRun()).toMatchObject({ holder: a.deviceId, released: 1, epoch: 1 });
  expect(await a.save('i1', 2).send()).toMatchObject({ outcome: 'applied', examSession: { epoch: 1 } });
  expect((await room.currentRun()).released).toBe(0);
});

test('every reset, restore and retake is news to the devices, and a refused or repeated one is none', async () => {
  const revision = async () => (await room.session()).revision;
  await a.save('i0', 1).submit();
  expect(await revision()).toBe(0);
  await room.operate(retakeSession);
  expect(await revision()).toBe(1);
  await expect(room.operate(retakeSession)).rejects.toThrow('No further attempt');
  expect(await revision()).toBe(1);
  await restore(a.run);
  await restore(a.run);
  expect(await revision()).toBe(2);
  await room.operate(resetSession);
  await room.operate(resetSession);
  expect(await revision()).toBe(3);
});
