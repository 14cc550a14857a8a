import type { Insertable } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod/mini';
import { createApp } from '../../../src/server/app.ts';
import { startStaffSession } from '../../../src/server/auth/staff-session.ts';
import { staffRoutes } from '../../../src/server/routes/staff-routes.ts';
import { saveDeviceReport, touchDevice } from '../../../src/server/store/devices.ts';
import { type ExamSessionRow, insertSession } from '../../../src/server/store/exam-sessions.ts';
import { addStaff } from '../../../src/server/store/staff.ts';
import type { Tables } from '../../../src/server/store/tables.ts';
import { examConfigSettings } from '../../../src/shared/contract/exam-config.ts';
import { staffBoard, staffConfigs, staffDevices } from '../../../src/shared/contract/staff.ts';
import { createTestDeps, type TestDeps } from '../../support/server.ts';
import { statementsWithoutWorkspace } from '../../support/workspace-rule.ts';
import { rows } from '../store/rows.ts';

const MINUTE = 60_000;
const statements: string[] = [];
let test: TestDeps;
let app: ReturnType<typeof createApp>;
let cookies: Record<string, string>;

beforeEach(async () => {
  statements.length = 0;
  test = await createTestDeps({ store: { testing: { onStatement: (sql) => statements.push(sql) } } });
  app = createApp(test.deps, { routes: staffRoutes });
  await test.addWorkspace('elm');
  cookies = { demo: await signedIn('demo'), elm: await signedIn('elm') };
});
afterEach(() => test.close());

async function signedIn(workspaceId: string): Promise<string> {
  await test.deps.store.write((db) =>
    addStaff(db, workspaceId, { username: 'pat', role: 'proctor', passwordHash: '' }, 0),
  );
  const request = new Request('http://localhost/');
  const cookie = await startStaffSession(test.deps, request, { workspaceId, username: 'pat', passwordHash: '' });
  return cookie?.split(';')[0] ?? '';
}

async function insert<T extends keyof Tables>(table: T, row: Partial<Insertable<Tables[T]>>): Promise<void> {
  const values = { ...rows[table], workspace_id: 'demo', ...row } as unknown as Insertable<Tables[T]>;
  await test.deps.store.write((db) => db.insertInto(table).values(values).execute());
}

async function get<S extends z.ZodMiniType>(path: string, schema: S, workspaceId = 'demo'): Promise<z.infer<S>> {
  const response = await app.request(path, { headers: { cookie: cookies[workspaceId] ?? '' } });
  expect(response.status).toBe(200);
  return schema.parse(await response.json());
}

const settings = (given: Record<string, unknown> = {}) => JSON.stringify(examConfigSettings.parse(given));
/** One question more than `questions`, and something to read. */
const exam = (questions: number) => {
  const choice = { interactionType: 'choice' };
  const items = [Array.from({ length: questions }, () => choice), [choice, { interactionType: 'reading' }]];
  return JSON.stringify({ items: items.map((item) => ({ questions: item })) });
};

/** A session with its run, and the student whose it is. */
async function addSession(
  id: string,
  session: Partial<Insertable<Tables['exam_session']>> = {},
  run: Partial<Insertable<Tables['run']>> = {},
): Promise<void> {
  const workspace_id = session.workspace_id ?? 'demo';
  await insert('student', {
    workspace_id,
    student_id: `student-${id}`,
    given_name: 'Student',
    family_name: id,
    ticket: `TICKET${id.toUpperCase()}`,
  });
  const added = {
    ...rows.exam_session,
    workspace_id,
    session_id: id,
    student_id: `student-${id}`,
    name: `Student ${id}`,
    current_run: `run-${id}`,
    maturity: 'IN_PROGRESS',
    ...session,
  };
  await test.deps.store.write((db) => insertSession(db, added as ExamSessionRow));
  await insert('run', {
    workspace_id,
    run_id: `run-${id}`,
    session_id: id,
    maturity: session.maturity ?? 'IN_PROGRESS',
    archived_at: null,
    archived_by: null,
    exam_version: null,
    holder: null,
    clock_json: null,
    ...run,
  });
}

const addAnswer = (run: string, question: string, response: string | null = '{"options":[{"index":0}]}') =>
  insert('answer', { run_id: run, question_id: question, response_json: response });

