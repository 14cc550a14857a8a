/*
 * What the staff page asks to find and to decide what waits, through the real app, with the cookie of a signed-in member of
 * staff. Oracle: the rows of the store, and that nothing of another workspace is told or changed.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { z } from 'zod/mini';
import { createApp } from '../../../src/server/app.ts';
import { startStaffSession } from '../../../src/server/auth/staff-session.ts';
import { resetSession } from '../../../src/server/session/reset.ts';
import { addStaff } from '../../../src/server/store/staff.ts';
import { examSessionAnswer } from '../../../src/shared/contract/exam-session.ts';
import { journalList, staffAttention } from '../../../src/shared/contract/journal.ts';
import { staffBoard, staffSession } from '../../../src/shared/contract/staff.ts';
import { statementsWithoutWorkspace } from '../../support/workspace-rule.ts';
import { type Classroom, CONFIG, openClassroom, QUESTION, SESSION } from '../session/classroom.ts';
import { device, type TestDevice } from '../session/test-device.ts';

const statements: string[] = [];
let room: Classroom;
let a: TestDevice;
let b: TestDevice;
let pat: string;
let stranger: string;

beforeEach(async () => {
  statements.length = 0;
  room = await openClassroom({ store: { testing: { onStatement: (sql) => statements.push(sql) } } });
  await room.test.addWorkspace('elm');
  a = await device(room, 'a');
  b = await device(room, 'b');
  pat = await signedIn('demo', 'pat');
  stranger = await signedIn('elm', 'pat');
});
afterEach(() => room.close());

async function signedIn(workspaceId: string, username: string): Promise<string> {
  await room.write((db) => addStaff(db, workspaceId, { username, role: 'proctor', passwordHash: '' }, 0));
  const request = new Request('http://localhost/');
  const cookie = await startStaffSession(room.test.deps, request, { workspaceId, username, passwordHash: '' });
  return cookie?.split(';')[0] ?? '';
}

type Headers = Record<string, string>;
const PAGE: Headers = { 'sec-fetch-site': 'same-origin', origin: 'http://localhost' };

function ask(method: string, path: string, headers: Headers, body?: unknown): Promise<Response> {
  return Promise.resolve(
    createApp(room.test.deps).request(`http://localhost${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );
}

async function get<S extends z.ZodMiniType>(path: string, schema: S): Promise<z.infer<S>> {
  const answer = await ask('GET', path, { cookie: pat, ...PAGE });
  expect(answer.status).toBe(200);
  return schema.parse(await answer.json());
}
const attention = (query = '') => get(`/api/staff/attention${query}`, staffAttention);

/** Both devices answer two questions; the second one's wait. */
async function differ() {
  await a.save('i0', 1).save('i1', 0).send();
  await b.save('i0', 2).save('i1', 1).send();
}
const decision = (seq: number, itemId: string, take = 'stranded') => ({
  decisions: [{ run: b.run, writer: b.writer, seq, itemId, questionId: QUESTION, take }],
});

/** More sessions of the same student's test, each with one answer that waits. */
async function addWaiting(sessionIds: string[], config = CONFIG) {
  await room.write(async (db) => {
    const session = await db.selectFrom('exam_session').selectAll().limit(1).executeTakeFirstOrThrow();
    const [row] = await db.selectFrom('journal').selectAll().limit(1).execute();
    if (!row) throw new Error('nothing waits');
    for (const session_id of sessionIds) {
      await db
        .insertInto('exam_session')
        .values({ ...session, session_id, config_id: config })
        .execute();
      await db
        .insertInto('journal')
        .values({ ...row, session_id, run_id: `run-of-${session_id}` })
        .execute();
    }
  });
}

test('a session in which answers differ is listed with its student, its test and how many wait of each kind', async () => {
  expect((await attention()).items).toEqual([]);
  await differ();
  a.save('i2', 1);
  for (const answer of a.own.values()) answer.problem = answer.itemId === 'i2';
  await a.send();
  expect(await attention()).toEqual({
    now: new Date(room.test.clock.now).toISOString(),
    items: [
      {
        id: SESSION,
        name: 'Kevin Campbell',
        examConfigId: CONFIG,
        examName: 'Exam',
        maturity: 'IN_PROGRESS',
        attempt: 1,
        differing: 2,
        putAway: 0,
        quarantined: 1,
        receivedAt: new Date(room.test.clock.now).toISOString(),
      },
    ],
    nextToken: null,
  });
});

test('after a reset the same answers are those of an attempt that was put away', async () => {
  await differ();
  await room.operate(resetSession);
  expect((await attention()).items).toMatchObject([{ differing: 0, putAway: 2, quarantined: 0 }]);
});

test('a session leaves the list with the last decision, and what was decided stays counted', async () => {
  await differ();
  const path = `/api/exam-session/${SESSION}/merge`;
  await ask('POST', path, { cookie: pat, ...PAGE }, decision(1, 'i0'));
  expect((await attention()).items).toMatchObject([{ differing: 1 }]);
  await ask('POST', path, { cookie: pat, ...PAGE }, decision(2, 'i1', 'current'));
  expect((await attention()).items).toEqual([]);
  const { items } = await get(`/api/staff/exam-config/${CONFIG}/board`, staffBoard);
  expect(items).toMatchObject([{ needsAttention: 0, settled: 2 }]);
});

