/* Oracle: which versions had to be read. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepVersions } from '../../../src/server/session/kept-version.ts';
import { type Classroom, openClassroom } from './classroom.ts';

let room: Classroom;
let reads: number[];
let load: (workspaceId: string, version: number) => Promise<{ version: number }>;
beforeEach(async () => {
  room = await openClassroom();
  reads = [];
  const loadKept = keepVersions(2, async (_db, _workspaceId, _examId, version) => {
    reads.push(version);
    return { version };
  });
  load = (workspaceId, version) => room.read((db) => loadKept(db, workspaceId, 'exam', version));
});
afterEach(() => room.close());

test('a version is read once, and each gives its own', async () => {
  expect([await load('demo', 0), await load('demo', 1), await load('demo', 0)]).toEqual([
    { version: 0 },
    { version: 1 },
    { version: 0 },
  ]);
  expect(reads).toEqual([0, 1]);
});

test('the exam of another workspace is another exam', async () => {
  await load('demo', 0);
  await load('other', 0);
  expect(reads).toEqual([0, 0]);
});

test('of more than are kept, the one that was used longest ago is read again', async () => {
  for (const version of [0, 1, 0, 2, 0, 1]) await load('demo', version);
  expect(reads).toEqual([0, 1, 2, 1]);
});
