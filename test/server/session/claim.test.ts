import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Claim, claimRun } from '../../../src/server/session/claim.ts';
import { releaseRun } from '../../../src/server/session/release.ts';
import { resetSession } from '../../../src/server/session/reset.ts';
import type { ExamConfigSettings } from '../../../src/shared/contract/exam-config.ts';
import {
  type Classroom,
  FOREIGN_PACKAGE,
  NEXT_PACKAGE,
  openClassroom,
  PACKAGE,
  QUESTION,
  SESSION,
} from './classroom.ts';
import { refusal } from './refusal.ts';
import { choose, device, type TestDevice } from './test-device.ts';

let room: Classroom;
let a: TestDevice;
let b: TestDevice;

const open = async (settings: Partial<ExamConfigSettings>) => {
  room = await openClassroom({ settings });
  a = await device(room, 'a');
  b = await device(room, 'b');
};
beforeEach(() => open({}));
afterEach(() => room.close());

const claim = (by: TestDevice, change: Partial<Claim> = {}) => {
  room.later();
  const asked = { sessionId: SESSION, deviceId: by.deviceId, run: by.run, writer: by.writer, package: by.package };
  return room.write((db) => claimRun(db, room.workspaceId, { ...asked, ...change }, room.ctx(`device:${by.deviceId}`)));
};

test('the first claim takes the run, pins its version, and starts nothing', async () => {
  expect(await claim(a)).toEqual({
    sessionState: { maturity: 'NOT_STARTED', attempt: 1, run: a.run, epoch: 1, opening: 1, revision: 0 },
    responses: {},
    later: {},
    view: null,
  });
  expect(await room.currentRun()).toMatchObject({
    holder: a.deviceId,
    held_from_epoch: 1,
    exam_version: 0,
    package_hash: PACKAGE,
  });
  expect(await room.writers()).toMatchObject([{ writer: a.writer, device_id: a.deviceId, acked_through: 0 }]);
});

test('a claim of the holder raises nothing, and its cursor stays', async () => {
  await a.save('i0', 1).send();
  expect((await claim(a)).sessionState.epoch).toBe(1);
  expect(await room.writers()).toMatchObject([{ acked_through: 1 }]);
});

test('another device takes the run with the answers so far and the place where the student was', async () => {
  const body = a.save('i0', 1).save('i1', null).save('constructor', 2).batch();
  body.sync.view = { itemId: 'i1' };
  await a.send(body);
  const { sessionState, responses, view } = await claim(b);
  expect(sessionState).toMatchObject({ epoch: 2, maturity: 'IN_PROGRESS' });
  expect(responses).toEqual({ i0: { [QUESTION]: choose(1) }, constructor: { [QUESTION]: choose(2) } });
  expect(view).toEqual({ itemId: 'i1' });
  expect(await room.currentRun()).toMatchObject({ holder: b.deviceId, held_from_epoch: 2 });
  expect(await room.eventKinds()).toEqual(['device-move']);
});

test('what another device sends after a claim is stranded until it claims the run itself', async () => {
  await a.save('i0', 1).send();
  await claim(b);
  expect(await a.save('i0', 2).send()).toMatchObject({ outcome: 'stranded' });
});

test('where only a proctor moves devices, another device is told so, until the run is released', async () => {
  await room.close();
  await open({ deviceMove: 'proctor' });
  await a.save('i0', 1).send();
  const problem = await refusal(claim(b));
  expect(problem.problem).toBe('conflict');
  expect(problem.detail).toMatch(/proctor/);
  expect((await room.currentRun()).holder).toBe(a.deviceId);
  await room.operate(releaseRun);
  expect((await claim(b)).sessionState.epoch).toBe(2);
  expect(await room.currentRun()).toMatchObject({ holder: b.deviceId, released: 0 });
});

test('the holder of a released run takes it back without raising the epoch', async () => {
  await a.save('i0', 1).send();
  await room.operate(releaseRun);
  expect((await claim(a)).sessionState.epoch).toBe(1);
  expect((await room.currentRun()).released).toBe(0);
});

test('another version than the pinned one is refused, and so is a package that nobody made', async () => {
  await claim(a);
  expect((await refusal(claim(b, { package: NEXT_PACKAGE }))).detail).toMatch(/another version/);
  expect((await refusal(claim(b, { package: FOREIGN_PACKAGE }))).problem).toBe('conflict');
  expect((await room.currentRun()).holder).toBe(a.deviceId);
});

test('a run that was put away is refused with the reason', async () => {
  await a.save('i0', 1).send();
  await room.operate(resetSession);
  const problem = await refusal(claim(a));
  expect(problem.problem).toBe('conflict');
  expect(problem.detail).toMatch(/put away/);
});

test('a submitted run is refused to another device, and still answers its own', async () => {
  await a.save('i0', 1).submit();
  expect((await refusal(claim(b))).detail).toMatch(/submitted/);
  expect((await claim(a)).sessionState.maturity).toBe('COMPLETE');
});

test('an unknown run and an unknown session are not found', async () => {
  expect((await refusal(claim(a, { run: 'run-of-another-session' }))).problem).toBe('not-found');
  expect((await refusal(claim(a, { sessionId: 'another-session' }))).problem).toBe('not-found');
});
