import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod/mini';
import { createApp } from '../../../src/server/app.ts';
import { defineRoute } from '../../../src/server/http/route.ts';
import { type Listening, listen } from '../../../src/server/listen.ts';
import { readSettings } from '../../../src/server/settings.ts';
import { createTestDeps, type TestDeps } from '../../support/server.ts';

const open = { tag: 'Service', principals: ['none'], summary: 'A test', answer: z.unknown(), method: 'GET' } as const;

const routes = [
  defineRoute({ ...open, path: '/api/json', operationId: 'json', handle: async () => ({ name: 'é' }) }),
  defineRoute({ ...open, path: '/api/broken', operationId: 'broken', handle: () => Promise.reject(new Error('no')) }),
  defineRoute({
    ...open,
    path: '/api/own',
    operationId: 'own',
    handle: async () =>
      new Response('own', {
        headers: [
          ['content-type', 'text/csv'],
          ['cache-control', 'public, immutable'],
          ['cross-origin-opener-policy', 'unsafe-none'],
          ['x-frame-options', 'SAMEORIGIN'],
          ['x-request-id', 'of-the-route'],
          ['set-cookie', 'a=1'],
          ['set-cookie', 'b=2'],
        ],
      }),
  }),
];

/** Of every answer. */
const COMMON = {
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-request-id': 'trace-42',
};
const PROBLEM = { ...COMMON, 'content-type': 'application/problem+json', 'content-length': expect.any(String) };

let test: TestDeps;
let listening: Listening;
beforeAll(async () => {
  test = await createTestDeps();
  // Over a socket: what makes an answer's headers there is other code than behind `app.request`.
  listening = await listen(createApp(test.deps, { routes }).fetch, readSettings({ PORT: '0' }));
});
afterAll(async () => {
  await listening.stop(0);
  await test.close();
});

/** All headers of an answer but those of the connection. */
async function headersOf(method: string, path: string): Promise<Record<string, unknown>> {
  const { headers, rawHeaders } = await ask(method, path);
  const names = rawHeaders.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase());
  const once = names.filter((name) => name !== 'set-cookie');
  expect(once).toEqual([...new Set(once)]);
  const { date, connection, 'keep-alive': keepAlive, ...others } = headers;
  expect({ date, connection, keepAlive }).toEqual({
    date: expect.any(String),
    connection: 'keep-alive',
    keepAlive: 'timeout=5',
  });
  return others;
}

function ask(method: string, path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { 'X-Request-Id': 'trace-42' };
    request(listening.url + path, { method, headers }, (response) =>
      response.resume().on('end', () => resolve(response)),
    )
      .on('error', reject)
      .end();
  });
}

it('JSON says what it is, how long, and what every answer says', async () => {
  const json = { ...COMMON, 'content-type': 'application/json' };
  expect(await headersOf('GET', '/api/json')).toEqual({ ...json, 'content-length': '13' });
  expect(await headersOf('HEAD', '/api/json')).toEqual(json);
  expect(await headersOf('GET', '/api/openapi.json')).toEqual({ ...json, 'content-length': expect.any(String) });
});

it('JSON goes out with its headers as they were written: nobody makes a `Headers` of them, which would spell them small', async () => {
  const { rawHeaders } = await ask('GET', '/api/json');
  expect(rawHeaders).toContain('X-Request-Id');
  expect(rawHeaders).toContain('Cache-Control');
});

it('a problem says the same, and what is its own', async () => {
  expect(await headersOf('GET', '/nowhere')).toEqual(PROBLEM);
  expect(await headersOf('GET', '/api/broken')).toEqual(PROBLEM);
  expect(await headersOf('POST', '/api/json')).toEqual({ ...PROBLEM, allow: 'GET, HEAD' });
});

it('an answer of a route’s own keeps what it says of caching and openers, and its cookies', async () => {
  const own = {
    ...COMMON,
    'content-type': 'text/csv',
    'cache-control': 'public, immutable',
    'cross-origin-opener-policy': 'unsafe-none',
    'set-cookie': ['a=1', 'b=2'],
  };
  expect(await headersOf('GET', '/api/own')).toEqual({ ...own, 'content-length': '3' });
  expect(await headersOf('HEAD', '/api/own')).toEqual(own);
});
