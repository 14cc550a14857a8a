/*
 * Attacks on the claim, one a test. The oracle: one device holds a run, every move raises the epoch by one and is recorded,
 * and whoever was fenced off finds its answers in the journal, not in the answers and not nowhere.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimRun } from '../../../src/server/session/claim.ts';
import { releaseRun } from '../../../src/server/session/release.ts';
import { reopenSession } from '../../../src/server/session/reopen.ts';
import { resetSession } from '../../../src/server/session/reset.ts';
import { restoreRun } from '../../../src/server/session/restore-run.ts';
import { setResponses } from '../../../src/server/session/set-responses.ts';
import {
  type Classroom,
  type ClassroomOptions,
  NEXT_PACKAGE,
  openClassroom,
  PACKAGE,
  QUESTION,
  SESSION,
} from './classroom.ts';
import { refusal } from './refusal.ts';
import { choose, device, TestDevice } from './test-device.ts';

let room: Classroom;
let a: TestDevice;
let b: TestDevice;

const open = async (options: ClassroomOptions = {}) => {
  await room?.close();
  room = await openClassroom(options);
  a = await device(room, 'a');
  b = await device(room, 'b');
};
beforeEach(async () => {
  room = await openClassroom();
  a = await device(room, 'a');
  b = await device(room, 'b');
});
afterEach(() => room.close());

const claim = async (by: TestDevice) => {
  room.later();
  const asked = { sessionId: SESSION, deviceId: by.deviceId, run: by.run, writer: by.writer, package: by.package };
  const claimed = await room.write((db) => claimRun(db, room.workspaceId, asked, room.ctx(`device:${by.deviceId}`)));
  by.epoch = Math.max(by.epoch, claimed.sessionState.epoch);
  return claimed;
};
const moves = async () =>
  (await room.events())
    .filter(({ kind }) => kind === 'device-move')
    .map(({ detail_json }) => JSON.parse(detail_json ?? '{}'));

test('a claim whose answer was lost is asked again, ten times: one move, one epoch', async () => {
  await a.save('i0', 1).send();
  for (let n = 0; n < 10; n++) await claim(b);
  expect(await moves()).toEqual([{ from: a.deviceId, to: b.deviceId, epoch: 2 }]);
  expect(await room.currentRun()).toMatchObject({ holder: b.deviceId, epoch: 2, held_from_epoch: 2 });
});

test('two devices take a run from each other twenty times: each move is one epoch, and the last one holds it', async () => {
  await claim(a);
  for (let n = 0; n < 20; n++) await claim(n % 2 === 0 ? b : a);
  expect((await moves()).map(({ epoch }) => epoch)).toEqual(Array.from({ length: 20 }, (_, n) => n + 2));
  expect(await room.currentRun()).toMatchObject({ holder: a.deviceId, epoch: 21 });
  expect(await b.save('i0', 1).send()).toMatchObject({ outcome: 'stranded' });
  expect(await a.save('i0', 2).send()).toMatchObject({ outcome: 'applied' });
});

test('two claims at once: one after the other, and the second knows of the first', async () => {
  await a.save('i0', 1).send();
  const c = await device(room, 'c');
  const claimed = await Promise.all([claim(b), claim(c)]);
  const epochs = claimed.map(({ sessionState }) => sessionState.epoch);
  // PostgreSQL may take the one that came later first.
  const [first, second] = epochs[0] === 2 ? [b, c] : [c, b];
  expect(epochs.toSorted()).toEqual([2, 3]);
  expect((await moves()).map(({ from, to }) => [from, to])).toEqual([
    [a.deviceId, first.deviceId],
    [first.deviceId, second.deviceId],
  ]);
});

test('a made-up epoch of a fenced-off device opens nothing', async () => {
  await a.save('i0', 1).send();
  await claim(b);
  for (const epoch of [2, 3, 1000, Number.MAX_SAFE_INTEGER]) {
    a.epoch = epoch;
    expect(await a.save('i1', 2).send()).toMatchObject({ outcome: 'stranded' });
  }
  expect(await room.currentRun()).toMatchObject({ holder: b.deviceId, epoch: 2 });
});

test('an epoch that the holder made up is written as the run’s own, so that a later move still outranks it', async () => {
  a.epoch = Number.MAX_SAFE_INTEGER;
  await a.save('i0', 1).send();
  expect((await room.answerRows()).map(({ epoch }) => epoch)).toEqual([1]);
  await claim(b);
  await b.save('i0', 2).send();
  expect(await room.answers()).toEqual({ i0: 2 });
});

test('a claim alone is no start: nothing is in progress, nothing is scored, nothing can be reopened', async () => {
  await claim(a);
  expect(await room.session()).toMatchObject({ maturity: 'NOT_STARTED', score_actual: null, revision: 0 });
  expect((await refusal(room.operate(reopenSession))).problem).toBe('conflict');
});

test('after a reset a claim of the old run is refused, and one of the new run is the first', async () => {
  await a.save('i0', 1).send();
  const { run } = await room.operate(resetSession);
  const before = await room.snapshot();
  expect((await refusal(claim(a))).problem).toBe('conflict');
  expect(await room.snapshot()).toEqual(before);
  const fresh = new TestDevice(room, 'a', run);
  fresh.writer = 'writer-of-the-new-run0';
  expect(await claim(fresh)).toMatchObject({ sessionState: { run, epoch: 1 }, responses: {}, view: null });
});

test('a restored run knows its holder again: its claim raises nothing, another one’s moves it', async () => {
  await a.save('i0', 1).send();
  await room.operate(resetSession);
  await room.operate((db, workspaceId, sessionId, ctx) => restoreRun(db, workspaceId, sessionId, a.run, ctx));
  expect((await claim(a)).sessionState.epoch).toBe(1);
  expect((await claim(b)).sessionState.epoch).toBe(2);
});

test('where only a proctor moves devices, one release is good for one move', async () => {
  await open({ settings: { deviceMove: 'proctor' } });
  await a.save('i0', 1).send();
  await room.operate(releaseRun);
  await claim(b);
  expect((await refusal(claim(a))).detail).toContain('proctor');
  const c = await device(room, 'c');
  expect((await refusal(claim(c))).problem).toBe('conflict');
  expect(await room.currentRun()).toMatchObject({ holder: b.deviceId, released: 0, epoch: 2 });
});

test('where only a proctor moves devices, a wiped device is still the same device', async () => {
  await open({ settings: { deviceMove: 'proctor' } });
  await a.save('i0', 1).send();
  const wiped = new TestDevice(room, 'a', a.run);
  wiped.writer = 'writer-after-a-wipe-00';
  expect(await claim(wiped)).toMatchObject({
    sessionState: { epoch: 1 },
    responses: { i0: { [QUESTION]: choose(1) } },
  });
});

test('the device that released the run, and then two batches of the next one: the fence falls once', async () => {
  await a.save('i0', 1).send();
  await room.operate(releaseRun);
  await b.save('i1', 2).send();
  expect(await room.currentRun()).toMatchObject({ holder: b.deviceId, epoch: 2, released: 0 });
  expect(await a.save('i2', 3).send()).toMatchObject({ outcome: 'stranded' });
  await b.save('i1', 0).send();
  expect(await room.currentRun()).toMatchObject({ holder: b.deviceId, epoch: 2 });
  expect(await room.answers()).toEqual({ i0: 1, i1: 0, i2: 3 });
});

test('the device that takes a released run over writes under the raised epoch, also while it still names the old one', async () => {
  a.order = { life: 3 };
  await a.save('i0', 1).save('i1', 1).send();
  await room.operate(releaseRun);
  // Within one epoch the server would ask how many databases each device lost, and that says nothing of two devices.
  await b.post(b.save('i0', 2).batch());
  await b.post(b.save('i1', 2).batch());
  expect(await room.answers()).toEqual({ i0: 2, i1: 2 });
  expect((await room.answerRows()).map(({ epoch }) => epoch)).toEqual([2, 2]);
});

test('what came under the old epoch for a run that was put away is folded under the epoch that its holder has', async () => {
  a.order = { life: 3 };
  await a.save('i0', 1).send();
  await room.operate(releaseRun);
  const first = b.save('i1', 2).batch();
  await b.post(first);
  await room.operate(resetSession);
  await b.post(b.save('i0', 2).batch({ baseSeq: 1 }));
  await room.operate((db, workspaceId, sessionId, ctx) => restoreRun(db, workspaceId, sessionId, a.run, ctx));
  expect(await room.answers()).toEqual({ i0: 2, i1: 2 });
});

test('another version is refused to a stranger and to the holder alike, and nothing is moved by asking', async () => {
  await a.save('i0', 1).send();
  const before = await room.snapshot();
  for (const by of [a, b]) {
    by.package = NEXT_PACKAGE;
    expect((await refusal(claim(by))).detail).toContain('another version');
    by.package = PACKAGE;
  }
  expect(await room.snapshot()).toEqual(before);
});

test('a claim pins the version, so that an integrator’s write goes to the same one', async () => {
  await claim(a);
  const four = {
    submitForScoring: false,
    responses: [{ itemId: 'i0', questions: [{ id: QUESTION, response: choose(3) }] }],
  };
  // Version 1 has three options a question, version 0 has four.
  await room.operate((db, workspaceId, sessionId, ctx) => setResponses(db, workspaceId, sessionId, four, ctx));
  expect(await room.answers()).toEqual({ i0: 3 });
  expect(await room.currentRun()).toMatchObject({ exam_version: 0, holder: a.deviceId });
});

test('what a claim brings is what stands: an integrator’s, a filled and a cleared answer included', async () => {
  await a.save('i0', 1).save('i1', 2).save('i2', 3).send();
  await a.save('i1', null).send();
  await b.save('i3', 0).send();
  const c = await device(room, 'c');
  const { responses } = await claim(c);
  expect(responses).toEqual({
    i0: { [QUESTION]: choose(1) },
    i2: { [QUESTION]: choose(3) },
    i3: { [QUESTION]: choose(0) },
  });
});

test('a claim of somebody else’s session, or from another school, is not found and moves nothing', async () => {
  await a.save('i0', 1).send();
  await room.test.addWorkspace('elsewhere');
  const before = await room.snapshot();
  const asked = { sessionId: SESSION, deviceId: b.deviceId, run: a.run, writer: b.writer, package: PACKAGE };
  for (const [workspace, change] of [
    ['elsewhere', {}],
    [room.workspaceId, { sessionId: 'session-of-another' }],
    [room.workspaceId, { run: 'run-of-another-000000' }],
  ] as const) {
    const problem = await refusal(room.write((db) => claimRun(db, workspace, { ...asked, ...change }, room.ctx())));
    expect(problem.problem).toBe('not-found');
  }
  expect(await room.snapshot()).toEqual(before);
});

test('a reopened attempt can be taken to another device, which submits it under the new opening', async () => {
  await a.save('i0', 1).submit();
  expect((await refusal(claim(b))).detail).toContain('submitted');
  await room.operate(reopenSession);
  expect(await claim(b)).toMatchObject({ sessionState: { maturity: 'IN_PROGRESS', opening: 2, epoch: 2 } });
  b.opening = 2;
  expect(await b.save('i1', 2).submit()).toMatchObject({ examSession: { maturity: 'COMPLETE' } });
  // The old device’s repeat neither moves the run back nor opens it.
  a.acked = 0;
  expect(await a.send(a.batch({ baseSeq: 0 }))).toMatchObject({ outcome: 'stranded' });
  expect(await room.answers()).toEqual({ i0: 1, i1: 2 });
});
