/* The operations as staff and integrators call them, through the real app. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp } from '../../../src/server/app.ts';
import { resetSession } from '../../../src/server/session/reset.ts';
import { examSessionAnswer } from '../../../src/shared/contract/exam-session.ts';
import { type JournalItem, journalList } from '../../../src/shared/contract/journal.ts';
import { problem } from '../../../src/shared/contract/problem.ts';
import { type Classroom, openClassroom, QUESTION, SESSION } from './classroom.ts';
import { device, type TestDevice } from './test-device.ts';

let room: Classroom;
let a: TestDevice;
let b: TestDevice;

beforeEach(async () => {
  room = await openClassroom();
  a = await device(room, 'a');
  b = await device(room, 'b');
});
afterEach(() => room.close());

async function call(method: string, path: string, body?: unknown, authorization = room.test.authorization) {
  const answer = await createApp(room.test.deps).request(`/api/exam-session/${path}`, {
    method,
    headers: { Authorization: authorization, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, json: (await answer.json()) as unknown };
}

test('release frees the run, says so to whom asks, and records who did it', async () => {
  await a.save('i0', 1).send();
  const { status, json } = await call('POST', `${SESSION}/release`);
  expect(status).toBe(200);
  expect(examSessionAnswer.parse(json).examSession).toMatchObject({
    id: SESSION,
    maturity: 'IN_PROGRESS',
    revision: 1,
  });
  expect(await room.events()).toMatchObject([{ kind: 'release', actor: `integrator:${room.test.appKey}` }]);
});

test('restore brings an archived run back', async () => {
  await a.save('i0', 1).send();
  await room.operate(resetSession);
  const { status, json } = await call('POST', `${SESSION}/restore`, { run: a.run });
  expect(status).toBe(200);
  expect(examSessionAnswer.parse(json).examSession).toMatchObject({ maturity: 'IN_PROGRESS', attempt: 1 });
  expect((await room.session()).current_run).toBe(a.run);
});

test('the stranded list is paged to its end, and a merge takes from it', async () => {
  await a.save('i0', 1).save('i1', 1).save('i2', 1).send();
  await b.save('i0', 2).save('i1', 2).save('i2', 2).send();
  const items: JournalItem[] = [];
  let token: string | null = '';
  while (token !== null) {
    const query: string = token === '' ? '' : `&nextToken=${token}`;
    const page = journalList.parse((await call('GET', `${SESSION}/stranded?limit=2${query}`)).json);
    items.push(...page.items);
    token = page.nextToken;
  }
  expect(items.map(({ itemId }) => itemId)).toEqual(['i0', 'i1', 'i2']);
  const decisions = items
    .slice(0, 1)
    .map(({ run, writer, seq, itemId, questionId }) => ({ run, writer, seq, itemId, questionId, take: 'stranded' }));
  const merged = await call('POST', `${SESSION}/merge`, { decisions });
  expect(merged.status).toBe(200);
  expect(await room.answers()).toEqual({ i0: 2, i1: 1, i2: 1 });
});

test('the quarantined list shows what was refused by name', async () => {
  a.save('i0', 1);
  for (const answer of a.own.values()) answer.problem = true;
  await a.send();
  const { json } = await call('GET', `${SESSION}/quarantined`);
  expect(journalList.parse(json)).toMatchObject({
    items: [{ itemId: 'i0', questionId: QUESTION, reason: 'refused by name', state: 'waiting' }],
    nextToken: null,
  });
});

test.each([
  ['POST', 'release', undefined],
  ['POST', 'restore', { run: 'run-of-another-session' }],
  ['GET', 'stranded', undefined],
  ['GET', 'quarantined', undefined],
])('%s %s of a session of another workspace is not found', async (method, verb, body) => {
  const other = await room.test.addWorkspace('elsewhere');
  const { status, json } = await call(method, `${SESSION}/${verb}`, body, other.authorization);
  expect(status).toBe(404);
  expect(problem.parse(json).type).toBe('urn:satchel:problem:not-found');
});

test.each([
  ['restore', {}],
  ['restore', { run: 'short' }],
  ['merge', { decisions: [] }],
  ['merge', { decisions: [{ take: 'both' }] }],
])('%s with a body that does not fit is refused with what is wrong', async (verb, body) => {
  const { status, json } = await call('POST', `${SESSION}/${verb}`, body);
  expect(status).toBe(422);
  expect(problem.parse(json).issues?.length).toBeGreaterThan(0);
});

test('a merge of what has U+0000 in its name finds nothing', async () => {
  const decision = { run: a.run, writer: a.writer, seq: 1, itemId: 'i0', questionId: QUESTION, take: 'stranded' };
  for (const named of [{ itemId: 'i0\0' }, { questionId: `${QUESTION}\0` }]) {
    const { status, json } = await call('POST', `${SESSION}/merge`, { decisions: [{ ...decision, ...named }] });
    expect([status, problem.parse(json).detail]).toEqual([422, 'decisions.0: nothing like this is waiting']);
  }
});

test.each([
  ['garbage'],
  // Over PostgreSQL a number that is none is a fault of the statement, which would be answered with 500.
  [Buffer.from('["run","writer","Infinity","i0","q"]').toString('base64url')],
  [Buffer.from('["run","writer","1.5","i0","q"]').toString('base64url')],
  [Buffer.from('["run","writer","1e300","i0","q"]').toString('base64url')],
])('a token that the server did not give is refused: %s', async (token) => {
  for (const list of ['stranded', 'quarantined']) {
    expect((await call('GET', `${SESSION}/${list}?nextToken=${token}`)).status).toBe(422);
  }
});
