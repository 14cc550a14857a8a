/*
 * What staff and integrators do while devices are offline, one attack a test. The oracle is that of `adversarial.test.ts`.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { releaseRun } from '../../../src/server/session/release.ts';
import { reopenSession } from '../../../src/server/session/reopen.ts';
import { resetSession } from '../../../src/server/session/reset.ts';
import { restoreRun } from '../../../src/server/session/restore-run.ts';
import { setResponses } from '../../../src/server/session/set-responses.ts';
import { type Classroom, openClassroom, optionIn, QUESTION, rightOption } from './classroom.ts';
import { choose, device, type TestDevice } from './test-device.ts';

let room: Classroom;
let a: TestDevice;
let b: TestDevice;

beforeEach(async () => {
  room = await openClassroom({ settings: { allowRetakes: true } });
  a = await device(room, 'a');
  b = await device(room, 'b');
});
afterEach(() => room.close());

const integratorSets = (itemId: string, index: number | null, submitForScoring = false) =>
  room.operate((db, workspaceId, sessionId, ctx) => {
    const responses = [{ itemId, questions: [{ id: QUESTION, response: choose(index) }] }];
    return setResponses(db, workspaceId, sessionId, { submitForScoring, responses }, ctx);
  }, 'integrator:key');
const restore = (run: string) =>
  room.operate((db, workspaceId, sessionId, ctx) => restoreRun(db, workspaceId, sessionId, run, ctx));
const flags = async () => (await room.eventKinds()).filter((kind) => kind === 'flag').length;

test('reset, then restore: everything is back, what stranded meanwhile included', async () => {
  await a.save('i0', 1).save('i1', 1).send();
  await room.operate(resetSession);
  await a.save('i1', 2).save('i2', 3).send();
  const again = await device(room, 'again');
  await again.save('i0', 0).send();

  expect(await restore(a.run)).toMatchObject({ run: a.run, attempt: 1, maturity: 'IN_PROGRESS', revision: 2 });
  expect(await room.answers()).toEqual({ i0: 1, i1: 2, i2: 3 });
  expect((await room.history(a.run)).map((row) => optionIn(row.response_json))).toEqual([1]);
  expect((await room.journal()).map(({ state }) => state)).toEqual(['taken', 'taken']);
  expect(await room.answers(again.run)).toEqual({ i0: 0 });
  // The device goes on where it was, and its digest still agrees.
  expect(await a.save('i3', 0).submit()).toMatchObject({ outcome: 'applied', examSession: { maturity: 'COMPLETE' } });
});

test('a submit that arrived while its run was put away counts when the run is restored, and its repeat is receipted', async () => {
  await a.save('i0', 1).send();
  await room.operate(resetSession);
  const submitted = a.save('i1', rightOption('i1')).batch({ submit: a.claim() });
  await a.post(submitted);
  await a.post(submitted);
  expect(await room.eventKinds()).toEqual(['reset', 'stranded-submit']);

  expect(await restore(a.run)).toMatchObject({ run: a.run, maturity: 'COMPLETE' });
  expect((await room.session()).score_actual).toBeGreaterThan(0);
  const repeat = await a.post(submitted);
  expect(repeat).toMatchObject({ outcome: 'applied', examSession: { maturity: 'COMPLETE' } });
  expect(await room.openReceipt(repeat.receipt)).toMatchObject({ submitId: submitted.sync.submit?.submitId, count: 2 });
});

test('restoring takes back nothing of a device that never held the run', async () => {
  await a.save('i0', 1).send();
  await room.operate(resetSession);
  await b.save('i1', 2).send();
  await restore(a.run);
  expect(await room.answers()).toEqual({ i0: 1 });
  expect(await room.journal()).toMatchObject([{ item_id: 'i1', state: 'waiting' }]);
});

test('a restored run that was complete is scored again over what stranded, flagged, and receipted anew', async () => {
  await a.save('i0', rightOption('i0')).submit();
  const before = (await room.session()).score_actual ?? 100;
  await room.operate(resetSession);
  await a.save('i1', rightOption('i1')).send();
  await restore(a.run);
  expect((await room.session()).score_actual).toBeGreaterThan(before);
  expect(await flags()).toBe(1);
});

test('an integrator writes between a save and the submit: the device’s digest still agrees', async () => {
  await a.save('i0', 1).save('i1', 2).send();
  await integratorSets('i0', 3);
  const answer = await a.save('i2', 0).submit();
  expect(answer).toMatchObject({ outcome: 'applied', examSession: { maturity: 'COMPLETE', revision: 1 } });
  // The submit is the device's own; the integrator's value stands, because the device did not answer that question again.
  expect(await room.openReceipt(answer.receipt)).toMatchObject({ count: 3 });
  expect(await room.answers()).toEqual({ i0: 3, i1: 2, i2: 0 });
});

test('the student answers a question again after the integrator did: the later one stands, both are kept', async () => {
  await a.save('i0', 1).send();
  await integratorSets('i0', 3);
  await a.save('i0', 2).send();
  expect(await room.answers()).toEqual({ i0: 2 });
  expect((await room.history()).map((row) => [row.source, optionIn(row.response_json)])).toEqual([
    ['device', 1],
    ['integrator', 3],
  ]);
});

test('a repeat of a batch does not undo an integrator’s write', async () => {
  const body = a.save('i0', 1).batch();
  await a.post(body);
  await integratorSets('i0', 3);
  await a.post(body);
  expect(await room.answers()).toEqual({ i0: 3 });
});

test('an integrator completes the attempt while the student is offline: the student’s answers still arrive', async () => {
  await a.save('i0', rightOption('i0')).send();
  a.save('i1', rightOption('i1'));
  await integratorSets('i2', 0, true);
  const answer = await a.submit();
  expect(answer).toMatchObject({ outcome: 'applied', examSession: { maturity: 'COMPLETE' } });
  expect(answer.receipt).toBeDefined();
  expect(await room.answers()).toEqual({ i0: 0, i1: 1, i2: 0 });
  expect(await flags()).toBe(1);
});

test('after a reopen the old submit is repeated: the attempt stays open', async () => {
  const submitted = a.save('i0', 1).batch({ submit: a.claim() });
  await a.post(submitted);
  await room.operate(reopenSession);
  for (let n = 0; n < 3; n++) expect((await a.post(submitted)).examSession.maturity).toBe('IN_PROGRESS');
  expect((await room.session()).score_actual).toBeNull();
  a.opening = 2;
  a.acked = 1;
  expect(await a.save('i0', 2).submit()).toMatchObject({ examSession: { maturity: 'COMPLETE', opening: 2 } });
});

test('a stray duplicate of the old device does not take a released run from the next one', async () => {
  const old = a.save('i0', 1).batch();
  await a.post(old);
  await room.operate(releaseRun);
  await a.post(old);
  expect((await room.currentRun()).released).toBe(1);
  await b.save('i1', 2).send();
  expect(await room.currentRun()).toMatchObject({ holder: b.deviceId, epoch: 2, released: 0 });
  await room.operate(releaseRun);
  expect(await a.post(old)).toMatchObject({ outcome: 'stranded' });
  expect(await room.currentRun()).toMatchObject({ holder: b.deviceId, released: 1 });
});

test('the lost device comes back after its run was released and taken: its answers fill, differ and wait', async () => {
  await a.save('i0', 1).send();
  await room.operate(releaseRun);
  await b.save('i0', 2).send();
  // It may send another batch before it hears of its new epoch.
  await b.save('i1', 2).post(b.batch());
  const back = await a.save('i0', 3).save('i4', 1).send();
  expect(back).toMatchObject({ outcome: 'stranded', examSession: { epoch: 2 } });
  expect(await room.answers()).toEqual({ i0: 2, i1: 2, i4: 1 });
  expect((await room.journal()).map(({ item_id, state }) => [item_id, state])).toEqual([
    ['i0', 'waiting'],
    ['i4', 'filled'],
  ]);
});

test('the device that was released takes its run back by going on, when nobody else did', async () => {
  await a.save('i0', 1).send();
  await room.operate(releaseRun);
  expect(await a.save('i1', 2).send()).toMatchObject({ outcome: 'applied', examSession: { epoch: 1 } });
  expect(await room.currentRun()).toMatchObject({ holder: a.deviceId, released: 0 });
});
