/*
 * A disk that is put back to what it held earlier gives its numbers out twice; a batch that was overtaken on its way looks the
 * same to the server. Oracle: what was acknowledged stands as it was, and whatever is not known under its number is named.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadKnown } from '../../../src/server/session/known-changes.ts';
import { resetSession } from '../../../src/server/session/reset.ts';
import { setResponses } from '../../../src/server/session/set-responses.ts';
import { type Classroom, openClassroom, QUESTION } from './classroom.ts';
import { refusal } from './refusal.ts';
import { choose, device, TestDevice } from './test-device.ts';

let room: Classroom;
let a: TestDevice;
let b: TestDevice;

beforeEach(async () => {
  room = await openClassroom();
  a = await device(room, 'a');
  b = await device(room, 'b');
});
afterEach(() => room.close());

test('a device that was put back from an older copy of itself is told a number that it has not reached', async () => {
  await a.save('i0', 1).save('i1', 1).save('i2', 1).send();
  const old = new TestDevice(room, 'a', a.run);
  old.save('i0', 3);
  expect(await old.post(old.batch())).toMatchObject({ outcome: 'applied', ackedThrough: 3 });
  expect(await room.answers()).toEqual({ i0: 1, i1: 1, i2: 1 });
});

test('a device that was put back and has caught up with its numbers is told which of them stood for another answer', async () => {
  await a.save('i0', 1).save('i1', 1).send();
  const old = new TestDevice(room, 'a', a.run);
  const body = old.save('i0', 1).save('i2', 3).batch();
  const before = await room.snapshot();
  // The first is the same change over again; the second has the number of `i1`.
  for (let n = 0; n < 2; n++) {
    expect(await old.post(body)).toMatchObject({ outcome: 'applied', ackedThrough: 2, differs: { i2: { q: 2 } } });
  }
  expect(await room.snapshot()).toEqual(before);
});

test('another value under the same number of the same question is told too', async () => {
  await a.save('i0', 1).send();
  const old = new TestDevice(room, 'a', a.run);
  expect(await old.post(old.save('i0', null).batch())).toMatchObject({ ackedThrough: 1, differs: { i0: { q: 1 } } });
});

test('a device that was put back is told so of a run that was put away, too', async () => {
  await a.save('i0', 1).send();
  await room.operate(resetSession);
  await a.save('i1', 2).send();
  const old = new TestDevice(room, 'a', a.run);
  const answer = await old.post(old.save('i0', 1).save('i1', 3).batch());
  expect(answer).toMatchObject({ outcome: 'stranded', ackedThrough: 2, differs: { i1: { q: 2 } } });
  expect(await room.journal()).toHaveLength(1);
});

test('a repeat is known as one wherever its answer is by now: replaced, lost or in the journal', async () => {
  const late = a.save('i0', 1).save('i1', 1).batch();
  const value = { itemId: 'i0', questions: [{ id: QUESTION, response: choose(3) }] };
  await a.send(late);
  await room.operate((db, workspaceId, sessionId, ctx) =>
    setResponses(db, workspaceId, sessionId, { submitForScoring: false, responses: [value] }, ctx),
  );
  const stray = b.save('i0', 0).save('i1', 0).batch();
  await b.send(stray);
  for (const [by, body] of [
    [a, late],
    [b, stray],
  ] as const) {
    expect(await by.post(body)).not.toHaveProperty('differs');
  }
  await room.operate(resetSession);
  expect(await a.post(late)).not.toHaveProperty('differs');
});

test('a repeat of what was refused by name is refused by name, and is no other change than the one that was kept', async () => {
  await a.save('i1', 1).send();
  const late = a.save('i0', 99).batch();
  for (const answer of a.own.values()) answer.problem = answer.itemId === 'i0';
  await a.send();
  expect((await refusal(a.post(late))).issues).toMatchObject([{ path: ['responses', 0, 'questions', 0, 'response'] }]);
  await room.operate(resetSession);
  expect(await a.post(late)).not.toHaveProperty('differs');
});

test('a batch that was overtaken looks to the server as if the device had been put back: it is named, and moves nothing', async () => {
  const late = a.save('i0', 1).save('i1', 1).batch();
  await a.save('i0', 2).send();
  const before = await room.snapshot();
  expect(await a.post(late)).toMatchObject({ outcome: 'applied', ackedThrough: 3, differs: { i0: { q: 1 } } });
  expect(await room.snapshot()).toEqual(before);
});

test('what a file of a device that was put back says under a number that the journal has otherwise is kept beside it, once', async () => {
  await a.save('i0', 1).send();
  await room.operate(resetSession);
  await a.save('i1', 2).send();
  const old = new TestDevice(room, 'a', a.run);
  const body = old.save('i0', 1).save('i1', 3).batch();
  for (let n = 0; n < 2; n++) {
    room.later(10);
    const answer = await room.receive({ run: old.run, deviceId: old.deviceId, body, byFile: true });
    expect(answer).toMatchObject({ outcome: 'stranded', ackedThrough: 2 });
  }
  expect((await room.journal()).map(({ response_json, state }) => [JSON.parse(response_json ?? ''), state])).toEqual([
    [choose(2), 'waiting'],
    [choose(3), 'waiting'],
  ]);
});

test('of a long history that much is read as the repeat of a batch names', async () => {
  for (let n = 0; n < 12; n++) await a.save('i0', n % 3).send();
  let read = 0;
  const entry = (seq: number, index: number) => {
    const response = choose(index);
    const at = { item: 0, question: 0 };
    return {
      key: `i0\n${QUESTION}`,
      itemId: 'i0',
      questionId: QUESTION,
      seq,
      response,
      json: JSON.stringify(response),
      at,
    };
  };
  const entries = [entry(2, 1), entry(3, 0), entry(12, 2)];
  const known = await room.read((db) => {
    const counting = db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        read += result.rows.length;
        return result;
      },
    });
    return loadKnown(counting, room.workspaceId, { run: a.run, writer: a.writer, entries, standing: null });
  });
  expect([...known].map(({ seq }) => seq).sort()).toEqual([12, 2]);
  // What stands, and the two numbers that do not.
  expect(read).toBe(3);
});
