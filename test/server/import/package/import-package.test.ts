import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Spool } from '../../../../src/server/http/spool.ts';
import { addStaff } from '../../../../src/server/store/staff.ts';
import { at, type Client, createClient, createConfig } from '../../api/client.ts';
import { choice, manifest, PNG, packageOf } from './package.ts';

let client: Client;
beforeEach(async () => {
  client = await createClient();
});
afterEach(() => client.close());

async function send(zip: Uint8Array, headers: Record<string, string> = {}) {
  const response = await client.app.request('/api/import/qti', {
    method: 'POST',
    headers: { Authorization: client.authorization, 'Content-Type': 'application/zip', ...headers },
    body: new Uint8Array(zip),
  });
  return { status: response.status, headers: response.headers, json: await response.json() };
}

const left = () => (existsSync(join(client.dataDir, 'incoming')) ? readdirSync(join(client.dataDir, 'incoming')) : []);

const good = packageOf({
  'imsmanifest.xml': manifest([{ id: 'a' }, { id: 'bad' }]),
  'a.xml': choice('a', { body: '<p><img src="red.png" alt="red"/></p>' }),
  'bad.xml': 'x',
  'red.png': PNG,
});

describe('POST /api/import/qti', () => {
  it('stores the exam with its media, and answers with what became of every item', async () => {
    const { status, json } = await send(good);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      examId: expect.any(String),
      version: 0,
      name: 'Item a',
      items: [{ id: 'a', href: 'a.xml', title: 'Item a' }],
      skipped: [{ href: 'bad.xml', reason: expect.stringContaining('not well-formed') }],
      report: [
        { file: 'a.xml', outcome: 'imported' },
        { file: 'bad.xml', line: 1, outcome: 'refused' },
      ],
    });
    const exam = await client.call('GET', `/api/exam/${at(json, 'examId')}`);
    expect(at(exam.json, 'exam', 'items', 0, 'media', 0)).toEqual({
      name: 'red.png',
      type: 'image/png',
      data: PNG.toString('base64'),
    });
    expect(left()).toEqual([]);
  });

  it('twice is the same exam in the same version; corrected it is the next', async () => {
    const first = await send(good);
    expect((await send(good)).json).toEqual(first.json);
    const files = {
      'imsmanifest.xml': manifest([{ id: 'a' }, { id: 'bad' }]),
      'a.xml': choice('a'),
      'bad.xml': choice('b'),
    };
    const corrected = await send(packageOf(files));
    expect(corrected.json).toMatchObject({ examId: at(first.json, 'examId'), version: 1, skipped: [] });
  });

  it('put back as it is got, is the same version', async () => {
    const imported = await send(good);
    const path = `/api/exam/${at(imported.json, 'examId')}`;
    const {
      id: _,
      version: __,
      ...exam
    } = at((await client.call('GET', path)).json, 'exam') as Record<string, unknown>;
    expect(at((await client.call('PUT', path, exam)).json, 'exam', 'version')).toBe(0);
  });

  it('is told without its media when they are more than JSON can carry, and is not put back so', async () => {
    const film = Buffer.concat([PNG, randomBytes(9_000_000)]);
    const files = {
      'imsmanifest.xml': manifest([{ id: 'a' }]),
      'a.xml': choice('a', { body: '<img src="a.png" alt=""/>' }),
    };
    const { json } = await send(packageOf({ ...files, 'a.png': film }));
    const path = `/api/exam/${at(json, 'examId')}`;
    const {
      id: _,
      version: __,
      ...exam
    } = at((await client.call('GET', path)).json, 'exam') as Record<string, unknown>;
    expect(at(exam, 'items', 0, 'media')).toEqual([{ name: 'a.png', type: 'image/png', data: '' }]);
    expect((await client.call('PUT', path, exam)).status).toBe(422);
  });

  it('gives a test that can be taken', async () => {
    const { json } = await send(good);
    const config = await client.call('POST', `/api/exam/${at(json, 'examId')}/config`, { config: {} });
    const configId = at(config.json, 'examConfig', 'id');
    const session = await client.call('POST', `/api/exam-config/${configId}/exam-session`, { user_id: 'kevin' });
    const answered = await client.call('POST', `/api/exam-session/${at(session.json, 'examSession', 'id')}/responses`, {
      submitForScoring: true,
      responses: [{ itemId: 'a', questions: [{ id: 'RESPONSE', response: { options: [{ index: 1 }] } }] }],
    });
    expect(at(answered.json, 'examSession', 'scoreActual')).toBe(100);
  });

  it('refuses a package without a good item with 422 and the report, and keeps nothing of it', async () => {
    const { status, headers, json } = await send(
      packageOf({ 'imsmanifest.xml': manifest([{ id: 'bad' }]), 'bad.xml': 'x' }),
    );
    expect(status).toBe(422);
    expect(headers.get('Content-Type')).toBe('application/problem+json');
    expect(json).toMatchObject({
      type: 'urn:satchel:problem:invalid',
      detail: expect.stringMatching(/^no item of the package can be taken: bad\.xml, line 1, is not well-formed/),
      issues: [{ path: ['bad.xml', 1], message: expect.stringContaining('not well-formed') }],
      items: [],
      skipped: [{ href: 'bad.xml' }],
      report: [{ file: 'bad.xml', line: 1, outcome: 'refused' }],
    });
    expect(left()).toEqual([]);
    expect((await client.call('POST', '/api/exams', {})).json).toMatchObject({ items: [] });
  });

  it('refuses what is no archive with 422', async () => {
    const { status, json } = await send(Buffer.from('not a zip'));
    expect([status, at(json, 'detail')]).toEqual([422, expect.stringMatching(/^the package is no zip archive/)]);
    expect(json).toMatchObject({ issues: [{ path: [] }], report: [{ file: '', outcome: 'refused' }] });
  });

  it.each([
    ['another type', { 'Content-Type': 'application/json' }, 415],
    ['a coding', { 'Content-Encoding': 'gzip' }, 415],
    ['more bytes than it takes', { 'Content-Length': String(2 ** 30 + 1) }, 413],
    ['nobody known', { Authorization: 'Basic bm86bm8=' }, 401],
  ])('refuses %s before it reads', async (_, headers, status) => {
    expect((await send(good, headers)).status).toBe(status);
    expect(left()).toEqual([]);
  });

  it('counts what comes, whatever was said', async () => {
    const spool = new Spool(client.dataDir, client.deps.randomId);
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1000)),
    });
    const request = new Request('http://x', {
      method: 'POST',
      headers: { 'Content-Type': 'application/zip' },
      body,
      duplex: 'half',
    } as RequestInit);
    const taken = spool.receive(request, { mediaTypes: ['application/zip'], maxBytes: 10_000 });
    await expect(taken).rejects.toMatchObject({ problem: 'too-large' });
    expect(left()).toEqual([]);
  });

  it('is for an admin and not for a proctor', async () => {
    const cookieOf = async (username: string, role: 'proctor' | 'admin') => {
      const passwordHash = await client.deps.passwords.hash('a password of staff');
      await client.deps.store.write((db) => addStaff(db, client.workspaceId, { username, role, passwordHash }, 1));
      const signedIn = await client.app.request('/api/staff/sign-in', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ username, password: 'a password of staff' }),
      });
      return signedIn.headers.get('Set-Cookie')?.split(';', 1)[0] ?? '';
    };
    const sendAs = async (cookie: string, type = 'application/zip') => {
      const headers = { Cookie: cookie, 'Content-Type': type };
      const request = { method: 'POST', headers, body: new Uint8Array(good) };
      return (await client.app.request('/api/import/qti', request)).status;
    };
    const [proctor, admin] = [await cookieOf('pat', 'proctor'), await cookieOf('lee', 'admin')];
    expect(await sendAs(proctor)).toBe(403);
    // Before anything is read: a body of this type would be refused as it comes.
    expect(await sendAs(proctor, 'text/plain')).toBe(403);
    expect(await sendAs(admin, 'text/plain')).toBe(415);
    expect(await sendAs(admin)).toBe(200);
  });
});

