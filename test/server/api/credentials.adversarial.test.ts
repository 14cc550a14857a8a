import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mintUploadToken } from '../../../src/server/auth/upload-token.ts';
import { addStaff } from '../../../src/server/store/staff.ts';
import { workspaceSecret } from '../../../src/server/store/workspaces.ts';
import { at, type Client, choiceExam, chosen, createSession, expectOk } from './client.ts';
import { createTarget, type Target } from './target.ts';

/* One attack a test; `refused` is the oracle of each. */
describe('a request that is not its sender’s to make', () => {
  let client: Client;
  let configId: string;
  let path: string;
  let before: unknown;
  let send: Target['send'];
  let refused: Target['refused'];

  beforeAll(async () => {
    ({ client, configId, path, before, send, refused } = await createTarget());
  });
  afterAll(() => client.close());

  const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

  describe('credentials', () => {
    it.each([
      ['no header', undefined],
      ['a wrong secret', () => basic(`${client.appKey}:wrong`)],
      ['an empty secret', () => basic(`${client.appKey}:`)],
      ['an unknown key', () => basic('nobody:secret')],
      ['a key with U+0000, which PostgreSQL takes in no text', () => basic('nobody\0:secret')],
      ['no colon', () => basic(client.appKey)],
      ['no base64', () => 'Basic !!!'],
      ['another scheme', () => 'Digest username="a"'],
      ['an empty scheme', () => ''],
      ['a bearer token that nobody gave', () => `Bearer d1.${'a'.repeat(43)}`],
      [
        'an upload token that nobody signed',
        () => `Bearer u1.aaaa.${'a'.repeat(22)}.${'a'.repeat(22)}.${'a'.repeat(22)}`,
      ],
      ['a bearer of nothing', () => 'Bearer x'],
    ])('%s is 401 and says how to sign in', async (_, header) => {
      const response = await client.app.request(path, { headers: header ? { Authorization: header() } : {} });
      expect(response.headers.has('WWW-Authenticate')).toBe(true);
      await refused(response, 401);
    });

    it('does not challenge a browser for Basic, which would open a dialog over the page', async () => {
      const response = await client.app.request(path, { headers: { 'Sec-Fetch-Mode': 'cors' } });
      expect(response.status).toBe(401);
      expect(response.headers.get('WWW-Authenticate')).not.toMatch(/basic/i);
    });

    it('an exam, a config and a session of another workspace are not there', async () => {
      const { authorization } = await client.addWorkspace('elsewhere');
      for (const [method, to, body] of [
        ['GET', path],
        ['GET', `${path}/results`],
        ['POST', `${path}/responses`, JSON.stringify(chosen({ 0: 1 }, true))],
        ['GET', `${path}/reset`],
        ['POST', `${path}/reset`],
        ['GET', `/api/exam-config/${configId}`],
        ['PUT', `/api/exam-config/${configId}`, '{"config":{}}'],
        ['GET', `/api/exam-config/${configId}/exam-sessions`],
        ['POST', `/api/exam-config/${configId}/exam-session`, '{"user_id":"student-1"}'],
        ['GET', '/api/exam/exam-1'],
        ['POST', '/api/exam/exam-1/config', '{"config":{}}'],
      ] as const) {
        await refused(send(method, to, body, { Authorization: authorization }), 404);
      }
      const list = await send('POST', '/api/exam-sessions', '{}', { Authorization: authorization });
      expect(await list.json()).toMatchObject({ total: 0, items: [] });
    });

    it('an exam of the same id in another workspace is another exam', async () => {
      const { authorization } = await client.addWorkspace('neighbour');
      const answer = await send('PUT', '/api/exam/exam-1', JSON.stringify(choiceExam(1)), {
        Authorization: authorization,
      });
      expect(at(await answer.json(), 'exam', 'version')).toBe(0);
      expect(at(await expectOk(client.call('GET', '/api/exam/exam-1')), 'exam', 'items')).toHaveLength(3);
    });

    it('an upload token opens nothing but sync of its own session', async () => {
      const key = await client.deps.store.read((db) => workspaceSecret(db, client.workspaceId, 'upload-key'));
      const run = at(before, 'examSession', 'attempts', 0, 'run') as string;
      const claims = { workspaceId: client.workspaceId, run, deviceId: 'd'.repeat(22) };
      const headers = { Authorization: `Bearer ${mintUploadToken(Buffer.from(key, 'base64url'), claims)}` };
      await refused(send('GET', path, undefined, headers), 403);
      await refused(send('POST', `${path}/reset`, undefined, headers), 403);
      await refused(send('POST', `${path}/responses`, JSON.stringify(chosen({ 0: 1 })), headers), 403);
      const sync = {
        protocol: 1,
        run,
        epoch: 1,
        writer: 'w'.repeat(22),
        package: 'a'.repeat(64),
        baseSeq: 0,
        lastSeq: 0,
        seqs: {},
      };
      const other = await createSession(client, configId, 'somebody else');
      const batch = JSON.stringify({ responses: [], sync });
      await refused(send('POST', `/api/exam-session/${other}/responses`, batch, headers), 404);
      const otherRun = JSON.stringify({ responses: [], sync: { ...sync, run: 'r'.repeat(22) } });
      await refused(send('POST', `${path}/responses`, otherRun, headers), 404);
    });
  });

  describe('the cookie of staff', () => {
    let cookie: string;
    beforeAll(async () => {
      const passwordHash = await client.deps.passwords.hash('correct horse');
      await client.deps.store.write((db) =>
        addStaff(db, client.workspaceId, { username: 'ada', role: 'proctor', passwordHash }, client.clock.now),
      );
      const response = await client.app.request('/api/staff/sign-in', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ username: 'ada', password: 'correct horse' }),
      });
      cookie = (response.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
    });

    const asStaff = async (method: string, to: string, headers: Record<string, string> = {}) =>
      client.app.request(to, { method, headers: { Cookie: cookie, ...headers } });

    it('reads sessions, and changes them with POST from its own page', async () => {
      expect((await asStaff('GET', path)).status).toBe(200);
      const own = { Origin: 'http://localhost', 'Sec-Fetch-Site': 'same-origin' };
      const session = await createSession(client, configId, 'of staff');
      expect((await asStaff('POST', `/api/exam-session/${session}/reset`, own)).status).toBe(200);
    });

    it.each(['reset', 'retake', 'reopen'])('does not %s with GET', async (verb) => {
      await refused(asStaff('GET', `${path}/${verb}`), 403);
    });

    it.each([
      ['Sec-Fetch-Site', 'cross-site'],
      ['Sec-Fetch-Site', 'same-site'],
      ['Origin', 'https://evil.example'],
      ['Origin', 'null'],
      ['Origin', 'http://localhost:1'],
    ])('changes nothing with %s: %s', async (name, value) => {
      await refused(asStaff('POST', `${path}/reset`, { [name]: value }), 403);
    });

    it('signs nobody in from another site’s form', async () => {
      const request = client.app.request('/api/staff/sign-in', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'cross-site' },
        body: JSON.stringify({ username: 'ada', password: 'correct horse' }),
      });
      await refused(request, 403);
    });

    it('puts no exam and changes no config, and does not read the keys', async () => {
      await refused(asStaff('GET', '/api/exam/exam-1'), 403);
      await refused(asStaff('PUT', `/api/exam-config/${configId}`), 403);
    });
  });
});
