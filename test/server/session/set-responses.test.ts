import { afterEach, beforeEach, expect, test } from 'vitest';
import { resetSession } from '../../../src/server/session/reset.ts';
import { setResponses } from '../../../src/server/session/set-responses.ts';
import type { Response } from '../../../src/shared/contract/response.ts';
import { type Classroom, ITEMS, openClassroom, optionIn, QUESTION, rightOption, SESSION } from './classroom.ts';
import { refusal } from './refusal.ts';
import { choose, device, type TestDevice } from './test-device.ts';

let room: Classroom;
let a: TestDevice;

beforeEach(async () => {
  room = await openClassroom();
  a = await device(room, 'a');
});
afterEach(() => room.close());

type Named = [itemId: string, response: Response | null, questionId?: string];
const set = (named: Named[], submitForScoring = false) =>
  room.operate((db, workspaceId, sessionId, ctx) => {
    const responses = named.map(([itemId, response, id = QUESTION]) => ({ itemId, questions: [{ id, response }] }));
    return setResponses(db, workspaceId, sessionId, { submitForScoring, responses }, ctx);
  }, 'integrator:key');

test('upserts by question: what is not named stays, null clears', async () => {
  await set([
    ['i0', choose(1)],
    ['i1', choose(1)],
  ]);
  const state = await set([
    ['i1', choose(2)],
    ['i2', choose(0)],
    ['i0', null],
  ]);
  expect(await room.answers()).toEqual({ i0: null, i1: 2, i2: 0 });
  expect(state).toMatchObject({ maturity: 'IN_PROGRESS', revision: 2, epoch: 1 });
});

test('keeps what it replaces, and says who wrote', async () => {
  await a.save('i0', 1).send();
  await set([['i0', choose(2)]]);
  expect(await room.history()).toMatchObject([{ writer: a.writer, seq: 1, source: 'device' }]);
  expect(await room.answerRows()).toMatchObject([{ writer: 'integrator', seq: 0, source: 'integrator', epoch: 1 }]);
  expect(await room.events()).toMatchObject([{ kind: 'set-responses', actor: 'integrator:key' }]);
});

test('pins the newest version when nothing was answered yet, and keeps a version that is pinned', async () => {
  await set([['i0', choose(2)]]);
  expect((await room.currentRun()).exam_version).toBe(1);
  await room.operate(resetSession);
  const again = await device(room, 'b');
  await again.save('i0', 3).send();
  await set([['i0', choose(3)]]);
  expect((await room.currentRun()).exam_version).toBe(0);
});

test('submitForScoring completes and scores', async () => {
  const state = await set(
    ITEMS.map((item) => [item, choose(Math.min(2, rightOption(item)))] as Named),
    true,
  );
  expect(state).toMatchObject({ maturity: 'COMPLETE', revision: 1 });
  const run = await room.currentRun();
  expect(run).toMatchObject({ completed_at: room.test.clock.now, started_at: room.test.clock.now });
  expect((await room.session()).score_actual).toBeCloseTo(83.3333, 4);
});

test('submitForScoring with nothing at all completes with nothing', async () => {
  expect(await set([], true)).toMatchObject({ maturity: 'COMPLETE' });
  expect((await room.session()).score_actual).toBe(0);
});

test('the same responses change nothing and raise no revision', async () => {
  await set([['i0', choose(1)]]);
  const before = await room.snapshot();
  expect(
    await set([
      ['i0', choose(1)],
      ['i1', null],
    ]),
  ).toMatchObject({ revision: 1 });
  expect(await room.snapshot()).toEqual(before);
});

test('on a complete attempt the same responses answer unchanged, with or without a second submit', async () => {
  await set([['i0', choose(1)]], true);
  const before = await room.snapshot();
  expect(await set([['i0', choose(1)]], true)).toMatchObject({ maturity: 'COMPLETE', revision: 1 });
  expect(await set([['i0', choose(1)]])).toMatchObject({ maturity: 'COMPLETE' });
  expect(await set([], true)).toMatchObject({ maturity: 'COMPLETE' });
  expect(await room.snapshot()).toEqual(before);
});

test('on a complete attempt others are refused, and the attempt stays as it is', async () => {
  await set([['i0', choose(1)]], true);
  const before = await room.snapshot();
  for (const other of [choose(2), null]) expect((await refusal(set([['i0', other]]))).problem).toBe('conflict');
  expect((await refusal(set([['i1', choose(0)]], true))).problem).toBe('conflict');
  expect(await room.snapshot()).toEqual(before);
});

test.each<[string, Named]>([
  ['an unknown item', ['nowhere', choose(0)]],
  ['an unknown item that is cleared', ['nowhere', null]],
  ['an item that every object inherits', ['toString', choose(0)]],
  ['an unknown question', ['i1', choose(0), 'nothing']],
  ['an index out of range', ['i1', choose(3)]],
  ['an option twice', ['i1', { options: [{ index: 1 }, { index: 1 }] }]],
  ['a form that is not of the question', ['i1', { value: 'b' }]],
  ['a question twice', ['i0', choose(2)]],
])('%s refuses the whole request and changes nothing', async (_, wrong) => {
  const before = await room.snapshot();
  const problem = await refusal(set([['i0', choose(1)], wrong], true));
  expect(problem.problem).toBe('invalid');
  expect(problem.issues).toMatchObject([{ path: ['responses', 1, 'questions', 0, 'response'] }]);
  expect(await room.snapshot()).toEqual(before);
});

test('fences no device out: the holder goes on, and hears of the newer revision', async () => {
  await a.save('i0', 1).send();
  await set([['i1', choose(2)]]);
  expect(await a.save('i2', 0).send()).toMatchObject({ outcome: 'applied', examSession: { revision: 1, epoch: 1 } });
  expect(await room.answers()).toEqual({ i0: 1, i1: 2, i2: 0 });
});

test('writes to the current attempt only', async () => {
  await a.save('i0', 1).send();
  await room.operate(resetSession);
  await set([['i0', choose(2)]]);
  expect(await room.answers(a.run)).toEqual({ i0: 1 });
  expect(await room.answers()).toEqual({ i0: 2 });
});

test('several options are kept in their order', async () => {
  await set([['i0', { options: [{ index: 2 }, { index: 0 }] }]]);
  const [row] = await room.answerRows();
  expect(row?.response_json).toBe('{"options":[{"index":2},{"index":0}]}');
  expect(optionIn(row?.response_json ?? null)).toBe(2);
});

test('an unknown session is not found', async () => {
  const body = { submitForScoring: false, responses: [] };
  const work = room.write((db) => setResponses(db, room.workspaceId, `${SESSION}-not`, body, room.ctx()));
  expect((await refusal(work)).problem).toBe('not-found');
});
