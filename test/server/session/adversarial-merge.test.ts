/*
 * Attacks on the merge, one a test. The oracle: staff’s decision is the only thing that moves, every value that anybody gave
 * is still in the answers, the history or the journal, and nothing is added to a run that it was not given for.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listJournal } from '../../../src/server/session/list-journal.ts';
import { mergeJournal } from '../../../src/server/session/merge.ts';
import { reopenSession } from '../../../src/server/session/reopen.ts';
import { resetSession } from '../../../src/server/session/reset.ts';
import { retakeSession } from '../../../src/server/session/retake.ts';
import type { MergeBody } from '../../../src/shared/contract/journal.ts';
import { type Classroom, ITEMS, openClassroom, optionIn, QUESTION, rightOption, SESSION } from './classroom.ts';
import { Scene } from './interleavings.ts';
import { refusal } from './refusal.ts';
import { device, type TestDevice } from './test-device.ts';

type Decision = MergeBody['decisions'][number];

let room: Classroom;
let a: TestDevice;
let b: TestDevice;

beforeEach(async () => {
  room = await openClassroom({ settings: { allowRetakes: true } });
  a = await device(room, 'a');
  b = await device(room, 'b');
});
afterEach(() => room.close());

const decide = (by: TestDevice, itemId: string, seq: number, take: Decision['take'] = 'stranded'): Decision => ({
  run: by.run,
  writer: by.writer,
  seq,
  itemId,
  questionId: QUESTION,
  take,
});
const merge = (...decisions: Decision[]) =>
  room.operate((db, workspaceId, sessionId, ctx) => mergeJournal(db, workspaceId, sessionId, { decisions }, ctx));
const stands = async (itemId: string) => (await room.answerRows()).find((row) => row.item_id === itemId);
const score = async () => (await room.session()).score_actual;

/** The holder answers first; the other device differs in as many questions. */
async function differ(count = 1) {
  for (const item of ITEMS.slice(0, count)) a.save(item, 0);
  for (const item of ITEMS.slice(0, count)) b.save(item, 1);
  await a.send();
  await b.send();
}

test('the device that lost the question goes on: its later answer waits beside the one that staff took', async () => {
  await differ();
  await merge(decide(b, 'i0', 1));
  await b.save('i0', 2).send();
  expect(await stands('i0')).toMatchObject({ source: 'merged', response_json: '{"options":[{"index":1}]}' });
  expect((await room.journal()).map(({ seq, state }) => [seq, state])).toEqual([
    [1, 'taken'],
    [2, 'waiting'],
  ]);
});

test('a repeat of the batch that was merged does not put the row back to waiting', async () => {
  await differ();
  const [before] = await room.journal();
  await merge(decide(b, 'i0', 1));
  b.acked = 0;
  await b.post(b.batch({ baseSeq: 0 }));
  const decided = { state: 'taken', decided_by: 'staff:teacher', decided_at: room.test.clock.now - 10 };
  expect(await room.journal()).toEqual([{ ...before, ...decided }]);
});

test('the holder’s repeat does not undo a merge; only a newer answer of the student does', async () => {
  await differ();
  const repeat = a.batch({ baseSeq: 0 });
  await merge(decide(b, 'i0', 1));
  await a.post(repeat);
  expect(await room.answers()).toEqual({ i0: 1 });
  await a.save('i0', 3).send();
  expect(await room.answers()).toEqual({ i0: 3 });
  expect((await room.history()).map((row) => [row.source, optionIn(row.response_json)])).toEqual([
    ['device', 0],
    ['merged', 1],
  ]);
});

test('two people decide at once: the same decision is one merge, the opposite one is refused', async () => {
  await differ();
  const both = await Promise.allSettled([merge(decide(b, 'i0', 1)), merge(decide(b, 'i0', 1))]);
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  expect((await refusal(merge(decide(b, 'i0', 1, 'current')))).problem).toBe('conflict');
  expect((await room.eventKinds()).filter((kind) => kind === 'merge')).toHaveLength(1);
});

test('a decision is recorded with who took it, and without the answer', async () => {
  await differ(2);
  await room.operate(
    (db, workspaceId, sessionId, ctx) =>
      mergeJournal(db, workspaceId, sessionId, { decisions: [decide(b, 'i0', 1), decide(b, 'i1', 2, 'current')] }, ctx),
    'staff:principal',
  );
  const [event] = (await room.events()).filter(({ kind }) => kind === 'merge');
  expect(event).toMatchObject({ actor: 'staff:principal', run_id: a.run });
  const { decisions } = JSON.parse(event?.detail_json ?? '{}');
  expect(decisions.map(({ itemId, take }: Decision) => [itemId, take])).toEqual([
    ['i0', 'stranded'],
    ['i1', 'current'],
  ]);
  expect(event?.detail_json).not.toContain('options');
});

test('scores are never added: taking a right answer in the place of a right one changes nothing', async () => {
  const right = rightOption('i1');
  await a.save('i1', right).submit();
  const before = await score();
  await b.save('i1', right).send();
  await merge(decide(b, 'i1', 1));
  expect(await score()).toBe(before);
  expect(await room.history()).toEqual([]);
  expect(await room.journal()).toMatchObject([{ state: 'taken' }]);
});

