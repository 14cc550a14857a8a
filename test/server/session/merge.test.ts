import { afterEach, beforeEach, expect, test } from 'vitest';
import { listJournal } from '../../../src/server/session/list-journal.ts';
import { mergeJournal } from '../../../src/server/session/merge.ts';
import { resetSession } from '../../../src/server/session/reset.ts';
import { restoreRun } from '../../../src/server/session/restore-run.ts';
import type { JournalKey } from '../../../src/server/store/journal.ts';
import { type JournalItem, type MergeBody, mergeBody } from '../../../src/shared/contract/journal.ts';
import { type Classroom, NEXT_PACKAGE, openClassroom, QUESTION, rightOption, SESSION } from './classroom.ts';
import { refusal } from './refusal.ts';
import { choose, device, type TestDevice } from './test-device.ts';

type Decision = MergeBody['decisions'][number];

let room: Classroom;
let a: TestDevice;
let b: TestDevice;

beforeEach(async () => {
  room = await openClassroom();
  a = await device(room, 'a');
  b = await device(room, 'b');
});
afterEach(() => room.close());

const decide = (by: TestDevice, itemId: string, seq: number, take: Decision['take']): Decision => ({
  run: by.run,
  writer: by.writer,
  seq,
  itemId,
  questionId: QUESTION,
  take,
});
const merge = (...decisions: Decision[]) =>
  room.operate((db, workspaceId, sessionId, ctx) => mergeJournal(db, workspaceId, sessionId, { decisions }, ctx));
const list = (kind: 'stranded' | 'quarantined') =>
  room.read((db) => listJournal(db, room.workspaceId, SESSION, { kind, after: null, limit: 100 }));
const states = async () => (await room.journal()).map(({ state }) => state);

/** Both devices answer the same two questions; the holder's stand. */
async function differ() {
  await a.save('i0', 1).save('i1', 0).send();
  await b.save('i0', 2).save('i1', 1).send();
}

test('the lists show what waits beside what stands', async () => {
  await differ();
  expect(await list('stranded')).toMatchObject([
    {
      run: a.run,
      writer: b.writer,
      deviceId: b.deviceId,
      seq: 1,
      itemId: 'i0',
      questionId: QUESTION,
      response: choose(2),
      current: choose(1),
      state: 'waiting',
      reason: 'Another device had the test.',
      receivedAt: new Date(room.test.clock.now).toISOString(),
    },
    { seq: 2, itemId: 'i1', response: choose(1), current: choose(0) },
  ]);
  expect(await list('quarantined')).toEqual([]);
});

test('what is taken replaces what stood, which is kept; what is not taken is dismissed', async () => {
  await differ();
  const state = await merge(decide(b, 'i0', 1, 'stranded'), decide(b, 'i1', 2, 'current'));
  expect(state).toMatchObject({ revision: 1, maturity: 'IN_PROGRESS', epoch: 1 });
  expect(await room.answers()).toEqual({ i0: 2, i1: 0 });
  expect(await room.answerRows()).toMatchObject([{ source: 'merged', writer: 'staff', seq: 0 }, { source: 'device' }]);
  expect(await room.history()).toMatchObject([{ item_id: 'i0', writer: a.writer, seq: 1 }]);
  expect(await states()).toEqual(['taken', 'dismissed']);
  const events = await room.events();
  expect(events).toMatchObject([{ kind: 'merge', actor: 'staff:teacher' }]);
  expect(JSON.parse(events[0]?.detail_json ?? '')).toMatchObject({
    decisions: [{ take: 'stranded' }, { take: 'current' }],
  });
});

test('deciding the same again changes nothing', async () => {
  await differ();
  const decisions = [decide(b, 'i0', 1, 'stranded'), decide(b, 'i1', 2, 'current')];
  await merge(...decisions);
  const before = await room.snapshot();
  await merge(...decisions);
  expect(await room.snapshot()).toEqual(before);
});

test('dismissing alone raises no revision: no device has anything to fetch', async () => {
  await differ();
  expect(await merge(decide(b, 'i0', 1, 'current'))).toMatchObject({ revision: 0 });
});

test('a dismissed answer can still be taken; a taken one cannot be dismissed any more', async () => {
  await differ();
  await merge(decide(b, 'i0', 1, 'current'));
  await merge(decide(b, 'i0', 1, 'stranded'));
  expect(await room.answers()).toMatchObject({ i0: 2 });
  expect((await refusal(merge(decide(b, 'i0', 1, 'current')))).problem).toBe('conflict');
});

test('a merge into a complete run scores it again', async () => {
  await a.save('i1', 0).submit();
  expect((await room.session()).score_actual).toBe(0);
  await b.save('i1', rightOption('i1')).send();
  await merge(decide(b, 'i1', 1, 'stranded'));
  expect((await room.session()).score_actual).toBeCloseTo(16.6667, 4);
  expect((await room.session()).maturity).toBe('COMPLETE');
});

