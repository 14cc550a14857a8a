import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod/mini';
import { createApp } from '../../../src/server/app.ts';
import { ProblemError } from '../../../src/server/http/problem.ts';
import { defineRoute, type Route } from '../../../src/server/http/route.ts';
import { StoreUnavailable } from '../../../src/server/store/store.ts';
import { createTestDeps, type TestDeps } from '../../support/server.ts';

const open = { tag: 'Service', principals: ['none'], summary: 'A test', answer: z.unknown() } as const;

describe('the app around its routes', () => {
  let test: TestDeps;
  beforeEach(async () => {
    test = await createTestDeps();
  });
  afterEach(() => test.close());

  const appOf = (...routes: Route[]) => createApp(test.deps, { routes });
  const failing = (error: unknown) =>
    appOf(
      defineRoute({ ...open, method: 'GET', path: '/fail', operationId: 'fail', handle: () => Promise.reject(error) }),
    );

  it('answers an unexpected error with 500 and a request id, and tells the log alone what it was', async () => {
    const response = await failing(new TypeError('secret of row 7')).request('/fail');
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toMatch(/secret|TypeError|\.ts/);
    const requestId = response.headers.get('X-Request-Id');
    expect(JSON.parse(text)).toMatchObject({ type: 'urn:satchel:problem:internal' });
    expect(text).toContain(requestId);
    const logged = test.logged.find(({ level }) => level === 'error');
    expect(logged?.fields).toMatchObject({ requestId, error: expect.stringContaining('secret of row 7') });
  });

  it('answers 503 with Retry-After when the store takes no writes', async () => {
    const response = await failing(new StoreUnavailable('disk full at /data')).request('/fail');
    expect(response.status).toBe(503);
    expect(response.headers.get('Retry-After')).toBe('5');
    expect(await response.text()).not.toMatch(/disk|data/);
  });

  it('passes on the headers of a problem', async () => {
    const problem = new ProblemError('rate-limited', 'Wait.', { headers: { 'Retry-After': '7' } });
    const response = await failing(problem).request('/fail');
    expect(response.status).toBe(429);
    expect(response.headers.get('Retry-After')).toBe('7');
  });

  it('writes one line a request: the pattern and never the path, nor the query', async () => {
    const app = appOf(
      defineRoute({ ...open, method: 'GET', path: '/thing/:id', operationId: 'thing', handle: async () => ({}) }),
    );
    await app.request('/thing/K7QM4XRT?ticket=K7QM4XRT', { headers: { 'X-Request-Id': 'abc-1' } });
    await app.request('/nowhere/K7QM4XRT');
    expect(test.logged.map(({ fields }) => fields)).toEqual([
      { requestId: 'abc-1', method: 'GET', route: '/thing/:id', status: 200, ms: 0 },
      { requestId: expect.any(String), method: 'GET', route: 'none', status: 404, ms: 0 },
    ]);
    expect(JSON.stringify(test.logged)).not.toContain('K7QM4XRT');
  });

  it('gives every answer a request id, and takes the caller’s only when it is harmless', async () => {
    const app = appOf();
    const idOf = async (sent: string) =>
      (await app.request('/nowhere', { headers: { 'X-Request-Id': sent } })).headers.get('X-Request-Id');
    expect(await idOf('trace-42')).toBe('trace-42');
    expect(await idOf('{"level":60}')).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(await idOf('x'.repeat(300))).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });

  it('hands a route what it asked for: parameters decoded, the query with its arrays, the body parsed', async () => {
    const app = appOf(
      defineRoute({
        ...open,
        method: 'POST',
        path: '/things/:name',
        operationId: 'things',
        paramSchemas: { name: z.string() },
        query: z.object({ tag: z.array(z.string()), at: z.string() }),
        body: z.object({ a: z._default(z.number(), 1) }),
        handle: async ({ params, query, readBody }) => ({ params, query, body: readBody() }),
      }),
    );
    const response = await app.request('/things/a%20b?tag[]=x&tag[1]=y&at=first&at=last', {
      method: 'POST',
      body: '{}',
      headers: { 'Content-Type': 'application/json' },
    });
    expect(await response.json()).toEqual({
      params: { name: 'a b' },
      query: { tag: ['x', 'y'], at: 'last' },
      body: { a: 1 },
    });
  });
});
