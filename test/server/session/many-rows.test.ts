/* What the batch's statements rest on: inserts of many rows, and statements whose text is kept. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addHistory } from '../../../src/server/store/answer-history.ts';
import type { AnswerRow } from '../../../src/server/store/answer-sheet.ts';
import { answersOfRun, putAnswers } from '../../../src/server/store/answers.ts';
import { byItem } from '../../../src/server/store/by-item.ts';
import { keepStatements } from '../../../src/server/store/kept-statement.ts';
import { perDatabase } from '../../../src/server/store/per-database.ts';
import { type Classroom, openClassroom } from './classroom.ts';

let room: Classroom;
beforeEach(async () => {
  room = await openClassroom();
});
afterEach(() => room.close());

const row = (n: number, change: Partial<AnswerRow> = {}): AnswerRow => ({
  // In another order than the columns of the statement.
  received_at: n,
  source: 'device',
  seq: n,
  workspace_id: room.workspaceId,
  run_id: 'run',
  item_id: `i${n}`,
  question_id: 'q',
  response_json: n % 2 === 0 ? null : '{}',
  epoch: 1,
  writer: 'writer',
  ...change,
});

test('more rows than one statement takes are all there, each with its own values', async () => {
  const rows = Array.from({ length: 7000 }, (_, n) => row(n, { received_at: 1_770_000_000_000 }));
  await room.write((db) => putAnswers(db, rows));
  const found = await room.read((db) => answersOfRun(db, room.workspaceId, 'run'));
  expect(found.length).toBe(7000);
  const sorted = found.sort((a, b) => a.seq - b.seq);
  expect(sorted).toEqual(rows);
});

test('answers of several batches keep each what its own batch says', async () => {
  const rows = Array.from({ length: 30 }, (_, n) =>
    row(n, { writer: `writer-${n % 3}`, epoch: n >> 2, received_at: n >> 3 }),
  );
  await room.write((db) => putAnswers(db, rows));
  const found = await room.read((db) => answersOfRun(db, room.workspaceId, 'run'));
  expect(found.sort((a, b) => a.seq - b.seq)).toEqual(rows);
});

test('a second put of the same question replaces the first', async () => {
  await room.write((db) => putAnswers(db, [row(1), row(2)]));
  await room.write((db) => putAnswers(db, [row(1, { seq: 9, writer: 'other', source: 'filled' }), row(3)]));
  const found = await room.read((db) => answersOfRun(db, room.workspaceId, 'run'));
  expect(found.find(({ item_id }) => item_id === 'i1')).toMatchObject({ seq: 9, writer: 'other', source: 'filled' });
  expect(found).toHaveLength(3);
});

test('no rows are no statement', async () => {
  await room.write(async (db) => {
    await putAnswers(db, []);
    await addHistory(db, []);
  });
  expect(await room.history()).toEqual([]);
});

test('a kept statement runs again with other values, and refuses values in another order', async () => {
  const run = keepStatements();
  const find = (parameters: [name: string, workspace: string], shape = 'find') =>
    room.read((db) =>
      run(db, shape, parameters, () =>
        db
          .selectFrom('workspace_secret')
          .select('name')
          .where('name', '=', 'upload-key')
          .where('workspace_id', '=', room.workspaceId),
      ),
    );
  expect((await find(['upload-key', room.workspaceId])).rows).toEqual([{ name: 'upload-key' }]);
  expect((await find(['envelope-key', room.workspaceId])).rows).toEqual([{ name: 'envelope-key' }]);
  expect((await find(['upload-key', 'elsewhere'])).rows).toEqual([]);
  await expect(find([room.workspaceId, 'upload-key'], 'the wrong way round')).rejects.toThrow(/parameters/);
});

test('what is kept of a database is shared by its transactions and by no other database', async () => {
  const other = await openClassroom();
  const boxOf = perDatabase(() => ({}));
  const [first, second] = [await room.write(async (db) => boxOf(db)), await room.write(async (db) => boxOf(db))];
  expect(second).toBe(first);
  expect(await other.write(async (db) => boxOf(db))).not.toBe(first);
  await other.close();
});

test('values by item take ids that every object inherits', () => {
  const values = [
    { itemId: 'constructor', questionId: 'toString', value: 1 },
    { itemId: 'constructor', questionId: 'q', value: 2 },
    { itemId: 'i0', questionId: 'q', value: 3 },
  ];
  expect(byItem(values)).toEqual({ constructor: { toString: 1, q: 2 }, i0: { q: 3 } });
  expect(Object.hasOwn(byItem(values), 'constructor')).toBe(true);
});