test('the holder’s digest survives a merge between its save and its submit', async () => {
  await differ();
  await merge(decide(b, 'i0', 1, 'stranded'));
  expect(await a.submit()).toMatchObject({ outcome: 'applied', examSession: { maturity: 'COMPLETE' } });
  expect(await room.answers()).toEqual({ i0: 2, i1: 0 });
});

test('an answer of an attempt that was put away is taken by no other: restoring its run is the way', async () => {
  await a.save('i0', 1).send();
  await room.operate(resetSession);
  await b.save('i1', 2).send();
  const problem = await refusal(merge(decide(b, 'i1', 1, 'stranded')));
  expect(problem.problem).toBe('conflict');
  expect(problem.detail).toMatch(/Restore/);
  expect(await states()).toEqual(['waiting']);
  await room.operate((db, workspaceId, sessionId, ctx) => restoreRun(db, workspaceId, sessionId, a.run, ctx));
  await merge(decide(b, 'i1', 1, 'stranded'));
  expect(await room.answers()).toEqual({ i0: 1, i1: 2 });
});

test('an answer of an attempt that was put away can be dismissed', async () => {
  await a.save('i0', 1).send();
  await room.operate(resetSession);
  await a.save('i1', 2).send();
  await merge(decide(a, 'i1', 2, 'current'));
  expect(await states()).toEqual(['dismissed']);
});

test('an answer to another version is carried over by the option that was chosen, and not by its place', async () => {
  await a.save('i0', 1).send();
  b.package = NEXT_PACKAGE;
  // The first of the next version, o2, is the third of this one.
  await b.save('i0', 0).save('no-such-item', 0).save('i2', 9).send();
  expect((await list('stranded'))[0]).toMatchObject({
    version: 'other',
    response: choose(0),
    words: ['option 2'],
    countsAs: { response: choose(2), words: ['option 2'] },
    currentWords: ['option 1'],
  });
  await merge(decide(b, 'i0', 1, 'stranded'));
  expect(await room.answers()).toEqual({ i0: 2 });
  for (const wrong of [decide(b, 'no-such-item', 2, 'stranded'), decide(b, 'i2', 3, 'stranded')]) {
    expect((await refusal(merge(wrong))).problem).toBe('invalid');
  }
});

test('a quarantined answer is taken when it can be read and fits, and is shown as the device had it', async () => {
  await a.save('i0', 1).send();
  const body = a.batch();
  body.sync.lastSeq = 4;
  const raw = (itemId: string, seq: number, text: string) => ({
    itemId,
    questionId: QUESTION,
    seq,
    raw: text,
    reason: 'x',
  });
  body.sync.quarantined = [
    raw('i1', 2, '{"options":[{"index":3}]}'),
    raw('i2', 3, '{"options":[{"index":77}]}'),
    raw('i3', 4, 'not even JSON \u0000'),
  ];
  await a.send(body);
  expect((await list('quarantined')).map((item) => [item.itemId, item.raw, item.response, item.current])).toEqual([
    ['i1', '{"options":[{"index":3}]}', null, null],
    ['i2', '{"options":[{"index":77}]}', null, null],
    ['i3', 'not even JSON \\u0000', null, null],
  ]);
  await merge(decide(a, 'i1', 2, 'stranded'));
  expect(await room.answers()).toEqual({ i0: 1, i1: 3 });
  expect((await refusal(merge(decide(a, 'i2', 3, 'stranded')))).problem).toBe('invalid');
  expect((await refusal(merge(decide(a, 'i3', 4, 'stranded')))).issues?.[0]?.message).toMatch(/cannot be read/);
});

test('one wrong decision refuses them all', async () => {
  await differ();
  const before = await room.snapshot();
  const good = decide(b, 'i0', 1, 'stranded');
  for (const wrong of [
    decide(b, 'i0', 99, 'stranded'),
    decide(b, 'i5', 1, 'current'),
    { ...decide(b, 'i1', 2, 'stranded'), writer: 'writer-of-nobody-at-all' },
  ]) {
    expect((await refusal(merge(good, wrong))).issues).toMatchObject([{ path: ['decisions', 1] }]);
  }
  expect(await room.snapshot()).toEqual(before);
});

test('two answers to one question cannot both be taken', async () => {
  await differ();
  await b.save('i0', 3).send();
  const both = merge(decide(b, 'i0', 1, 'stranded'), decide(b, 'i0', 3, 'stranded'));
  expect((await refusal(both)).problem).toBe('invalid');
});

