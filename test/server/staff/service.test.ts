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

it('says what time it has', async () => {
  const test = await createTestDeps();
  const app = createApp(test.deps, { routes: serviceRoutes });
  expect(await (await app.request('/healthz')).json()).toEqual({ status: 'ok', now: test.clock.now });
  await test.close();
});
