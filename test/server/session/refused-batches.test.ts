/* Batches that are refused: with which problem, naming what, and with nothing changed. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Classroom, openClassroom, QUESTION } from './classroom.ts';
import { refusal } from './refusal.ts';
import { device, type TestDevice } from './test-device.ts';

let room: Classroom;
let a: TestDevice;

beforeEach(async () => {
  room = await openClassroom();
  a = await device(room, 'a');
});
afterEach(() => room.close());

test.each([
  ['an unknown item', 'nowhere', QUESTION, 0],
  ['an unknown question', 'i0', 'nothing', 0],
  ['an index out of range', 'i0', QUESTION, 4],
])('%s refuses the batch, naming the answer, and changes nothing', async (_, itemId, questionId, index) => {
  a.save('i1', 1).save(itemId, index, questionId);
  const before = await room.snapshot();
  const problem = await refusal(a.post(a.batch()));

  expect(problem.problem).toBe('invalid');
  expect(problem.issues).toMatchObject([{ path: ['responses', 1, 'questions', 0, 'response'] }]);
  expect(await room.snapshot()).toEqual(before);
});

test('a text for a choice question is refused by name', async () => {
  const body = a.save('i0', 1).batch();
  body.responses = [{ itemId: 'i0', questions: [{ id: QUESTION, response: { value: 'two' } }] }];
  expect((await refusal(a.post(body))).issues).toMatchObject([{ path: ['responses', 0, 'questions', 0, 'response'] }]);
});

test('another protocol is refused with the problem that asks for an update', async () => {
  const body = a.save('i0', 1).batch();
  body.sync.protocol += 1;
  expect((await refusal(a.post(body))).problem).toBe('protocol');
});

test('a run that the session does not have is not found, and neither is one that the token is not for', async () => {
  const body = a.save('i0', 1).batch();
  body.sync.run = 'run-of-somebody-else';
  expect((await refusal(a.post(body))).problem).toBe('not-found');
  const foreign = room.receive({ run: body.sync.run, deviceId: a.deviceId, body });
  expect((await refusal(foreign)).problem).toBe('not-found');
});