test('one session is told as its row on the board, with its test', async () => {
  await differ();
  const { items } = await get(`/api/staff/exam-config/${CONFIG}/board`, staffBoard);
  const told = await get(`/api/staff/exam-session/${SESSION}`, staffSession);
  expect(told).toMatchObject({ examConfig: { id: CONFIG, examName: 'Exam' } });
  expect(told.session).toEqual(items[0]);
});

test('the list comes page by page, each session once, with no empty page at the end', async () => {
  await differ();
  const ids = ['s1', 's2', 's3'];
  await addWaiting(ids);
  const found: string[] = [];
  let token: string | null = '';
  let pages = 0;
  while (token !== null) {
    const page: z.infer<typeof staffAttention> = await attention(`?limit=2${token && `&nextToken=${token}`}`);
    found.push(...page.items.map(({ id }) => id));
    token = page.nextToken;
    pages += 1;
  }
  expect(found).toEqual([SESSION, ...ids].sort());
  expect(pages).toBe(2);
});

test('the list can be asked for one test alone', async () => {
  await differ();
  await addWaiting(['other'], 'another-config');
  expect((await attention('?examConfigId=another-config')).items.map(({ id }) => id)).toEqual(['other']);
  expect((await attention(`?examConfigId=${CONFIG}`)).items.map(({ id }) => id)).toEqual([SESSION]);
  expect((await attention('?examConfigId=nothing')).items).toEqual([]);
});

test.each(['limit=0', 'limit=1001', 'nextToken=garbage', 'examConfigId=no%20id'])('%s is refused', async (query) => {
  expect((await ask('GET', `/api/staff/attention?${query}`, { cookie: pat })).status).toBe(422);
});

test('an integrator reads the list with its key', async () => {
  await differ();
  const answer = await ask('GET', '/api/staff/attention', { authorization: room.test.authorization });
  expect(staffAttention.parse(await answer.json()).items).toHaveLength(1);
});

test.each([
  ['GET', `/api/staff/exam-session/${SESSION}`],
  ['GET', `/api/exam-session/${SESSION}/stranded`],
  ['GET', `/api/exam-session/${SESSION}/quarantined`],
  ['POST', `/api/exam-session/${SESSION}/merge`],
  ['POST', `/api/exam-session/${SESSION}/release`],
  ['POST', `/api/exam-session/${SESSION}/restore`],
])('%s %s is not there for staff of another workspace, and changes nothing', async (method, path) => {
  await differ();
  const body = path.endsWith('/merge') ? decision(1, 'i0') : { run: a.run };
  const before = await room.snapshot();
  const asked = method === 'POST' ? body : undefined;
  expect((await ask(method, path, { cookie: stranger, ...PAGE }, asked)).status).toBe(404);
  expect((await ask(method, path, PAGE, asked)).status).toBe(401);
  expect(await room.snapshot()).toEqual(before);
  expect((await ask(method, path, { cookie: pat, ...PAGE }, asked)).status).toBe(200);
});

test('the list of another workspace is empty', async () => {
  await differ();
  const answer = await ask('GET', '/api/staff/attention', { cookie: stranger });
  expect(staffAttention.parse(await answer.json()).items).toEqual([]);
});

test.each<[string, Headers]>([
  ['another site', { 'sec-fetch-site': 'cross-site' }],
  ['another host of the same site', { 'sec-fetch-site': 'same-site' }],
  ['another origin, from a browser that says no more', { origin: 'https://elsewhere.example' }],
  ['a page that hides where it is', { origin: 'null' }],
])('%s cannot merge, release or restore in the name of staff', async (_, headers) => {
  await differ();
  const before = await room.snapshot();
  for (const [verb, body] of [
    ['merge', decision(1, 'i0')],
    ['release', {}],
    ['restore', { run: a.run }],
  ] as const) {
    const answer = await ask('POST', `/api/exam-session/${SESSION}/${verb}`, { cookie: pat, ...headers }, body);
    expect([verb, answer.status]).toEqual([verb, 403]);
  }
  expect(await room.snapshot()).toEqual(before);
});

test('the record names the member of staff who decided', async () => {
  await differ();
  const answer = await ask(
    'POST',
    `/api/exam-session/${SESSION}/merge`,
    { cookie: pat, ...PAGE },
    { decisions: [{ ...decision(1, 'i0').decisions[0], seen: { options: [{ index: 1 }] } }] },
  );
  expect(examSessionAnswer.parse(await answer.json()).examSession).toMatchObject({ id: SESSION });
  const { items } = await get(`/api/exam-session/${SESSION}/stranded`, journalList);
  expect(items.map(({ state, decided }) => [state, decided?.by])).toEqual([
    ['taken', 'staff:pat'],
    ['waiting', undefined],
  ]);
});

test('reaches no row without naming its workspace', async () => {
  await differ();
  statements.length = 0;
  await attention();
  await attention(`?examConfigId=${CONFIG}`);
  await get(`/api/staff/exam-session/${SESSION}`, staffSession);
  await ask('POST', `/api/exam-session/${SESSION}/merge`, { cookie: pat, ...PAGE }, decision(1, 'i0'));
  await get(`/api/exam-session/${SESSION}/stranded`, journalList);
  expect(statements.length).toBeGreaterThan(20);
  expect(statementsWithoutWorkspace(statements)).toEqual([]);
});
