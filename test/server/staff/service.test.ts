import type { Database } from 'better-sqlite3';
import { expect, it } from 'vitest';
import { createApp } from '../../../src/server/app.ts';
import { serviceRoutes } from '../../../src/server/routes/service.ts';
import { createTestDeps } from '../../support/server.ts';

it('is ready while the store takes a write, and alive also when it takes none', async () => {
  let writer: Database | undefined;
  const onOpen = (opened: Database) => {
    writer = opened;
  };
  const test = await createTestDeps({ store: { testing: { onOpen } } });
  const app = createApp(test.deps, { routes: serviceRoutes });
  const status = async (path: string) => (await app.request(path)).status;
  expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 200]);

  writer?.pragma('query_only = on');
  expect(await status('/healthz')).toBe(200);
  const response = await app.request('/readyz');
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('5');
  expect(await response.json()).toMatchObject({ type: 'urn:satchel:problem:unavailable' });

  writer?.pragma('query_only = off');
  expect(await status('/readyz')).toBe(200);
  await test.close();
});

it('is not ready while its clock is in doubt and when it stops, and holds no device to a time that may be wrong', async () => {
  const test = await createTestDeps();
  const app = createApp(test.deps);
  const ask = async (path: string) => {
    const response = await app.request(path);
    return [response.status, ((await response.json()) as { detail?: string }).detail];
  };
  test.clock.isSteady = false;
  const doubted = 'The clock of the server was set, and is not relied on yet.';
  expect([await ask('/readyz'), await ask('/healthz')]).toEqual([
    [503, doubted],
    [200, undefined],
  ]);
  const refused = await app.request('/api/device/exam-sessions');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10']);

  test.clock.isSteady = true;
  expect((await ask('/readyz'))[0]).toBe(200);
  expect((await app.request('/api/device/exam-sessions')).status).toBe(401);
  test.deps.readiness.stop();
  expect(await ask('/readyz')).toEqual([503, 'The server is stopping.']);
  expect((await app.request('/api/device/exam-sessions')).status).toBe(401);
  await test.close();
});

it('is not ready when a write hangs, and says so before who asks has gone', async () => {
  let release = () => {};
  const hangs = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isStuck = false;
  const beforeCommit = () => (isStuck ? hangs : undefined);
  const test = await createTestDeps({ store: { testing: { hooks: { beforeCommit } } } });
  isStuck = true;
  const app = createApp(test.deps, { routes: serviceRoutes });
  const response = await app.request('/readyz');
  expect([response.status, await response.json()]).toMatchObject([
    503,
    { detail: expect.stringContaining('has not taken a write') },
  ]);
  release();
  isStuck = false;
  expect((await app.request('/readyz')).status).toBe(200);
  await test.close();
}, 20_000);

it('says what time it has', async () => {
  const test = await createTestDeps();
  const app = createApp(test.deps, { routes: serviceRoutes });
  expect(await (await app.request('/healthz')).json()).toEqual({ status: 'ok', now: test.clock.now });
  await test.close();
});
