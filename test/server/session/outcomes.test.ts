/*
 * One test a row of the table "On the server" of the sync contract. The oracle is the table itself: the outcome that is
 * answered, and the rows that are there afterwards.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reopenSession } from '../../../src/server/session/reopen.ts';
import { readResults } from '../../../src/server/session/stored-results.ts';
import { type Classroom, ITEMS, openClassroom, PACKAGE, QUESTION, rightOption } from './classroom.ts';
import { choose, device, type TestDevice } from './test-device.ts';

const statements: string[] = [];
let room: Classroom;
let a: TestDevice;

beforeEach(async () => {
  room = await openClassroom({ store: { testing: { onStatement: (sql) => statements.push(sql) } } });
  a = await device(room, 'a');
});
afterEach(() => room.close());

const flags = async () =>
  (await room.events())
    .filter(({ kind }) => kind === 'flag')
    .map(({ detail_json }) => JSON.parse(detail_json ?? '{}').reason);

test('a first batch is applied, starts the run, pins its version and gives it to the device', async () => {
  const answer = await a.save('i0', 1).save('i1', 2).send();

  expect(answer).toMatchObject({
    outcome: 'applied',
    ackedThrough: 2,
    storeId: room.test.deps.store.storeId,
    now: room.test.clock.now,
    examSession: { maturity: 'IN_PROGRESS', attempt: 1, run: a.run, epoch: 1, opening: 1, revision: 0 },
  });
  expect(await room.answers()).toEqual({ i0: 1, i1: 2 });
  expect(await room.currentRun()).toMatchObject({
    holder: a.deviceId,
    exam_version: 0,
    package_hash: PACKAGE,
    maturity: 'IN_PROGRESS',
    started_at: room.test.clock.now,
    completed_at: null,
  });
  expect(await room.session()).toMatchObject({ maturity: 'IN_PROGRESS', last_contact_at: room.test.clock.now });
});

test('an overlapping batch upserts what is newer and keeps what it replaces in the history', async () => {
  await a.save('i0', 1).save('i1', 2).send();
  a.save('i0', 3);
  const answer = await a.post(a.batch({ baseSeq: 0 }));

  expect(answer).toMatchObject({ outcome: 'applied', ackedThrough: 3 });
  expect(await room.answers()).toEqual({ i0: 3, i1: 2 });
  expect(await room.history()).toMatchObject([{ item_id: 'i0', response_json: '{"options":[{"index":1}]}', seq: 1 }]);
});

test('a cleared answer stands as cleared', async () => {
  await a.save('i0', 1).send();
  await a.save('i0', null).send();
  expect(await room.answers()).toEqual({ i0: null });
});

test('an empty choice is a cleared answer', async () => {
  a.save('i0', 1);
  const body = a.batch();
  body.responses = [{ itemId: 'i0', questions: [{ id: QUESTION, response: { options: [] } }] }];
  await a.send(body);
  expect(await room.answers()).toEqual({ i0: null });
});

test('a batch beyond what the server holds of its writer is a gap, and nothing of it is taken', async () => {
  await a.save('i0', 1).send();
  a.save('i1', 2).save('i2', 3);
  const before = await room.snapshot();
  const answer = await a.post(a.batch({ baseSeq: 2 }));

  expect(answer).toMatchObject({ outcome: 'gap', ackedThrough: 1 });
  expect(await room.snapshot()).toEqual(before);
});

test('after a gap the device rewinds and everything arrives', async () => {
  await a.save('i0', 1).send();
  a.save('i1', 2).save('i2', 3);
  await a.send(a.batch({ baseSeq: 2 }));
  expect(await a.send()).toMatchObject({ outcome: 'applied', ackedThrough: 3 });
  expect(await room.answers()).toEqual({ i0: 1, i1: 2, i2: 3 });
});

test('a submit whose digest matches completes the run, scores it, and is receipted with a signature that verifies', async () => {
  for (const item of ITEMS) a.save(item, rightOption(item));
  a.save('i0', rightOption('i0') + 1);
  const submit = a.claim();
  const answer = await a.send(a.batch({ submit }));

  expect(answer).toMatchObject({ outcome: 'applied', ackedThrough: 7, examSession: { maturity: 'COMPLETE' } });
  expect(await room.openReceipt(answer.receipt)).toEqual({
    session: 'session',
    run: a.run,
    attempt: 1,
    submitId: submit.submitId,
    count: 6,
    digest: submit.digest,
    receivedAt: new Date(room.test.clock.now).toISOString(),
  });
  const run = await room.currentRun();
  expect(run).toMatchObject({ maturity: 'COMPLETE', completed_at: submit.submittedAt });
  expect(run.score_actual).toBeCloseTo(83.3333, 4);
  expect(readResults(run.results_json ?? '')).toMatchObject({ points: { actual: 5, max: 6 } });
  expect((await room.session()).score_actual).toBe(run.score_actual);
});

test('a submit of all that its writer wrote is judged without a look at the history', async () => {
  await a.save('i3', 1).save('constructor', 2).send();
  a.save('i0', 1).save('i1', null);
  statements.length = 0;

  expect(await a.submit()).toMatchObject({ outcome: 'applied', examSession: { maturity: 'COMPLETE' } });
  expect(statements).toContainEqual(expect.stringContaining('"receipt"'));
  expect(statements.filter((sql) => sql.includes('answer_history'))).toEqual([]);
});

test('the times of a run are the device’s, put right by its clock offset and never impossible', async () => {
  room.later(3_600_000);
  const { now } = room.test.clock;
  const { created_at } = await room.currentRun();
  await a.save('i0', 1).submit({ startedAt: 0, submittedAt: now - 500_000, clockOffsetMs: 400_000 });
  expect(await room.currentRun()).toMatchObject({ started_at: created_at, completed_at: now - 100_000 });
});

test('what a device says of its clock is kept with its submit; what cannot be read of it keeps no submit from counting', async () => {
  const clock = { endedBy: 'time', jumps: [{ at: 5, byMs: -3000 }], unseenMs: 20 };
  await a.save('i0', 1).submit({ clock });
  expect(JSON.parse((await room.currentRun()).clock_json ?? '')).toEqual(clock);
  await room.operate(reopenSession);
  a.opening = 2;
  expect(await a.submit({ clock: { endedBy: 'nobody', jumps: 'many' } })).toMatchObject({
    examSession: { maturity: 'COMPLETE' },
  });
  expect((await room.currentRun()).clock_json).toBeNull();
});

test('a submit of nothing at all is a submit', async () => {
  const answer = await a.submit();
  expect(answer).toMatchObject({ outcome: 'applied', examSession: { maturity: 'COMPLETE' } });
  expect(await room.openReceipt(answer.receipt)).toMatchObject({ count: 0 });
  expect((await room.session()).score_actual).toBe(0);
});

test('a submit whose digest differs is incomplete, says what is held, and completes nothing', async () => {
  a.save('i0', 1).save('i1', 2).save('i2', null);
  const answer = await a.submit({ digest: '0'.repeat(64) });

  expect(answer).toMatchObject({
    outcome: 'incomplete',
    ackedThrough: 3,
    holds: { i0: { [QUESTION]: 1 }, i1: { [QUESTION]: 2 }, i2: { [QUESTION]: 3 } },
    examSession: { maturity: 'IN_PROGRESS' },
  });
  expect(answer.receipt).toBeUndefined();
  expect(await room.answers()).toEqual({ i0: 1, i1: 2, i2: null });
});

test('after an incomplete the device sends what differs under new numbers, and its next submit counts', async () => {
  a.save('i0', 1).save('i1', 2);
  await a.submit({ digest: '0'.repeat(64) });
  a.save('i0', 1);
  const answer = await a.submit();
  expect(answer).toMatchObject({ outcome: 'applied', examSession: { maturity: 'COMPLETE' } });
  expect(await flags()).toEqual([]);
  expect((await room.currentRun()).failed_submit_json).toBeNull();
});

test('a second identical failure is accepted as it stands, flagged, and receipted with what the server holds', async () => {
  a.save('i0', 1).save('i1', 2);
  await a.submit({ digest: '0'.repeat(64), count: 9 });
  const held = a.claim();
  const answer = await a.submit({ digest: '0'.repeat(64), count: 9 });

  expect(answer).toMatchObject({ outcome: 'applied', examSession: { maturity: 'COMPLETE' } });
  expect(await room.openReceipt(answer.receipt)).toMatchObject({ count: 2, digest: held.digest });
  expect(await flags()).toEqual(['submit-as-it-stands']);
});

test('the same failed submit once more, because its answer was lost, is incomplete again: the device can still repair it', async () => {
  a.save('i0', 1).save('i1', 2);
  const body = a.batch({ submit: a.claim({ digest: '0'.repeat(64), count: 9 }) });
  const first = await a.post(body);
  const before = await room.snapshot();
  expect(await a.post(body)).toEqual({ ...first, now: room.test.clock.now });
  expect(await room.snapshot()).toEqual(before);

  a.save('i0', 1);
  expect(await a.submit()).toMatchObject({ outcome: 'applied', examSession: { maturity: 'COMPLETE' } });
  expect(await flags()).toEqual([]);
});

test('a second failure with another digest, or of another writer, is incomplete again', async () => {
  a.save('i0', 1);
  await a.submit({ digest: '0'.repeat(64) });
  expect(await a.submit({ digest: '1'.repeat(64) })).toMatchObject({ outcome: 'incomplete' });
  a.writer = 'writer-after-a-wipe-00';
  a.acked = 0;
  expect(await a.submit({ digest: '1'.repeat(64) })).toMatchObject({ outcome: 'incomplete' });
});

test('a repeat of a submitId is answered with the stored receipt and moves nothing', async () => {
  a.save('i0', 1);
  const body = a.batch({ submit: a.claim() });
  const first = await a.post(body);
  const before = await room.snapshot();
  room.later(60_000);
  const again = await a.post(body);

  expect(again).toMatchObject({ outcome: 'applied', ackedThrough: 1, examSession: { maturity: 'COMPLETE' } });
  expect(again.receipt).toBe(first.receipt);
  expect(await room.snapshot()).toEqual(before);
});

test('a submit of an older opening is answered with the state of today and moves nothing', async () => {
  a.save('i0', 1);
  const body = a.batch({ submit: a.claim() });
  const first = await a.post(body);
  await room.operate(reopenSession);
  const before = await room.snapshot();

  const repeat = await a.post(body);
  expect(repeat).toMatchObject({ outcome: 'applied', examSession: { maturity: 'IN_PROGRESS', opening: 2 } });
  expect(repeat.receipt).toBe(first.receipt);
  const unknown = await a.post(a.batch({ submit: a.claim({ opening: 1 }) }));
  expect(unknown.examSession.maturity).toBe('IN_PROGRESS');
  expect(unknown.receipt).toBeUndefined();
  expect(await room.snapshot()).toEqual(before);
});

test('newer answers of the holder for a complete run are applied, scored again, receipted anew and flagged', async () => {
  a.save('i0', rightOption('i0'));
  const submit = a.claim();
  const first = await a.send(a.batch({ submit }));
  const before = (await room.session()).score_actual;
  a.save('i1', rightOption('i1'));
  const late = await a.send();

  expect(late).toMatchObject({ outcome: 'applied', ackedThrough: 2, examSession: { maturity: 'COMPLETE' } });
  expect(late.receipt).not.toBe(first.receipt);
  const said = a.claim();
  expect(await room.openReceipt(late.receipt)).toMatchObject({
    submitId: submit.submitId,
    count: 2,
    digest: said.digest,
  });
  expect((await room.session()).score_actual).toBeGreaterThan(before ?? 100);
  expect(await flags()).toEqual(['late-answers']);
});

test('quarantined answers go to the journal as they are, and are no part of the submit', async () => {
  await a.save('i0', 1).save('i1', 2).send();
  a.save('i1', 3);
  for (const answer of a.own.values()) if (answer.itemId === 'i1') answer.problem = true;
  const answer = await a.submit();

  expect(answer).toMatchObject({ outcome: 'applied', ackedThrough: 3, examSession: { maturity: 'COMPLETE' } });
  expect(await room.openReceipt(answer.receipt)).toMatchObject({ count: 1 });
  expect(await room.journal()).toMatchObject([
    { kind: 'quarantined', item_id: 'i1', seq: 3, raw: JSON.stringify(choose(3)), state: 'waiting' },
  ]);
  expect(await room.answers()).toEqual({ i0: 1, i1: 2 });
});

test('where the student was is kept with the run', async () => {
  const body = a.save('i0', 1).batch();
  body.sync.view = { itemId: 'i3', flagged: [['i0', QUESTION]] };
  await a.send(body);
  expect(JSON.parse((await room.currentRun()).view_json ?? '')).toEqual(body.sync.view);
});

test('a batch without any answer only says how far the server is', async () => {
  await a.save('i0', 1).send();
  const before = await room.snapshot();
  expect(await a.send()).toMatchObject({ outcome: 'applied', ackedThrough: 1 });
  expect(await room.snapshot()).toEqual(before);
});
