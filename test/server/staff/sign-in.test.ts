import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/server/app.ts';
import { staffRoutes } from '../../../src/server/routes/staff-routes.ts';
import { addStaff } from '../../../src/server/store/staff.ts';
import { staffMember } from '../../../src/shared/contract/staff.ts';
import { createTestDeps, type TestDeps } from '../../support/server.ts';

const PASSWORD = 'correct horse battery';
let test: TestDeps;
let app: ReturnType<typeof createApp>;

beforeEach(async () => {
  test = await createTestDeps();
  app = createApp(test.deps, { routes: staffRoutes });
  const passwordHash = await test.deps.passwords.hash(PASSWORD);
  await test.deps.store.write((db) =>
    addStaff(db, 'demo', { username: 'admin', role: 'admin', passwordHash }, test.clock.now),
  );
});
afterEach(() => test.close());

const post = (path: string, body: unknown, headers: Record<string, string> = {}, origin = 'http://localhost:8080') =>
  app.request(new URL(path, origin).href, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const signIn = (body: Record<string, unknown> = {}) =>
  post('/api/staff/sign-in', { username: 'admin', password: PASSWORD, ...body });
const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? '';
const me = (cookie: string) => app.request('/api/staff/me', { headers: { cookie } });

describe('signing in', () => {
  it('answers who it is, and the cookie is theirs', async () => {
    const response = await signIn();
    const member = { username: 'admin', role: 'admin', workspace: { id: 'demo', name: 'School demo' } };
    expect(response.status).toBe(200);
    expect(staffMember.parse(await response.json())).toEqual(member);
    const again = await me(cookieOf(response));
    expect(await again.json()).toEqual(member);
  });

  it('sets a cookie that no script reads and no other site sends, for 12 hours', async () => {
    const attributes = (await signIn()).headers.get('set-cookie')?.split('; ').slice(1);
    expect(attributes).toEqual(['Path=/', 'Max-Age=43200', 'HttpOnly', 'SameSite=Strict']);
  });

  it('adds Secure under TLS, also when a proxy ends it', async () => {
    const body = { username: 'admin', password: PASSWORD };
    const direct = await post('/api/staff/sign-in', body, {}, 'https://school.example');
    expect(direct.headers.get('set-cookie')).toMatch(/; Secure$/);
    test.deps.publicUrl = 'https://school.example';
    expect((await signIn()).headers.get('set-cookie')).toMatch(/; Secure$/);
  });

  it('reads the user name in any case and with spaces around it', async () => {
    expect((await signIn({ username: ' Admin ' })).status).toBe(200);
  });

  it.each([
    ['a wrong password', { password: 'correct horse batter' }],
    ['an unknown user', { username: 'nobody' }],
    ['the right account in another workspace', { workspaceId: 'elm' }],
    ['a workspace that there is not', { workspaceId: 'nowhere' }],
    ['a user name with U+0000, which PostgreSQL takes in no text', { username: 'admin\0' }],
    ['a workspace with U+0000', { workspaceId: 'demo\0' }],
  ])('refuses %s with the same words', async (_what, body) => {
    await test.addWorkspace('elm');
    const response = await signIn(body);
    expect(response.status).toBe(401);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await response.json()).toMatchObject({
      type: 'urn:satchel:problem:unauthorized',
      detail: 'The user name or the password is not right.',
    });
  });

  it('names what is missing in a body', async () => {
    const response = await post('/api/staff/sign-in', { username: 'admin' });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ issues: [{ path: ['password'] }] });
  });

  it('lets ten failures through in five minutes, then says when to come again', async () => {
    for (let tried = 0; tried < 10; tried += 1) expect((await signIn({ password: 'wrong' })).status).toBe(401);
    test.clock.now += 60_000;
    const refused = await signIn();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('240');
    test.clock.now += 240_000;
    expect((await signIn()).status).toBe(200);
  });

  it('does not lock one user out for the failures of another', async () => {
    for (let tried = 0; tried < 11; tried += 1) await signIn({ username: 'nobody', password: 'wrong' });
    expect((await signIn()).status).toBe(200);
  });

  it('keeps neither the password nor the token readable, in the store or in the log', async () => {
    const cookie = cookieOf(await signIn());
    const token = cookie.split('=')[1] ?? '';
    const stored = await test.deps.store.read(async (db) => [
      await db.selectFrom('staff').selectAll().execute(),
      await db.selectFrom('staff_session').selectAll().execute(),
      await db.selectFrom('directory').selectAll().execute(),
    ]);
    const everything = JSON.stringify([stored, test.logged]);
    expect(token).toHaveLength(43);
    expect(everything).not.toContain(token);
    expect(everything).not.toContain(PASSWORD);
  });
});

describe('a signed-in session', () => {
  it('ends after twelve hours', async () => {
    const cookie = cookieOf(await signIn());
    test.clock.now += 12 * 3_600_000 - 1;
    expect((await me(cookie)).status).toBe(200);
    test.clock.now += 1;
    expect((await me(cookie)).status).toBe(401);
  });

  it('ends at once when it is signed out, and others go on', async () => {
    const first = cookieOf(await signIn());
    const second = cookieOf(await signIn());
    const out = await post('/api/staff/sign-out', {}, { cookie: first });
    expect(out.status).toBe(200);
    expect(out.headers.get('set-cookie')).toMatch(/^satchel_staff=; Path=\/; Max-Age=0/);
    expect((await me(first)).status).toBe(401);
    expect((await me(second)).status).toBe(200);
  });

  it('is signed out without complaint when it had ended already', async () => {
    expect((await post('/api/staff/sign-out', {})).status).toBe(200);
  });

  it.each(['', 'satchel_staff=', 'satchel_staff=short', `satchel_staff=${'A'.repeat(43)}`, `x=1; y=${'A'.repeat(43)}`])(
    'is not found in the cookie header %j',
    async (cookie) => {
      expect((await me(cookie)).status).toBe(401);
    },
  );

  it('is found among other cookies', async () => {
    const cookie = cookieOf(await signIn());
    expect((await me(`theme=dark; ${cookie}; lang=en`)).status).toBe(200);
  });

  it('leaves nothing behind once it has ended and another begins', async () => {
    await signIn();
    test.clock.now += 13 * 3_600_000;
    await signIn();
    const left = await test.deps.store.read(async (db) => [
      await db.selectFrom('staff_session').selectAll().execute(),
      await db.selectFrom('directory').selectAll().where('kind', '=', 'staff-session').execute(),
    ]);
    expect(left.map((rows) => rows.length)).toEqual([1, 1]);
  });

  it('dies with its account', async () => {
    const cookie = cookieOf(await signIn());
    await test.deps.store.write((db) => db.deleteFrom('staff').where('workspace_id', '=', 'demo').execute());
    expect((await me(cookie)).status).toBe(401);
  });
});