test('the pages of a list hold everything once', async () => {
  await a.save('i0', 1).save('i1', 1).save('i2', 1).save('i3', 1).send();
  await b.save('i0', 2).save('i1', 2).save('i2', 2).save('i3', 3).send();
  const found: string[] = [];
  let after: JournalKey | null = null;
  for (;;) {
    const key: JournalKey | null = after;
    const [item]: JournalItem[] = await room.read((db) =>
      listJournal(db, room.workspaceId, SESSION, { kind: 'stranded', after: key, limit: 1 }),
    );
    if (!item) break;
    found.push(item.itemId);
    after = {
      run_id: item.run,
      writer: item.writer,
      seq: item.seq,
      item_id: item.itemId,
      question_id: item.questionId,
    };
  }
  expect(found).toEqual(['i0', 'i1', 'i2', 'i3']);
});

test('the lists tell question and answers in words, and where what counts came from', async () => {
  await differ();
  const [first] = await list('stranded');
  expect(first).toMatchObject({
    attempt: 1,
    question: { number: 1, text: 'Question of i0' },
    words: ['option 2'],
    version: 'same',
    countsAs: { response: choose(2), words: ['option 2'] },
    hindrance: null,
    currentWords: ['option 1'],
    currentFrom: { source: 'device', deviceId: a.deviceId },
    decided: null,
  });
});

test('afterwards the list says who decided, when, and what had counted until then', async () => {
  await differ();
  await merge(decide(b, 'i0', 1, 'stranded'), decide(b, 'i1', 2, 'current'));
  const at = new Date(room.test.clock.now).toISOString();
  await a.save('i0', 3).send();
  expect(await list('stranded')).toMatchObject([
    {
      state: 'taken',
      words: ['option 2'],
      currentWords: ['option 3'],
      decided: { by: 'staff:teacher', at, instead: ['option 1'] },
    },
    { state: 'dismissed', currentWords: ['option 0'], decided: { by: 'staff:teacher', at, instead: null } },
  ]);
});

test('what was filled in at once is in the list as such, and nobody decided it', async () => {
  await a.save('i0', 1).send();
  await b.save('i1', 2).send();
  expect(await list('stranded')).toMatchObject([
    {
      state: 'filled',
      decided: null,
      currentWords: ['option 2'],
      currentFrom: { source: 'filled', deviceId: b.deviceId },
    },
  ]);
});

test('a restore says who took the answers that came back with it', async () => {
  await a.save('i0', 1).send();
  await room.operate(resetSession);
  await a.save('i0', 2).send();
  expect(await list('stranded')).toMatchObject([{ hindrance: 'put-away', words: ['option 2'], currentWords: [] }]);
  await room.operate((db, workspaceId, sessionId, ctx) => restoreRun(db, workspaceId, sessionId, a.run, ctx));
  expect(await list('stranded')).toMatchObject([
    { state: 'taken', decided: { by: 'staff:teacher', instead: ['option 1'] }, currentWords: ['option 2'] },
  ]);
});

test('a decision about answers that staff have seen is refused when the student has answered since, whole', async () => {
  await differ();
  const seen = { ...decide(b, 'i0', 1, 'stranded'), seen: choose(1) };
  const other = { ...decide(b, 'i1', 2, 'current'), seen: choose(0) };
  await a.save('i0', 3).send();
  const before = await room.snapshot();
  const problem = await refusal(merge(other, seen));
  expect([problem.problem, problem.detail]).toEqual(['conflict', expect.stringMatching(/Look again/)]);
  expect(await room.snapshot()).toEqual(before);
  await merge(other, { ...seen, seen: choose(3) });
  expect(await room.answers()).toEqual({ i0: 2, i1: 0 });
  // The same request once more: it was decided, and what counts now is not what was seen then.
  await merge(other, { ...seen, seen: choose(3) });
  expect(await room.answers()).toEqual({ i0: 2, i1: 0 });
});

test('having seen that nobody answered is a seeing too', async () => {
  await a.save('i1', 0).send();
  b.package = NEXT_PACKAGE;
  await b.save('i0', 0).send();
  await merge({ ...decide(b, 'i0', 1, 'stranded'), seen: null });
  expect(await room.answers()).toEqual({ i0: 2, i1: 0 });
});

test('what a device set aside for something that is no id leaves the list as well', async () => {
  await a.save('i0', 1).send();
  const body = a.batch();
  body.sync.lastSeq = 2;
  body.sync.quarantined = [{ itemId: 'no id \u0000 at all', questionId: '', seq: 2, raw: '7', reason: 'x' }];
  await a.send(body);
  const [item] = await list('quarantined');
  expect(item).toMatchObject({ question: null, words: null, hindrance: 'unreadable' });
  const { run, writer, seq, itemId, questionId } = item as JournalItem;
  const { decisions } = mergeBody.parse({
    decisions: [{ run, writer, seq, itemId, questionId, take: 'current', seen: null }],
  });
  await merge(...decisions);
  expect(await states()).toEqual(['dismissed']);
});