describe('the exam configs of the console', () => {
  it('come with the newest name of their exam and how far their sessions are', async () => {
    await insert('exam', { version: 0, name: 'Old name' });
    await insert('exam', { version: 1, name: 'New name' });
    await insert('exam_config', { settings_json: settings() });
    await insert('exam_config', { config_id: 'empty', settings_json: settings() });
    await addSession('aa', { maturity: 'COMPLETE' });
    await addSession('bb', { maturity: 'COMPLETE' });
    await addSession('cc');
    const createdAt = new Date(rows.exam_config.created_at).toISOString();
    const common = { examId: 'exam', examName: 'New name', createdAt };
    expect(await get('/api/staff/exam-configs', staffConfigs)).toEqual({
      items: [
        { id: 'config', ...common, sessions: 3, complete: 2, proctorCode: null },
        { id: 'empty', ...common, sessions: 0, complete: 0, proctorCode: null },
      ],
      nextToken: null,
    });
  });

  it('come page by page, each once, with no empty page at the end', async () => {
    for (const id of ['c1', 'c2', 'c3', 'c4']) await insert('exam_config', { config_id: id });
    const first = await get('/api/staff/exam-configs?limit=2', staffConfigs);
    const second = await get(`/api/staff/exam-configs?limit=2&nextToken=${first.nextToken}`, staffConfigs);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(['c1', 'c2', 'c3', 'c4']);
    expect(second.nextToken).toBeNull();
  });

  it.each(['limit=0', 'limit=1001', 'limit=x', 'nextToken=x', 'nextToken=W10'])('are refused for %s', async (query) => {
    const response = await app.request(`/api/staff/exam-configs?${query}`, { headers: { cookie: cookies.demo ?? '' } });
    expect(response.status).toBe(422);
  });

  it('of another workspace are not there', async () => {
    await insert('exam_config', {});
    expect((await get('/api/staff/exam-configs', staffConfigs, 'elm')).items).toEqual([]);
  });
});

describe('the board of an exam config', () => {
  beforeEach(async () => {
    await insert('exam', { version: 0, content_json: exam(2) });
    await insert('exam', { version: 1, content_json: exam(4) });
    await insert('exam_config', { settings_json: settings({ allowRetakes: true, maxAttempts: 2 }) });
  });
  const board = (query = '', workspaceId = 'demo') =>
    get(`/api/staff/exam-config/config/board${query}`, staffBoard, workspaceId);

  it('has a row for each session with everything that staff look for', async () => {
    await addSession(
      'aa',
      { last_contact_at: test.clock.now - MINUTE, score_actual: null },
      { holder: 'd'.repeat(16) },
    );
    await addAnswer('run-aa', 'q1');
    await addAnswer('run-aa', 'q2');
    await addAnswer('run-aa', 'cleared', null);
    await insert('journal', { run_id: 'run-aa', session_id: 'aa', seq: 1 });
    await insert('journal', { run_id: 'run-aa', session_id: 'aa', seq: 2, kind: 'quarantined' });
    await insert('journal', { run_id: 'run-aa', session_id: 'aa', seq: 3, state: 'filled' });
    expect(await board()).toEqual({
      now: new Date(test.clock.now).toISOString(),
      items: [
        {
          id: 'aa',
          studentId: 'student-aa',
          name: 'Student aa',
          ticket: 'TICK-ETAA',
          maturity: 'IN_PROGRESS',
          attempt: 1,
          answered: 2,
          questions: 5,
          scoreActual: null,
          lastContactAt: new Date(test.clock.now - MINUTE).toISOString(),
          needsAttention: 2,
          settled: 1,
          holder: 'd'.repeat(16),
          canRetake: false,
          time: null,
          clock: null,
          archivedRuns: [],
        },
      ],
      nextToken: null,
    });
  });

  it('counts the questions of the version that a run was first answered on', async () => {
    await addSession('aa', {}, { exam_version: 0 });
    await addSession('bb', {}, { exam_version: null });
    expect((await board()).items.map(({ questions }) => questions)).toEqual([3, 5]);
  });

  it('shows no holder once a run was released', async () => {
    await addSession('aa', {}, { holder: 'd'.repeat(16), released: 1 });
    expect((await board()).items[0]?.holder).toBeNull();
  });

  it('offers a retake while attempts are left', async () => {
    await addSession('aa', { maturity: 'COMPLETE', attempt: 1 });
    await addSession('bb', { maturity: 'COMPLETE', attempt: 2 });
    expect((await board()).items.map(({ canRetake }) => canRetake)).toEqual([true, false]);
  });

  it('lists what resets and retakes put away, newest first, with how much is in it', async () => {
    await addSession('aa');
    const archived = (run: string, at: number) =>
      insert('run', { run_id: run, session_id: 'aa', archived_at: at, archived_by: 'reset' });
    await archived('older', 1000);
    await archived('newer', 2000);
    await addAnswer('older', 'q1');
    expect((await board()).items[0]?.archivedRuns).toEqual([
      { run: 'newer', attempt: 1, answered: 0, archivedAt: new Date(2000).toISOString(), reason: 'reset' },
      { run: 'older', attempt: 1, answered: 1, archivedAt: new Date(1000).toISOString(), reason: 'reset' },
    ]);
  });

  it('comes page by page as its sessions were created, and then by their ids', async () => {
    await addSession('aa', { created_at: 1000 });
    await addSession('cc', { created_at: 999 });
    await addSession('bb', { created_at: 999 });
    const first = await board('?limit=2');
    const second = await board(`?limit=2&nextToken=${first.nextToken}`);
    expect([first, second].map(({ items }) => items.map(({ id }) => id))).toEqual([['bb', 'cc'], ['aa']]);
    expect(second.nextToken).toBeNull();
  });

  it('refuses a token that holds no time, as those of releases before did', async () => {
    const path = `/api/staff/exam-config/config/board?nextToken=${Buffer.from('["aa"]').toString('base64url')}`;
    expect((await app.request(path, { headers: { cookie: cookies.demo ?? '' } })).status).toBe(422);
  });

  it.each([
    ['a config that there is not', 'demo', 'nothing'],
    ['a config of another workspace', 'elm', 'config'],
  ])('is not found for %s', async (_what, workspaceId, configId) => {
    const response = await app.request(`/api/staff/exam-config/${configId}/board`, {
      headers: { cookie: cookies[workspaceId] ?? '' },
    });
    expect(response.status).toBe(404);
  });
});

