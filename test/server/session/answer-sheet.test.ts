/*
 * Oracle: the batches themselves. Where an answer lies is nobody's concern but the store's, so that each test says what stands, and
 * beside it that it lies where the decision (docs/decisions/0043) has it: a sheet that is never made would pass all else.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StandingAnswer } from '../../../src/server/session/plan-batch.ts';
import { setResponses } from '../../../src/server/session/set-responses.ts';
import { loadStanding, writeAnswers } from '../../../src/server/session/standing-answers.ts';
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

const standingAnswer = (
  itemId: string,
  seq: number,
  response: object = { options: [{ index: 1 }] },
): StandingAnswer => ({
  itemId,
  questionId: QUESTION,
  json: JSON.stringify(response),
  epoch: 1,
  writer: a.writer,
  seq,
  source: 'device',
  receivedAt: 1,
});

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

test('an answer that a server without sheets wrote over is in the history once the sheet goes', async () => {
  await a.save('i0', 1).save('i1', 2).save('i2', 3).send();
  const [first] = await room.answerRows();
  if (!first) throw new Error('no answer');
  const other = { ...first, item_id: 'i1', response_json: '{"options":[{"index":0}]}', writer: 'other', seq: 1 };
  await room.write((db) => db.insertInto('answer').values(other).execute());
  await a.save('i0', 3).send();
  expect(await room.answers()).toEqual({ i0: 3, i1: 0, i2: 3 });
  const history = (await room.history()).map((row) => [row.item_id, row.seq, row.writer]);
  expect(history.sort()).toEqual([
    ['i0', 1, a.writer],
    ['i1', 2, a.writer],
  ]);
  expect(await places()).toEqual({ sheet: [], alone: ['i0', 'i1', 'i2'] });
});

test('of such a sheet nothing goes when others come together, which make the next one', async () => {
  await a.save('i0', 1).save('i1', 2).send();
  const [first] = await room.answerRows();
  if (!first) throw new Error('no answer');
  await room.write((db) =>
    db
      .insertInto('answer')
      .values({ ...first, item_id: 'i1', writer: 'other' })
      .execute(),
  );
  const put = ['i2', 'i3'].map((itemId, at) => standingAnswer(itemId, at + 3));
  await room.write(async (db) => {
    const standing = await loadStanding(db, room.workspaceId, run);
    await writeAnswers(db, room.workspaceId, { run, standing, now: 1 }, { put, replaced: [] });
  });
  expect(await places()).toEqual({ sheet: ['i2', 'i3'], alone: ['i0', 'i1'] });
  expect((await room.history()).map((row) => [row.item_id, row.seq])).toEqual([['i1', 2]]);
});

test('essays have rows: a sheet is read with each batch', async () => {
  const standing = new Map();
  const put = ['i0', 'i1'].map((itemId, at) => standingAnswer(itemId, at + 1, { text: 'x'.repeat(9000) }));
  await room.write((db) => writeAnswers(db, room.workspaceId, { run, standing, now: 1 }, { put, replaced: [] }));
  expect(await places()).toEqual({ sheet: [], alone: ['i0', 'i1'] });
});

test('a sheet is not replaced by another one', async () => {
  await a.save('i0', 1).save('i1', 2).send();
  const [row] = await room.answerRows();
  if (!row) throw new Error('no answer');
  await expect(room.write((db) => putSheet(db, row, [['i2', QUESTION, 3, null]]))).rejects.toThrow();
  expect(await room.answers()).toEqual({ i0: 1, i1: 2 });
});
