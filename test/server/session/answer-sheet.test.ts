/*
 * Oracle: the batches themselves. Where an answer lies is nobody's concern but the store's, so that each test says what stands, and
 * beside it that it lies where the decision (docs/decisions/0043) has it: a sheet that is never made would pass all else.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { setResponses } from '../../../src/server/session/set-responses.ts';
import { answersOnSheet, putSheet } from '../../../src/server/store/answer-sheet.ts';
import { answeredByRun } from '../../../src/server/store/staff-board.ts';
import { type Classroom, openClassroom, QUESTION } from './classroom.ts';
import { choose, device, type TestDevice } from './test-device.ts';

let room: Classroom;
let run: string;
let a: TestDevice;
beforeEach(async () => {
  room = await openClassroom();
  a = await device(room, 'a');
  run = a.run;
});
afterEach(() => room.close());

/** The items whose answers lie on the sheet, and those that have a row each. */
const places = () =>
  room.read(async (db) => ({
    sheet: (await answersOnSheet(db, room.workspaceId, run)).map((row) => row.item_id).sort(),
    alone: (await db.selectFrom('answer').select('item_id').execute()).map((row) => row.item_id).sort(),
  }));
const answered = async () => (await room.read((db) => answeredByRun(db, room.workspaceId, [run]))).get(run);

test('first answers that come together lie in one row', async () => {
  await a.save('i0', 1).save('constructor', null).save('i2', 3).send();
  expect(await places()).toEqual({ sheet: ['constructor', 'i0', 'i2'], alone: [] });
  expect(await room.answers()).toEqual({ i0: 1, constructor: null, i2: 3 });
  expect(await answered()).toBe(2);
});

test('one answer has a row of its own; the first others that come together make the sheet, and the next ones none', async () => {
  await a.save('i0', 1).send();
  await a.save('i1', 2).save('i2', 3).send();
  await a.save('i3', 0).save('i4', 1).send();
  expect(await places()).toEqual({ sheet: ['i1', 'i2'], alone: ['i0', 'i3', 'i4'] });
  expect(await room.answers()).toEqual({ i0: 1, i1: 2, i2: 3, i3: 0, i4: 1 });
  expect(await answered()).toBe(5);
});

test('several of which one has an answer already have a row each', async () => {
  await a.save('i0', 1).send();
  await a.save('i0', 2).save('i1', 3).send();
  expect(await places()).toEqual({ sheet: [], alone: ['i0', 'i1'] });
});

test('an answer to another question lies beside the sheet', async () => {
  await a.save('i0', 1).save('i1', 2).send();
  await a.save('i2', 3).send();
  expect(await places()).toEqual({ sheet: ['i0', 'i1'], alone: ['i2'] });
  expect(await room.answers()).toEqual({ i0: 1, i1: 2, i2: 3 });
  expect(await answered()).toBe(3);
});

test('once an answer on it changes there is no sheet: the others have rows, each as it was', async () => {
  await a.save('i0', 1).save('i1', 2).save('i2', 3).send();
  const before = await room.answerRows();
  room.later();
  await a.save('i1', null).send();
  expect(await places()).toEqual({ sheet: [], alone: ['i0', 'i1', 'i2'] });
  const others = (rows: typeof before) => rows.filter((row) => row.item_id !== 'i1');
  expect(others(await room.answerRows())).toEqual(others(before));
  expect(await room.answers()).toEqual({ i0: 1, i1: null, i2: 3 });
  expect((await room.history()).map((row) => [row.item_id, row.seq])).toEqual([['i1', 2]]);
  expect(await answered()).toBe(2);
});

test('a batch that changes an answer on the sheet and brings others leaves all of them', async () => {
  await a.save('i0', 1).save('i1', 2).send();
  await a.save('i0', 3).save('i2', 0).save('i3', 1).send();
  expect(await room.answers()).toEqual({ i0: 3, i1: 2, i2: 0, i3: 1 });
});

test('a batch that comes again changes nothing', async () => {
  const body = a.save('i0', 1).save('i1', 2).batch();
  await a.post(body);
  const before = await places();
  room.later();
  expect(await a.post(body)).toMatchObject({ outcome: 'applied', ackedThrough: 2 });
  expect(await places()).toEqual(before);
  expect(await room.history()).toEqual([]);
});

test('what an integrator sets lies on a sheet as well, until the integrator changes one of it', async () => {
  const set = (chosen: Record<string, number>) => {
    const responses = Object.entries(chosen).map(([itemId, index]) => ({
      itemId,
      questions: [{ id: QUESTION, response: choose(index) }],
    }));
    return room.operate((db, workspaceId, sessionId, ctx) =>
      setResponses(db, workspaceId, sessionId, { submitForScoring: false, responses }, ctx),
    );
  };
  await set({ i0: 1, i1: 1 });
  expect(await places()).toEqual({ sheet: ['i0', 'i1'], alone: [] });
  await set({ i0: 2 });
  expect(await places()).toEqual({ sheet: [], alone: ['i0', 'i1'] });
  expect(await room.answers()).toEqual({ i0: 2, i1: 1 });
});

test('a sheet is not replaced by another one', async () => {
  await a.save('i0', 1).save('i1', 2).send();
  const [row] = await room.answerRows();
  if (!row) throw new Error('no answer');
  await expect(room.write((db) => putSheet(db, row, [['i2', QUESTION, 3, null]]))).rejects.toThrow();
  expect(await room.answers()).toEqual({ i0: 1, i1: 2 });
});
