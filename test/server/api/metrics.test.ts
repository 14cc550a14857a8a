/*
 * Oracle: what was asked of the server just before. A label that carries an id, a reader who does not run the server, or a
 * count taken before the commit makes it fail.
 */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createApp } from '../../../src/server/app.ts';
import { createTestDeps, TEST_METRICS_TOKEN, type TestDeps } from '../../support/server.ts';

let test: TestDeps;
let app: ReturnType<typeof createApp>;
beforeEach(async () => {
  test = await createTestDeps();
  app = createApp(test.deps);
});
afterEach(() => test.close());

const BEARER = `Bearer ${TEST_METRICS_TOKEN}`;
const read = (authorization?: string) => app.request('/metrics', authorization ? { headers: { authorization } } : {});
const lines = async () => (await (await read(BEARER)).text()).split('\n');
const reading = (all: string[], series: string) =>
  Number(
    all
      .find((line) => line.startsWith(`${series} `))
      ?.split(' ')
      .at(-1),
  );

it('counts requests by the pattern of their route, and writes by their commits', async () => {
  for (const id of ['one', 'two', 'three']) {
    await app.request(`/api/exam-session/${id}`, { headers: { authorization: test.authorization } });
  }
  await app.request('/readyz');
  const all = await lines();
  const asked = 'satchel_http_request_seconds_count{route="/api/exam-session/:id",method="GET",status="404"}';
  expect(reading(all, asked)).toBe(3);
  // That of the test's workspace, and the one that readiness makes.
  expect(reading(all, 'satchel_store_commit_jobs_sum')).toBe(2);
  expect(reading(all, 'satchel_store_writes_waiting')).toBe(0);
  expect(reading(all, 'satchel_http_in_flight')).toBe(1);
  expect(reading(all, 'satchel_ready')).toBe(1);
  expect(all.filter((line) => /one|two|three/.test(line) && line.includes('exam-session/'))).toEqual([]);
});

it('is for monitors with the token, app keys and admins of the workspace that runs the server, and nobody else', async () => {
  const { authorization } = await test.addWorkspace('another-school');
  const asked = async (header?: string) => (await read(header)).status;
  expect(await asked(BEARER)).toBe(200);
  expect(await asked(test.authorization)).toBe(200);
  expect(await asked(authorization)).toBe(403);
  expect(await asked(`${BEARER}x`)).toBe(401);
  expect(await asked()).toBe(401);
  expect((await app.request('/api/exam-sessions', { method: 'POST', headers: { authorization: BEARER } })).status).toBe(
    401,
  );
});
