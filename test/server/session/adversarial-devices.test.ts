/*
 * Several devices, or several lives of one, after the same run, one attack a test. The oracle is that of `adversarial.test.ts`.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimRun } from '../../../src/server/session/claim.ts';
import { type Classroom, openClassroom, optionIn, QUESTION, SESSION } from './classroom.ts';
import { choose, device, TestDevice } from './test-device.ts';

let room: Classroom;
let a: TestDevice;
let b: TestDevice;

beforeEach(async () => {
  room = await openClassroom({ settings: { allowRetakes: true } });
  a = await device(room, 'a');
  b = await device(room, 'b');
});
afterEach(() => room.close());

const claim = async (by: TestDevice) => {
  const asked = { sessionId: SESSION, deviceId: by.deviceId, run: by.run, writer: by.writer, package: by.package };
  const claimed = await room.write((db) => claimRun(db, room.workspaceId, asked, room.ctx(`device:${by.deviceId}`)));
  by.epoch = Math.max(by.epoch, claimed.sessionState.epoch);
  return claimed;
};

test('a batch of an epoch that was left is stranded, although the same device holds the run again', async () => {
  await a.save('i0', 1).send();
  const late = a.save('i1', 2).batch();
  await claim(b);
  await b.save('i2', 3).send();
  await claim(a);
  expect(await a.send(late)).toMatchObject({ outcome: 'stranded', examSession: { epoch: 3 } });
  // The claim carries the local rows to the new epoch: the same answer counts when it comes under that.
  expect(await a.send()).toMatchObject({ outcome: 'gap', ackedThrough: 1 });
  expect(await a.send()).toMatchObject({ outcome: 'applied', ackedThrough: 2 });
  expect(await room.answers()).toEqual({ i0: 1, i1: 2, i2: 3 });
  expect((await room.journal()).filter(({ state }) => state === 'waiting')).toEqual([]);
});

test('two devices answer one run: the holder’s stand, the other’s wait, and neither is lost', async () => {
  for (const [item, index] of [
    ['i0', 1],
    ['i1', 1],
  ] as const) {
    await a.save(item, index).send();
    await b.save(item, index + 1).send();
  }
  expect(await room.answers()).toEqual({ i0: 1, i1: 1 });
  expect((await room.journal()).map((row) => [row.item_id, optionIn(row.response_json), row.state])).toEqual([
    ['i0', 2, 'waiting'],
    ['i1', 2, 'waiting'],
  ]);
});

test('the devices of a cart take a run from each other by claims, and the last answer of each holder stands', async () => {
  await a.save('i0', 1).save('i1', 1).send();
  expect((await claim(b)).responses).toEqual({ i0: { [QUESTION]: choose(1) }, i1: { [QUESTION]: choose(1) } });
  await b.save('i0', 2).send();
  await claim(a);
  await a.save('i0', 3).send();
  expect(await room.answers()).toEqual({ i0: 3, i1: 1 });
  expect((await room.history()).map((row) => optionIn(row.response_json))).toEqual([1, 2]);
});

test('a wiped device comes back with a new writer: its answers win, the old ones are history, its submit counts', async () => {
  await a.save('i0', 1).save('i1', 1).send();
  const wiped = new TestDevice(room, 'a', a.run);
  wiped.writer = 'writer-after-a-wipe-00';
  await wiped.save('i0', 2).send();
  expect(await room.answers()).toEqual({ i0: 2, i1: 1 });
  // Its digest covers what it knows of; the rest of the run is there all the same.
  expect(await wiped.submit()).toMatchObject({ outcome: 'applied', examSession: { maturity: 'COMPLETE' } });
  expect(await room.answers()).toEqual({ i0: 2, i1: 1 });
});

test('a request of the wiped database arrives after the new one has answered: the newer epoch or arrival decides, once', async () => {
  await a.save('i0', 1).send();
  const stuck = a.save('i0', 2).batch();
  const wiped = new TestDevice(room, 'a', a.run);
  wiped.writer = 'writer-after-a-wipe-00';
  await wiped.save('i0', 3).send();
  await a.post(stuck);
  expect(await room.answers()).toEqual({ i0: 2 });
  await wiped.save('i0', 0).send();
  await a.post(stuck);
  expect(await room.answers()).toEqual({ i0: 0 });
  expect((await room.history()).map((row) => optionIn(row.response_json))).toEqual([1, 3, 2]);
});

test('a device that stranded claims the run: it is asked for everything, and all of it counts', async () => {
  await a.save('i0', 1).send();
  await b.save('i0', 2).save('i1', 3).send();
  await claim(b);
  expect(await b.save('i2', 0).send()).toMatchObject({ outcome: 'gap', ackedThrough: 0 });
  expect(await b.send()).toMatchObject({ outcome: 'applied', ackedThrough: 3 });
  expect(await room.answers()).toEqual({ i0: 2, i1: 3, i2: 0 });
  expect((await room.journal()).map(({ state }) => state)).toEqual(['same', 'filled']);
  expect(await b.submit()).toMatchObject({ examSession: { maturity: 'COMPLETE' } });
});