test.each(ITEMS.map((_, count) => count))(
  'of six questions %i decided for the stranger score as many',
  async (count) => {
    for (const item of ITEMS) a.save(item, (rightOption(item) + 1) % 4);
    for (const item of ITEMS) b.save(item, rightOption(item));
    await a.submit();
    await b.send();
    expect(await score()).toBe(0);
    if (count > 0) await merge(...ITEMS.slice(0, count).map((item, at) => decide(b, item, at + 1)));
    expect(await score()).toBeCloseTo((100 * count) / ITEMS.length, 4);
  },
);

test('a merge into an attempt that was reopened is no submit: there is no score until the student hands in', async () => {
  await a.save('i0', 1).submit();
  await b.save('i0', 0).send();
  await room.operate(reopenSession);
  await merge(decide(b, 'i0', 1));
  expect(await room.session()).toMatchObject({ maturity: 'IN_PROGRESS', score_actual: null });
  expect((await room.currentRun()).results_json).toBeNull();
});

test('after a retake an answer of the attempt before cannot slip into the next', async () => {
  await a.save('i0', 0).submit();
  await b.save('i0', 1).send();
  await room.operate(retakeSession);
  const before = await room.snapshot();
  expect((await refusal(merge(decide(b, 'i0', 1)))).problem).toBe('conflict');
  expect(await room.snapshot()).toEqual(before);
});

test.each([
  ['the writer', { writer: 'writer-of-nobody-00000' }],
  ['the number', { seq: 2 }],
  ['the item', { itemId: 'i1' }],
  ['the question', { questionId: 'p' }],
  ['the run', { run: 'run-of-nobody-000000' }],
])(
  'a decision about a row that differs in %s alone is refused, and the right one beside it with it',
  async (_, change) => {
    await differ(2);
    const before = await room.snapshot();
    const problem = await refusal(merge(decide(b, 'i1', 2), { ...decide(b, 'i0', 1), ...change }));
    expect(problem.problem).toBe('invalid');
    expect(problem.issues?.map(({ path }) => path)).toEqual([['decisions', 1]]);
    expect(await room.snapshot()).toEqual(before);
  },
);

test('the row of another session is as good as none', async () => {
  await differ();
  await room.write((db) => db.updateTable('journal').set({ session_id: 'session-of-another' }).execute());
  expect((await refusal(merge(decide(b, 'i0', 1)))).problem).toBe('invalid');
});

test('clearing is an answer: staff can take the stranger’s empty one, and what stood is kept', async () => {
  await a.save('i0', 1).send();
  await b.save('i0', null).send();
  expect(await room.journal()).toMatchObject([{ state: 'waiting', response_json: null }]);
  await merge(decide(b, 'i0', 1));
  expect(await room.answers()).toEqual({ i0: null });
  expect((await room.history()).map((row) => optionIn(row.response_json))).toEqual([1]);
});

test('several answers of one writer to one question: one is taken, the others can be dismissed with it', async () => {
  await a.save('i0', 0).send();
  await b.save('i0', 1).send();
  await b.save('i0', 2).send();
  expect((await refusal(merge(decide(b, 'i0', 1), decide(b, 'i0', 2)))).problem).toBe('invalid');
  await merge(decide(b, 'i0', 1, 'current'), decide(b, 'i0', 2));
  expect(await room.answers()).toEqual({ i0: 2 });
  expect((await room.journal()).map(({ state }) => state)).toEqual(['dismissed', 'taken']);
});

test('whom nobody has answered is listed beside what stands today, not beside what stood when it came', async () => {
  await differ();
  await a.save('i0', 3).send();
  const [item] = await room.read((db) =>
    listJournal(db, room.workspaceId, SESSION, { kind: 'stranded', after: null, limit: 10 }),
  );
  expect(item).toMatchObject({ current: { options: [{ index: 3 }] }, response: { options: [{ index: 1 }] } });
});

test('the fence holds through a merge: the stranger that was taken from is still no holder', async () => {
  const scene = new Scene(room, a, b);
  await scene.upload(a.save('i0', 0));
  await scene.upload(b.save('i0', 1));
  await scene.witness.check('both sent');
  await merge(decide(b, 'i0', 1));
  await scene.witness.check('merged');
  expect(await scene.upload(b.save('i1', 2))).toMatchObject({ outcome: 'stranded' });
  await scene.witness.check('filled', b.deviceId);
  expect(await room.currentRun()).toMatchObject({ holder: a.deviceId, epoch: 1 });
  expect(await room.answers()).toEqual({ i0: 1, i1: 2 });
});

test('a merge after a reset decides nothing about the run that was put away', async () => {
  await differ();
  await room.operate(resetSession);
  const before = await room.snapshot();
  expect((await refusal(merge(decide(b, 'i0', 1)))).problem).toBe('conflict');
  expect(await room.snapshot()).toEqual(before);
  await merge(decide(b, 'i0', 1, 'current'));
  expect(await room.answers(a.run)).toEqual({ i0: 0 });
});
