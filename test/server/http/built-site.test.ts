import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/server/app.ts';
import { createTestDeps, type TestDeps } from '../../support/server.ts';

const EARLY = 'document.title = "early";';
const STUDENT = `<!doctype html><script>${EARLY}</script><script type="module" src="/assets/main-AbCd1234.js"></script>`;
const CODE = `console.log(${JSON.stringify('satchel '.repeat(100))});`;

describe('the built pages', () => {
  let test: TestDeps;
  let staticDir: string;
  let app: ReturnType<typeof createApp>;

  beforeAll(async () => {
    staticDir = await mkdtemp(join(tmpdir(), 'satchel-static-'));
    await mkdir(join(staticDir, 'student', 'assets'), { recursive: true });
    await mkdir(join(staticDir, 'console'));
    await mkdir(join(staticDir, 'server'));
    await writeFile(join(staticDir, 'student', 'index.html'), STUDENT);
    await writeFile(join(staticDir, 'student', 'sw.js'), CODE);
    await writeFile(join(staticDir, 'student', 'assets', 'main-AbCd1234.js'), CODE);
    await writeFile(join(staticDir, 'student', 'assets', 'main-AbCd1234.js.br'), brotliCompressSync(CODE));
    await writeFile(join(staticDir, 'student', 'icon.png'), Buffer.from([1, 2, 3]));
    await writeFile(join(staticDir, 'console', 'index.html'), '<!doctype html><title>Staff</title>');
    await writeFile(join(staticDir, 'server', 'main.js'), 'secret');
    await writeFile(join(staticDir, 'secret.txt'), 'secret');
    test = await createTestDeps();
    app = createApp(test.deps, { staticDir });
  });
  afterAll(async () => {
    await test.close();
    await rm(staticDir, { recursive: true });
  });

  it('are at / and at /console, with and without the slash', async () => {
    expect(await (await app.request('/')).text()).toBe(STUDENT);
    expect(await (await app.request('/index.html')).text()).toBe(STUDENT);
    expect(await (await app.request('/console')).text()).toMatch(/Staff/);
    expect(await (await app.request('/console/')).text()).toMatch(/Staff/);
  });

  it('may use the camera themselves, for the code on a ticket, and nothing else of the device', async () => {
    const policy = (await app.request('/')).headers.get('Permissions-Policy') ?? '';
    expect(policy.split(', ')).toContain('camera=(self)');
    expect(policy).toContain('microphone=()');
    expect(policy).not.toContain('*');
  });

  it('do not have the browser say what it is with every answer that goes up', async () => {
    const policy = (await app.request('/')).headers.get('Permissions-Policy') ?? '';
    for (const hint of ['ch-ua=()', 'ch-ua-mobile=()', 'ch-ua-platform=()']) expect(policy.split(', ')).toContain(hint);
  });

  it('are beyond the reach of who opened them, but for that of students, whose process is not started twice', async () => {
    const policyOf = async (path: string) => (await app.request(path)).headers.get('Cross-Origin-Opener-Policy');
    expect(await policyOf('/')).toBe('unsafe-none');
    for (const path of ['/console', '/console/', '/sw.js', '/api/docs'])
      expect(await policyOf(path)).toBe('same-origin');
  });

  it('may run their own code alone: inline code is allowed by the hash of what was built', async () => {
    const policy = (await app.request('/')).headers.get('Content-Security-Policy') ?? '';
    const hash = createHash('sha256').update(EARLY).digest('base64');
    expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`);
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toMatch(/https?:/);
    for (const directive of [
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types satchel satchel-app',
    ]) {
      expect(policy.split('; ')).toContain(directive);
    }
  });

  it('are asked for anew each time, save what carries the hash of its content in its name', async () => {
    const cachingOf = async (path: string) => (await app.request(path)).headers.get('Cache-Control');
    expect(await cachingOf('/')).toBe('no-cache');
    expect(await cachingOf('/sw.js')).toBe('no-cache');
    expect(await cachingOf('/icon.png')).toBe('no-cache');
    expect(await cachingOf('/assets/main-AbCd1234.js')).toBe('public, max-age=31536000, immutable');
  });

  it('are not sent again when they did not change', async () => {
    const etag = (await app.request('/')).headers.get('ETag') ?? '';
    const response = await app.request('/', { headers: { 'If-None-Match': etag } });
    expect(response.status).toBe(304);
    expect(await response.text()).toBe('');
    expect((await app.request('/', { headers: { 'If-None-Match': '"other"' } })).status).toBe(200);
  });

  it.each([
    ['/assets/main-AbCd1234.js', 'gzip, deflate, br', 'br'],
    ['/assets/main-AbCd1234.js', 'gzip', 'gzip'],
    ['/assets/main-AbCd1234.js', 'br;q=0, gzip;q=0.5', 'gzip'],
    ['/assets/main-AbCd1234.js', 'identity', null],
    ['/sw.js', 'gzip, br', 'gzip'],
    ['/icon.png', 'gzip, br', null],
  ])('are sent in the smallest coding that the client takes: %s for %s', async (path, accepted, coding) => {
    const response = await app.request(path, { headers: { 'Accept-Encoding': accepted } });
    expect(response.headers.get('Content-Encoding')).toBe(coding);
    const bytes = Buffer.from(await response.arrayBuffer());
    if (coding === 'gzip') expect(gunzipSync(bytes).toString()).toBe(CODE);
    if (coding !== null) expect(response.headers.get('Vary')).toBe('Accept-Encoding');
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2f..%2fsecret.txt',
    '/console/..%5c..%5csecret.txt',
    '/server/main.js',
    '/secret.txt',
    '//secret.txt',
    '/assets',
    '/assets/',
    '/assets/main-AbCd1234.js.br',
    '/__proto__',
  ])('lead nowhere else: %s', async (path) => {
    const response = await app.request(`http://localhost${path}`);
    expect(response.status).toBe(404);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  });

  it('answer HEAD without a body, and other verbs with 404', async () => {
    const head = await app.request('/', { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    expect((await app.request('/', { method: 'POST' })).status).toBe(404);
  });

  it('leave the API alone when nothing was built', async () => {
    const bare = createApp(test.deps, { staticDir: join(staticDir, 'nothing') });
    expect((await bare.request('/')).status).toBe(404);
    expect((await bare.request('/healthz')).status).toBe(200);
  });
});
