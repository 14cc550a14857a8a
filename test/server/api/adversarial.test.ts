import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, chosen } from './client.ts';
import { createTarget, type Target } from './target.ts';

/* One attack a test; `refused` is the oracle of each. */
describe('a bad request', () => {
  let client: Client;
  let path: string;
  let send: Target['send'];
  let refused: Target['refused'];

  beforeAll(async () => {
    ({ client, path, send, refused } = await createTarget());
  });
  afterAll(() => client.close());

  describe('bodies', () => {
    const big = JSON.stringify({ responses: [], filler: 'x'.repeat(2 * 1024 * 1024) });

    it('of 2 MiB are 413, by their declared length', async () => {
      await refused(send('POST', `${path}/responses`, big, { 'Content-Length': String(big.length) }), 413);
    });

    it('of 2 MiB are 413 when their length is not declared, without being read to the end', async () => {
      let pulled = 0;
      const stream = new ReadableStream<Uint8Array>({
        pull(controller) {
          pulled += 1;
          controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
        },
      });
      await refused(send('POST', `${path}/responses`, stream), 413);
      expect(pulled).toBeLessThan(40);
    });

    it('that break off are 400, and no fault in the log', async () => {
      const stream = new ReadableStream<Uint8Array>({
        pull(controller) {
          controller.error(new Error('connection reset'));
        },
      });
      await refused(send('POST', `${path}/responses`, stream), 400);
      expect(client.logged.filter(({ level }) => level === 'error')).toEqual([]);
    });

    it('of 2 MiB are 413 when their declared length is a lie', async () => {
      await refused(send('POST', `${path}/responses`, big, { 'Content-Length': '10' }), 413);
    });

    it('of just under 1 MiB are read', async () => {
      const body = JSON.stringify({ responses: [], filler: 'x'.repeat(1024 * 1024 - 50) });
      expect((await send('POST', `${path}/responses`, body)).status).toBe(200);
    });

    it('that inflate to more than 8 MiB are 413, though they are small', async () => {
      const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20));
      expect(bomb.length).toBeLessThan(100_000);
      await refused(send('POST', `${path}/responses`, bomb, { 'Content-Encoding': 'gzip' }), 413);
    });

    it.each([
      ['no gzip at all', Buffer.from('{"responses":[]}')],
      ['gzip that was cut off', gzipSync('{"responses":[]}').subarray(0, 20)],
      ['gzip with a flipped bit', flipped(gzipSync('{"responses":[]}'))],
    ])('said to be gzip that are %s are 400', async (_, body) => {
      await refused(send('POST', `${path}/responses`, body, { 'Content-Encoding': 'gzip' }), 400);
    });

    it('in gzip are read', async () => {
      const body = gzipSync(JSON.stringify(chosen({ 0: 0 })));
      expect((await send('POST', `${path}/responses`, body, { 'Content-Encoding': 'gzip' })).status).toBe(200);
    });

    it.each(['br', 'deflate', 'gzip, gzip', 'zstd'])('in the coding %s are 415', async (coding) => {
      await refused(send('POST', `${path}/responses`, '{}', { 'Content-Encoding': coding }), 415);
    });

    it.each([
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/jsonp',
    ])('of type %s are 415', async (type) => {
      await refused(send('POST', `${path}/responses`, '{"responses":[]}', { 'Content-Type': type }), 415);
    });

    it.each(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON;charset=UTF-8'])(
      'of type %s are read',
      async (type) => {
        const answer = await send('POST', `${path}/responses`, '{"responses":[]}', { 'Content-Type': type });
        expect(answer.status).toBe(200);
      },
    );

    it.each([
      ['cut off', '{"responses":['],
      ['two values', '{} {}'],
      ['no JSON', 'responses=1'],
      ['JSON with a byte that is no UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ])('that are %s are 400', async (_, body) => {
      await refused(send('POST', `${path}/responses`, body), 400);
    });

    it.each(['null', '[]', '"x"', '1', '{"responses":{}}', '{"responses":[null]}', '{"__proto__":{"responses":[]}}'])(
      'of another shape are 422: %s',
      async (body) => {
        await refused(send('POST', `${path}/responses`, body), 422);
      },
    );

    it('nested ninety thousand deep are refused like any other', async () => {
      const depth = 90_000;
      await refused(send('POST', `${path}/responses`, '['.repeat(depth) + ']'.repeat(depth)), 422);
    });

    // Each wrong value makes an issue: four million of them were a 500 after seconds in which nobody else was served.
    it.each([
      ['in one list', '', '0,'.repeat(3_900_000), ''],
      ['each in a list of its own', '', '['.repeat(4_000_000), ']'.repeat(4_000_000)],
      ['of the heaviest form', '{"itemId":"a","questions":[', '{"id":"q","response":{}},'.repeat(300_000), '0]},'],
    ])('with millions of wrong values are 413, though they are small: %s', async (_, open, values, close) => {
      const body = gzipSync(`{"responses":[${open}${values}${close}0]}`);
      expect(body.length).toBeLessThan(50_000);
      await refused(send('POST', `${path}/responses`, body, { 'Content-Encoding': 'gzip' }), 413);
    });

    it('with as many wrong values as a body may have are 422, wherever they stand', async () => {
      const wrong = '0,'.repeat(99_000);
      await refused(send('POST', `${path}/responses`, `{"responses":[${wrong}0]}`), 422);
      const ids = `{"filter":{"examConfigIds":{"include":[${wrong}0]}}}`;
      await refused(send('POST', '/api/exam-sessions', ids), 422);
    });

    it('whose texts are full of commas and brackets are read', async () => {
      const filler = JSON.stringify('[{,"\\'.repeat(60_000));
      expect((await send('POST', `${path}/responses`, `{"responses":[],"filler":${filler}}`)).status).toBe(200);
    });
  });

  describe('addresses', () => {
    it.each([
      '/api/unknown',
      '/api/exam-session',
      '/api/exam-session/',
      '/unknown',
      '/api/exam-sessions/x/y',
      '/../etc/passwd',
      '/%2e%2e/etc/passwd',
    ])('that are not there are 404: %s', async (to) => {
      await refused(send('GET', to), 404);
    });

    it.each(['__proto__', 'constructor', 'toString', '%00', '..%2f..', '%F0%9F%98%80', 'a'.repeat(200), "';--"])(
      'with the id %s are 404',
      async (name) => {
        await refused(send('GET', `/api/exam-session/${name}`), 404);
        await refused(send('POST', `/api/exam-session/${name}/reset`), 404);
        await refused(send('GET', `/api/exam-config/${name}`), 404);
        await refused(send('GET', `/api/exam/${name}`), 404);
      },
    );

    it.each([
      ['DELETE', '', 'GET, HEAD'],
      ['POST', '', 'GET, HEAD'],
      ['PUT', '/responses', 'POST'],
      ['GET', '/responses', 'POST'],
      ['HEAD', '/responses', 'POST'],
      ['PATCH', '/reset', 'POST, GET'],
      ['OPTIONS', '/results', 'GET, HEAD'],
    ])(
      'asked with a verb that they do not have are 405 and say which they have: %s %s',
      async (method, part, allow) => {
        const response = await send(method, path + part);
        expect(response.headers.get('Allow')).toBe(allow);
        await refused(response, 405);
      },
    );
  });

  describe.each(['reset', 'retake', 'reopen'])('GET …/%s', (verb) => {
    it('is 405 as HEAD, which a link checker sends', async () => {
      await refused(send('HEAD', `${path}/${verb}`), 405);
    });

    it.each(['If-None-Match', 'If-Match', 'If-Modified-Since', 'If-Unmodified-Since', 'If-Range'])(
      'is 405 with %s, which a cache sends',
      async (name) => {
        await refused(send('GET', `${path}/${verb}`, undefined, { [name]: '"x"' }), 405);
      },
    );

    it.each([
      ['Sec-Fetch-Mode', 'navigate'],
      ['Sec-Purpose', 'prefetch'],
      ['Sec-Purpose', 'prefetch;prerender'],
      ['Purpose', 'prefetch'],
      ['Sec-Fetch-Site', 'cross-site'],
      ['Sec-Fetch-Site', 'same-site'],
    ])('is 403 with %s: %s, which a browser sends that nobody told to', async (name, value) => {
      await refused(send('GET', `${path}/${verb}`, undefined, { [name]: value }), 403);
    });
  });
});

function flipped(bytes: Uint8Array): Buffer<ArrayBuffer> {
  const changed = Buffer.from(bytes);
  changed.writeUInt8(changed.readUInt8(12) ^ 1, 12);
  return changed;
}
