/*
 * One attack a test. The oracle throughout: what was acknowledged is in the answers, their history or the journal of its
 * own run, and what stands is what the last one who may say so said.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reopenSession } from '../../../src/server/session/reopen.ts';
import { resetSession } from '../../../src/server/session/reset.ts';
import { retakeSession } from '../../../src/server/session/retake.ts';
import { renewStoreId } from '../../../src/server/store/store-id.ts';
import type { SyncBody } from '../../../src/shared/contract/set-responses.ts';
import { type Classroom, openClassroom, PACKAGE, rightOption } from './classroom.ts';
import { refusal } from './refusal.ts';
import { device, type TestDevice } from './test-device.ts';

let room: Classroom;
let a: TestDevice;
let b: TestDevice;

beforeEach(async () => {
  room = await openClassroom({ settings: { allowRetakes: true } });
  a = await device(room, 'a');
  b = await device(room, 'b');
});
afterEach(() => room.close());

const flags = async () => (await room.eventKinds()).filter((kind) => kind === 'flag').length;

test('the acknowledgement is lost and the same batch comes again, ten times', async () => {
  const body = a.save('i0', 1).save('i1', 2).batch();
  await a.post(body);
  const before = await room.snapshot();
  for (let n = 0; n < 10; n++) expect(await a.post(body)).toMatchObject({ outcome: 'applied', ackedThrough: 2 });
  expect(await room.snapshot()).toEqual(before);
});

test('the acknowledgement is lost, the student goes on, and both batches arrive in the wrong order', async () => {
  const first = a.save('i0', 1).save('i1', 1).batch();
  const second = a.save('i0', 2).batch();
  await a.post(second);
  await a.post(first);
  expect(await room.answers()).toEqual({ i0: 2, i1: 1 });
  expect(await a.post(first)).toMatchObject({ outcome: 'applied', ackedThrough: 3 });
  expect(await room.history()).toEqual([]);
});

test('a batch that overtakes the one before it is asked back, and nothing is skipped', async () => {
  const first = a.save('i0', 1).batch();
  const second = a.save('i1', 2).batch({ baseSeq: 1 });
  expect(await a.post(second)).toMatchObject({ outcome: 'gap', ackedThrough: 0 });
  await a.post(first);
  await a.post(second);
  expect(await room.answers()).toEqual({ i0: 1, i1: 2 });
});

test('an answer saved while the server resets the attempt is stranded, not lost', async () => {
  await a.save('i0', 1).send();
  a.save('i1', 2);
  const onItsWay = a.batch();
  await room.operate(resetSession);
  expect(await a.post(onItsWay)).toMatchObject({ outcome: 'stranded', ackedThrough: 2 });
  expect(await room.journal(a.run)).toMatchObject([{ item_id: 'i1', seq: 2, state: 'waiting' }]);
  expect(await room.answers()).toEqual({});
});

test('a batch after a reset never reaches the new run, even when another device has answered there', async () => {
  await a.save('i0', 1).send();
  await room.operate(resetSession);
  const again = await device(room, 'again');
  await again.save('i0', 3).send();
  await a.save('i0', 2).save('i5', 0).send();
  expect(await room.answers()).toEqual({ i0: 3 });
  expect((await room.journal()).every((row) => row.run_id === a.run)).toBe(true);
});

test('a repeat of what was applied before the reset is acknowledged and not journaled a second time', async () => {
  const body = a.save('i0', 1).batch();
  await a.post(body);
  await room.operate(resetSession);
  expect(await a.post(body)).toMatchObject({ outcome: 'stranded', ackedThrough: 1 });
  expect(await room.journal()).toEqual([]);
  expect(await room.answers(a.run)).toEqual({ i0: 1 });
});

test('the same stranded batch comes twice, and overlapping', async () => {
  await a.save('i0', 1).send();
  await room.operate(resetSession);
  const body = a.save('i1', 2).batch();
  await a.post(body);
  const before = await room.snapshot();
  expect(await a.post(body)).toMatchObject({ outcome: 'stranded', ackedThrough: 2 });
  expect(await room.snapshot()).toEqual(before);
  await a.save('i1', 3).send(a.batch({ baseSeq: 1 }));
  expect((await room.journal()).map(({ seq }) => seq)).toEqual([2, 3]);
});

test('a stranded batch with a hole before it is asked back: an acknowledgement never covers what is not there', async () => {
  await a.save('i0', 1).send();
  await room.operate(resetSession);
  a.save('i1', 2).save('i2', 3);
  expect(await a.post(a.batch({ baseSeq: 2 }))).toMatchObject({ outcome: 'gap', ackedThrough: 1 });
  expect(await room.journal()).toEqual([]);
});

test('a batch after a retake stays with its own attempt', async () => {
  a.save('i0', rightOption('i0'));
  const submitted = a.batch({ submit: a.claim() });
  const { receipt } = await a.send(submitted);
  const { score_actual } = await room.session();
  await room.operate(retakeSession);
  const repeat = await a.post(submitted);
  // The student's device may still wait for the receipt that got lost.
  expect(repeat).toMatchObject({ outcome: 'stranded', receipt });
  await a.save('i1', rightOption('i1')).send();
  expect(await room.answers()).toEqual({});
  expect(await room.answers(a.run)).toEqual({ i0: 0 });
  expect(await room.session()).toMatchObject({ attempt: 2, maturity: 'NOT_STARTED', score_actual });
});

test('the server is restored from a backup: devices see another store, send from 0, and all is there again', async () => {
  const { storeId } = await a.save('i0', 1).send();
  // What the backup does not have: everything since.
  await room.write(async (db) => {
    for (const table of ['answer', 'answer_sheet', 'writer'] as const) {
      await db.deleteFrom(table).where('workspace_id', '=', room.workspaceId).execute();
    }
    await renewStoreId(db, room.test.deps.randomId);
  });
  const gap = await a.save('i1', 2).send();
  expect(gap).toMatchObject({ outcome: 'gap', ackedThrough: 0 });
  expect(gap.storeId).not.toBe(storeId);
  expect(await a.submit()).toMatchObject({ outcome: 'applied', examSession: { maturity: 'COMPLETE' } });
  expect(await room.answers()).toEqual({ i0: 1, i1: 2 });
});

test('the backup knows less openings than the device: the submit counts, and the next reopen is news to the device', async () => {
  a.opening = 4;
  await a.save('i0', 1).submit();
  expect(await room.currentRun()).toMatchObject({ maturity: 'COMPLETE', opening: 4 });
  expect(await room.operate(reopenSession)).toMatchObject({ opening: 5 });
});

test('a device makes up an opening beyond all counting', async () => {
  await a.save('i0', 1).submit({ opening: Number.MAX_SAFE_INTEGER });
  expect(await room.operate(reopenSession)).toMatchObject({ opening: 1002, maturity: 'IN_PROGRESS' });
});

test('a submit arrives before the answers that it covers', async () => {
  a.save('i0', 1).save('i1', 2);
  const last = a.batch({ baseSeq: 2, submit: a.claim() });
  expect(await a.post(last)).toMatchObject({
    outcome: 'gap',
    ackedThrough: 0,
    examSession: { maturity: 'NOT_STARTED' },
  });
  await a.send();
  expect(await a.post(last)).toMatchObject({ outcome: 'applied', examSession: { maturity: 'COMPLETE' } });
});

test('a batch in halves: the submit counts with the second', async () => {
  a.save('i0', 1).save('i1', 2).save('i2', 3);
  const submit = a.claim();
  await a.post(a.batch({ lastSeq: 2 }));
  expect(await a.post(a.batch({ baseSeq: 2, submit }))).toMatchObject({ examSession: { maturity: 'COMPLETE' } });
  expect(await room.answers()).toEqual({ i0: 1, i1: 2, i2: 3 });
});

test('a corrupted digest completes nothing the first time', async () => {
  const submit = { ...a.save('i0', 1).claim(), digest: 'c'.repeat(64) };
  const body = a.batch({ submit });
  expect(await a.post(body)).toMatchObject({ outcome: 'incomplete', examSession: { maturity: 'IN_PROGRESS' } });
});

test('a right digest with a wrong count is no match', async () => {
  expect(await a.save('i0', 1).submit({ count: 2 })).toMatchObject({ outcome: 'incomplete' });
});

test('the same submitId comes again with other answers: they count as late ones, and the receipt says so', async () => {
  const submit = a.save('i0', 1).claim();
  await a.send(a.batch({ submit }));
  a.save('i0', 2);
  const again = await a.post(a.batch({ submit }));
  expect(again).toMatchObject({ outcome: 'applied', ackedThrough: 2 });
  expect(await room.answers()).toEqual({ i0: 2 });
  expect(await room.openReceipt(again.receipt)).toMatchObject({ submitId: submit.submitId, digest: a.claim().digest });
  expect(await flags()).toBe(1);
});

test('a second device submits the same complete run: it is not the holder, and changes nothing', async () => {
  await a.save('i0', 1).submit();
  const { score_actual } = await room.session();
  expect(await b.save('i0', 2).submit()).toMatchObject({ outcome: 'stranded', examSession: { maturity: 'COMPLETE' } });
  expect(await room.session()).toMatchObject({ score_actual, maturity: 'COMPLETE' });
});

test('a writer’s numbers are those of its run: the same writer in another run begins at 0', async () => {
  await a.save('i0', 1).send();
  await room.operate(resetSession);
  const next = await device(room, 'a');
  expect(await next.save('i0', 2).send()).toMatchObject({ outcome: 'applied', ackedThrough: 1 });
});

test('ids that every object inherits are ids like others', async () => {
  await a.save('constructor', rightOption('constructor')).submit();
  expect(await room.answers()).toEqual({ constructor: 1 });
  expect((await room.session()).score_actual).toBeCloseTo(16.6667, 4);
  const body = b.save('i0', 1).batch();
  body.responses = [{ itemId: 'toString', questions: [{ id: 'name', response: null }] }];
  expect((await refusal(b.post(body))).problem).toBe('invalid');
});

test.each([
  [
    'a question twice',
    (body: SyncBody) => {
      body.responses.push(...body.responses);
    },
  ],
  [
    'a number below the batch',
    (body: SyncBody) => {
      body.sync.seqs.i0 = { q: 0 };
    },
  ],
  [
    'a number beyond the batch',
    (body: SyncBody) => {
      body.sync.seqs.i0 = { q: 9 };
    },
  ],
  [
    'no number',
    (body: SyncBody) => {
      body.sync.seqs = {};
    },
  ],
])('a batch that names %s is refused by name, even for a run that was put away', async (_, spoil) => {
  await a.save('i1', 1).send();
  await room.operate(resetSession);
  const body = a.save('i0', 1).batch();
  spoil(body);
  const { problem, issues } = await refusal(a.post(body));
  expect(problem).toBe('invalid');
  expect(issues?.[0]?.path.slice(0, 1)).toEqual(['responses']);
  expect(issues?.[0]?.path.at(-1)).toBe('response');
});

test.each([
  [
    'submitForScoring without a submit',
    (body: SyncBody) => {
      body.submitForScoring = true;
    },
  ],
  [
    'a lastSeq below baseSeq',
    (body: SyncBody) => {
      body.sync.baseSeq = 9;
    },
  ],
])('a batch with %s is refused whole', async (_, spoil) => {
  const body = a.save('i0', 1).batch();
  spoil(body);
  expect((await refusal(a.post(body))).problem).toBe('invalid');
});

test('a package of the same version under another hash is the same test', async () => {
  await a.save('i0', 1).send();
  const hash = 'e'.repeat(64);
  await room.write((db) =>
    db
      .insertInto('package')
      .columns([
        'workspace_id',
        'config_id',
        'exam_version',
        'with_keys',
        'hash',
        'total_bytes',
        'content_key',
        'created_at',
      ])
      .values({
        workspace_id: room.workspaceId,
        config_id: 'config',
        exam_version: 0,
        with_keys: 1,
        hash,
        total_bytes: 1,
        content_key: '',
        scoring_key: null,
        created_at: 0,
      })
      .execute(),
  );
  a.package = hash;
  expect(await a.save('i1', 2).send()).toMatchObject({ outcome: 'applied' });
  expect((await room.currentRun()).package_hash).toBe(PACKAGE);
});