describe('the devices of the console', () => {
  const device = 'd'.repeat(16);
  const other = 'e'.repeat(16);
  const report = (deviceId: string, said = {}) =>
    test.deps.store.write((db) =>
      saveDeviceReport(
        db,
        'demo',
        { deviceId, unsentAnswers: 0, waitingSubmits: 0, needsAttention: 0, ...said },
        test.clock.now,
      ),
    );
  const signIn = (deviceId: string, student: string, revokedAt: number | null = null) =>
    insert('device_token', {
      token_hash: `${deviceId}-${student}`,
      device_id: deviceId,
      student_id: `student-${student}`,
      revoked_at: revokedAt,
    });
  const devices = async () => (await get('/api/staff/devices', staffDevices)).items;

  it('may be collected once the tests on them are received', async () => {
    await addSession('aa', { maturity: 'COMPLETE' }, { holder: device });
    await insert('receipt', { run_id: 'run-aa' });
    await report(device);
    test.clock.now += 3 * 60 * MINUTE;
    expect(await devices()).toEqual([
      {
        deviceId: device,
        students: ['Student aa'],
        lastContactAt: new Date(test.clock.now - 3 * 60 * MINUTE).toISOString(),
        mayCollect: 'yes',
        reason: 'Everything on it is on the server. Last heard 3 hours ago.',
        notes: [],
        clearReceivedAt: null,
        checked: null,
      },
    ]);
  });

  it('may not, while one of them is open', async () => {
    await addSession('aa', {}, { holder: device });
    await addAnswer('run-aa', 'q1');
    await report(device);
    expect(await devices()).toMatchObject([
      { mayCollect: 'no', reason: expect.stringContaining('Student aa (1 answer on the server)') },
    ]);
  });

  it('are asked about when they were only ever heard', async () => {
    await test.deps.store.write((db) => touchDevice(db, 'demo', device, test.clock.now));
    expect(await devices()).toMatchObject([{ mayCollect: 'ask' }]);
  });

  it('keep what they said of themselves when they are heard again', async () => {
    await report(device, { unsentAnswers: 2 });
    test.clock.now += MINUTE;
    await test.deps.store.write((db) => touchDevice(db, 'demo', device, test.clock.now));
    expect(await devices()).toMatchObject([{ reason: '2 answers not sent. Last heard 0 seconds ago.' }]);
  });

  it('are asked about when a student who is signed in could have started a test since', async () => {
    await addSession('aa', { maturity: 'NOT_STARTED' });
    await signIn(device, 'aa');
    await report(device);
    test.clock.now += 60 * MINUTE;
    expect(await devices()).toMatchObject([{ mayCollect: 'ask', students: ['Student aa'] }]);
  });

  it('are not blamed for a test that another one holds, nor for a student who was signed out', async () => {
    await addSession('aa', {}, { holder: other });
    await addSession('bb', { maturity: 'NOT_STARTED' });
    await signIn(device, 'aa');
    await signIn(device, 'bb', 1);
    await report(device);
    await report(other);
    test.clock.now += 60 * MINUTE;
    expect((await devices()).map(({ mayCollect }) => mayCollect)).toEqual(['yes', 'no']);
  });

  it('are not blamed for an open run that a reset put away', async () => {
    await addSession('aa', { maturity: 'NOT_STARTED' });
    await insert('run', { run_id: 'archived', session_id: 'aa', maturity: 'IN_PROGRESS', holder: device });
    await report(device);
    expect(await devices()).toMatchObject([{ mayCollect: 'yes' }]);
  });

  it('of another workspace are not there', async () => {
    await report(device);
    expect((await get('/api/staff/devices', staffDevices, 'elm')).items).toEqual([]);
  });
});

it('reaches no row without naming its workspace', async () => {
  await addSession('aa', { maturity: 'COMPLETE' }, { holder: 'd'.repeat(16) });
  await insert('exam_config', { settings_json: settings() });
  await insert('exam', { content_json: exam(1) });
  await test.deps.store.write((db) => touchDevice(db, 'demo', 'd'.repeat(16), 0));
  for (const path of ['exam-configs', 'exam-config/config/board', 'devices', 'me']) {
    await app.request(`/api/staff/${path}`, { headers: { cookie: cookies.demo ?? '' } });
  }
  expect(statements.length).toBeGreaterThan(20);
  expect(statementsWithoutWorkspace(statements)).toEqual([]);
});