describe('the files of uploads', () => {
  it('that a killed server left behind are gone when the next one starts', () => {
    mkdirSync(join(client.dataDir, 'incoming'), { recursive: true });
    writeFileSync(join(client.dataDir, 'incoming', 'half'), 'x');
    new Spool(client.dataDir, client.deps.randomId);
    expect(left()).toEqual([]);
  });

  it('are four at once, and the next is told to come again', async () => {
    const { spool } = client.deps;
    const request = () => new Request('http://x', { method: 'POST', headers: { 'Content-Type': 'x/y' }, body: 'x' });
    const body = { mediaTypes: ['x/y'], maxBytes: 10 } as const;
    const files = await Promise.all(Array.from({ length: 4 }, () => spool.receive(request(), body)));
    await expect(spool.receive(request(), body)).rejects.toMatchObject({ problem: 'rate-limited' });
    await files[0]?.remove();
    await (await spool.receive(request(), body)).remove();
  });

  it('of which nothing comes any more give their place back', async () => {
    const spool = new Spool(client.dataDir, client.deps.randomId, 50);
    const stalls = new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from('x')) });
    const init = { method: 'POST', headers: { 'Content-Type': 'x/y' }, duplex: 'half' };
    const body = { mediaTypes: ['x/y'], maxBytes: 10 } as const;
    for (let n = 0; n < 5; n++) {
      const request = new Request('http://x', { ...init, body: n === 0 ? stalls : new ReadableStream() });
      await expect(spool.receive(request, body)).rejects.toMatchObject({ problem: 'malformed' });
    }
    expect(left()).toEqual([]);
  });
});

it('an exam that was put is the same exam as ever', async () => {
  await createConfig(client);
  expect((await client.call('GET', '/api/exam/exam-1')).status).toBe(200);
});
