/*
 * The first row of the table "On the server" of the sync contract: a batch that may not count is kept whole. Oracle: the outcome,
 * the journal, and the answers that stand afterwards.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimRun } from '../../../src/server/session/claim.ts';
import { mergeJournal } from '../../../src/server/session/merge.ts';
import { resetSession } from '../../../src/server/session/reset.ts';
import { setResponses } from '../../../src/server/session/set-responses.ts';
import {
  type Classroom,
  FOREIGN_PACKAGE,
  NEXT_PACKAGE,
  openClassroom,
  QUESTION,
  rightOption,
  SESSION,
} from './classroom.ts';
import { refusal } from './refusal.ts';
import { choose, device, type TestDevice } from './test-device.ts';

let room: Classroom;
let a: TestDevice;
let b: TestDevice;

beforeEach(async () => {
  room = await openClassroom();
  a = await device(room, 'a');
  b = await device(room, 'b');
});
afterEach(() => room.close());

test('a batch of an archived run is stranded: kept in the journal, acknowledged, and signed for', async () => {
  await a.save('i0', 1).send();
  await room.operate(resetSession);
  a.save('i0', 2).save('i1', 3);
  const answer = await a.post(a.batch());

  const current = await room.session();
  expect(current.current_run).not.toBe(a.run);
  expect(answer).toMatchObject({
    outcome: 'stranded',
    ackedThrough: 3,
    examSession: { run: current.current_run, maturity: 'NOT_STARTED', revision: 1 },
  });
  expect(await room.openHeld(answer.held)).toEqual({
    session: 'session',
    run: a.run,
    writer: a.writer,
    through: 3,
    count: 2,
    receivedAt: new Date(room.test.clock.now).toISOString(),
    standing: 'journal',
  });
  expect(await room.journal()).toMatchObject([
    { run_id: a.run, seq: 2, item_id: 'i0', state: 'waiting', device_id: a.deviceId, kind: 'stranded' },
    { run_id: a.run, seq: 3, item_id: 'i1', state: 'waiting' },
  ]);
  expect(await room.answers(a.run)).toEqual({ i0: 1 });
  expect(await room.answers()).toEqual({});
});

test('a batch of a device that does not hold the run fills what the holder has not answered, with a record', async () => {
  await a.save('i0', 1).save('i1', 2).send();
  const answer = await b.save('i0', 1).save('i1', 3).save('i2', 0).save('i3', 1).save('i4', null).send();

  expect(answer).toMatchObject({ outcome: 'stranded', ackedThrough: 5, examSession: { run: a.run, revision: 1 } });
  expect(await room.openHeld(answer.held)).toMatchObject({ through: 5, count: 5 });
  expect(await room.answers()).toEqual({ i0: 1, i1: 2, i2: 0, i3: 1 });
  const states = Object.fromEntries((await room.journal()).map((row) => [row.item_id, row.state]));
  expect(states).toEqual({ i0: 'same', i1: 'waiting', i2: 'filled', i3: 'filled', i4: 'same' });
  expect(await room.eventKinds()).toEqual(['filled']);
  expect((await room.currentRun()).holder).toBe(a.deviceId);
});

test('what the holder, an integrator or staff cleared on purpose is not filled: staff decide', async () => {
  await a.save('i0', 1).save('i0', null).save('i1', 1).save('i2', 1).send();
  const cleared = { itemId: 'i1', questions: [{ id: QUESTION, response: null }] };
  await room.operate((db, workspaceId, sessionId, ctx) =>
    setResponses(db, workspaceId, sessionId, { submitForScoring: false, responses: [cleared] }, ctx),
  );
  await b.save('i2', null).send();
  const [waiting] = await room.journal();
  const taken = { run: a.run, writer: b.writer, seq: waiting?.seq ?? 0, itemId: 'i2', questionId: QUESTION };
  await room.operate((db, workspaceId, sessionId, ctx) =>
    mergeJournal(db, workspaceId, sessionId, { decisions: [{ ...taken, take: 'stranded' }] }, ctx),
  );
  expect(await room.answers()).toEqual({ i0: null, i1: null, i2: null });
  await b.save('i0', 2).save('i1', 2).save('i2', 2).save('i3', 2).send();
  expect(await room.answers()).toEqual({ i0: null, i1: null, i2: null, i3: 2 });
  const later = (await room.journal()).filter((row) => row.state !== 'taken');
  expect(Object.fromEntries(later.map((row) => [row.item_id, row.state]))).toEqual({
    i0: 'waiting',
    i1: 'waiting',
    i2: 'waiting',
    i3: 'filled',
  });
});

test('what a device cleared itself before the run moved is filled by what it answered there afterwards', async () => {
  await a.save('i0', 1).save('i0', null).send();
  await room.write((db) =>
    claimRun(
      db,
      room.workspaceId,
      { sessionId: SESSION, deviceId: b.deviceId, run: b.run, writer: b.writer, package: b.package },
      room.ctx(),
    ),
  );
  expect(await a.save('i0', 3).send()).toMatchObject({ outcome: 'stranded' });
  expect(await room.answers()).toEqual({ i0: 3 });
});

test('what a stranger filled gives way to the holder', async () => {
  await a.save('i0', 1).send();
  await b.save('i1', 3).send();
  await a.save('i1', 2).send();
  expect(await room.answers()).toEqual({ i0: 1, i1: 2 });
  expect(await room.history()).toMatchObject([{ item_id: 'i1', writer: b.writer, source: 'filled' }]);
});

test('a stranger’s change of what it filled itself goes on filling', async () => {
  await a.save('i0', 1).send();
  await b.save('i1', 3).send();
  await b.save('i1', 0).send();
  expect(await room.answers()).toEqual({ i0: 1, i1: 0 });
});

test('filling a complete run scores it again', async () => {
  await a.save('i0', rightOption('i0')).submit();
  const before = (await room.session()).score_actual ?? 100;
  await b.save('i1', rightOption('i1')).send();
  expect((await room.session()).score_actual).toBeGreaterThan(before);
});

test('an answer that does not fit the exam is stranded too, and fills nothing', async () => {
  await a.save('i0', 1).send();
  await b.save('i1', 99).save('of-no-exam', 1).send();
  expect((await room.journal()).map(({ item_id, state }) => [item_id, state])).toEqual([
    ['i1', 'waiting'],
    ['of-no-exam', 'waiting'],
  ]);
  expect(await room.answers()).toEqual({ i0: 1 });
});

test('a batch on another version of the exam is stranded whole, even where it would fit', async () => {
  await a.save('i0', 1).send();
  b.package = NEXT_PACKAGE;
  expect(await b.save('i1', 1).send()).toMatchObject({ outcome: 'stranded', ackedThrough: 1 });
  expect(await room.journal()).toMatchObject([{ item_id: 'i1', state: 'waiting' }]);
  expect(await room.answers()).toEqual({ i0: 1 });
});

test('a batch on a package that the config never had is stranded and takes nothing over', async () => {
  a.package = FOREIGN_PACKAGE;
  expect(await a.save('i0', 1).send()).toMatchObject({ outcome: 'stranded', examSession: { maturity: 'NOT_STARTED' } });
  expect(await room.currentRun()).toMatchObject({ holder: null, exam_version: null });
});

test('an answer that waited as a stranger’s and is refused by name once its device has the run still waits for staff', async () => {
  await a.save('i0', 1).send();
  await b.save('i1', 99).send();
  await room.operate((db, workspaceId, sessionId, ctx) =>
    claimRun(
      db,
      workspaceId,
      { sessionId, deviceId: b.deviceId, run: b.run, writer: b.writer, package: b.package },
      ctx,
    ),
  );
  b.epoch = 2;
  expect(await b.send()).toMatchObject({ outcome: 'gap', ackedThrough: 0 });
  expect((await refusal(b.post(b.batch()))).issues).toHaveLength(1);
  for (const answer of b.own.values()) answer.problem = true;
  for (let n = 0; n < 2; n++) expect(await b.post(b.batch())).toMatchObject({ outcome: 'applied', ackedThrough: 1 });
  expect(await room.journal()).toMatchObject([
    { item_id: 'i1', kind: 'quarantined', state: 'waiting', raw: JSON.stringify(choose(99)) },
  ]);
});
