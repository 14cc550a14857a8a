import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createHttp, type Http } from '../../../src/student/sync/http.ts';
import { turns, VirtualTime } from './virtual-time.ts';

let time: VirtualTime;
let asked: Array<{ path: string; init: RequestInit }>;
let answer: (init: RequestInit) => Promise<Response>;
let http: Http;

beforeEach(() => {
  time = new VirtualTime();
  asked = [];
  answer = async () => Response.json({ fine: true });
  http = createHttp({
    fetch: (path, init) => {
      asked.push({ path, init });
      return answer(init);
    },
    later: time.later,
    now: () => time.now,
  });
});
afterEach(() => vi.unstubAllGlobals());

const headerOf = (name: string) => new Headers(asked[0]?.init.headers).get(name);

describe('a request', () => {
  test('carries the token and neither cookies nor redirects', async () => {
    await http.request('/api/x', { method: 'POST', token: 'u1.abc', body: { a: 1 } });
    expect(asked[0]).toMatchObject({
      path: '/api/x',
      init: { method: 'POST', credentials: 'omit', redirect: 'error' },
    });
    expect(headerOf('authorization')).toBe('Bearer u1.abc');
    expect(headerOf('content-type')).toBe('application/json');
  });

  test('is never answered from a cache', async () => {
    await http.request('/api/x', { method: 'GET' });
    expect(asked[0]?.init.cache).toBe('no-store');
  });

  test('that reads is never answered by a cache', async () => {
    await http.request('/api/x', { method: 'GET', token: 'd1.abc' });
    expect(asked[0]).toMatchObject({ init: { method: 'GET', cache: 'no-store' } });
  });

  test('is compressed when that is worth it', async () => {
    const body = { text: 'answer '.repeat(1000) };
    await http.request('/api/x', { method: 'POST', body });
    expect(headerOf('content-encoding')).toBe('gzip');
    const sent = asked[0]?.init.body as ArrayBuffer;
    expect(sent.byteLength).toBeLessThan(300);
    expect(JSON.parse(gunzipSync(Buffer.from(sent)).toString())).toEqual(body);
  });

  test('goes as it is where it is small, and where the browser cannot compress', async () => {
    await http.request('/api/x', { method: 'POST', body: { a: 1 } });
    expect(asked[0]?.init.body).toBe('{"a":1}');
    asked = [];
    vi.stubGlobal('CompressionStream', undefined);
    await http.request('/api/x', { method: 'POST', body: { text: 'x'.repeat(1000) } });
    expect(headerOf('content-encoding')).toBeNull();
    expect(asked[0]?.init.body).toContain('xxx');
  });

  test('gives the status and the JSON', async () => {
    expect(await http.request('/api/x', { method: 'GET' })).toEqual({
      kind: 'response',
      status: 200,
      body: { fine: true },
      retryAfterMs: null,
    });
  });

  test('gives no body for what is no JSON', async () => {
    answer = async () => new Response('<html>Please sign in to the school network', { status: 200 });
    expect(await http.request('/api/x', { method: 'GET' })).toMatchObject({ status: 200, body: undefined });
  });

  test('gives what Retry-After says, in milliseconds from now', async () => {
    answer = async () => Response.json({}, { status: 503, headers: { 'Retry-After': '7' } });
    expect(await http.request('/api/x', { method: 'GET' })).toMatchObject({ retryAfterMs: 7000 });
  });

  test('that cannot be made is an exchange that failed, not an exception', async () => {
    answer = async () => {
      throw new TypeError('Failed to fetch');
    };
    expect(await http.request('/api/x', { method: 'GET' })).toEqual({ kind: 'failed' });
  });

  test('with a body that has no JSON is an exchange that failed', async () => {
    expect(await http.request('/api/x', { method: 'POST', body: { n: 1n } })).toEqual({ kind: 'failed' });
    expect(asked).toEqual([]);
  });
});

describe('patience', () => {
  const settledAfter = async (ms: number, request: Promise<unknown>) => {
    let settled = false;
    void request.then(() => {
      settled = true;
    });
    await time.advance(ms);
    await turns();
    return settled;
  };

  test('a request without any progress is aborted after 30 seconds', async () => {
    answer = () => new Promise(() => undefined);
    const request = http.request('/api/x', { method: 'GET' });
    expect(await settledAfter(29_999, request)).toBe(false);
    await time.advance(1);
    expect(await request).toEqual({ kind: 'failed' });
    expect(asked[0]?.init.signal?.aborted).toBe(true);
  });

  test('a slow one that moves is left alone, and given up when it stops', async () => {
    let push: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        push = controller;
      },
    });
    answer = async () => new Response(body);
    const request = http.request('/api/x', { method: 'GET' });
    for (let part = 0; part < 5; part++) {
      await time.advance(20_000);
      push?.enqueue(new Uint8Array([32]));
      await new Promise(setImmediate);
    }
    expect(await settledAfter(29_000, request)).toBe(false);
    await time.advance(1000);
    expect(await request).toEqual({ kind: 'failed' });
  });

  const incompressible = Buffer.from(Array.from({ length: 90_000 }, (_, n) => (n * n * 31) >> 7)).toString('hex');

  test.each([
    ['a sealed test', { text: incompressible }],
    ['a batch', { body: { words: incompressible } }],
  ])('%s has as long on top of that as its bytes take at 8 kbit/s', async (_, sending) => {
    answer = () => new Promise(() => undefined);
    const request = http.request('/api/x', { method: 'POST', ...sending });
    while (asked.length === 0) await new Promise(setImmediate);
    const bytes = new Blob([asked[0]?.init.body as string | ArrayBuffer]).size;
    expect(bytes).toBeGreaterThan(40_000);
    expect(await settledAfter(29_999 + bytes, request)).toBe(false);
    await time.advance(1);
    expect(await request).toEqual({ kind: 'failed' });
  });

  test('leaves no timer behind', async () => {
    await http.request('/api/x', { method: 'GET' });
    expect(time.next).toBeNull();
  });
});

describe('a download', () => {
  test('gives the bytes and tells how they come in', async () => {
    const seen: number[] = [];
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array([1, 2]));
        controller.enqueue(new Uint8Array([3]));
        controller.close();
      },
    });
    answer = async () => new Response(body);
    const downloaded = await http.download('/api/media/x', { fresh: false, onProgress: (read) => seen.push(read) });
    expect(downloaded).toEqual({ kind: 'bytes', bytes: new Uint8Array([1, 2, 3]) });
    expect(seen).toEqual([2, 1]);
  });

  test('passes by the cache when it is asked to', async () => {
    await http.download('/api/media/x', { fresh: true, onProgress: () => undefined });
    expect(asked[0]?.init.cache).toBe('reload');
  });

  test('of something that is not there gives what was said instead, and counts no bytes', async () => {
    answer = async () => Response.json({ type: 'about:blank' }, { status: 404 });
    const onProgress = vi.fn();
    expect(await http.download('/api/media/x', { fresh: false, onProgress })).toMatchObject({
      kind: 'other',
      exchange: { status: 404, body: { type: 'about:blank' } },
    });
    expect(onProgress).not.toHaveBeenCalled();
  });

  test('that breaks off is an exchange that failed', async () => {
    answer = async () =>
      new Response(new ReadableStream({ pull: (controller) => controller.error(new Error('connection reset')) }));
    expect(await http.download('/api/media/x', { fresh: false, onProgress: () => undefined })).toEqual({
      kind: 'other',
      exchange: { kind: 'failed' },
    });
  });
});
