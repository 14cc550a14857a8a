import { afterEach, beforeEach, expect, it } from 'vitest';
import { createApp } from '../../../src/server/app.ts';
import { replacePassword } from '../../../src/server/auth/replace-password.ts';
import { OperatorError } from '../../../src/server/operator-error.ts';
import { staffRoutes } from '../../../src/server/routes/staff-routes.ts';
import { addStaff } from '../../../src/server/store/staff.ts';
import { createTestDeps, type TestDeps } from '../../support/server.ts';

const LOST = 'correct horse battery';
const NEW = 'staple after staple';

let test: TestDeps;
let app: ReturnType<typeof createApp>;
beforeEach(async () => {
  test = await createTestDeps();
  app = createApp(test.deps, { routes: staffRoutes });
  await test.addWorkspace('elm');
  const passwordHash = await test.deps.passwords.hash(LOST);
  await test.deps.store.write(async (db) => {
    await addStaff(db, 'demo', { username: 'admin', role: 'admin', passwordHash }, test.clock.now);
    await addStaff(db, 'demo', { username: 'zoë', role: 'proctor', passwordHash }, test.clock.now);
    await addStaff(db, 'elm', { username: 'admin', role: 'admin', passwordHash }, test.clock.now);
  });
});
afterEach(() => test.close());

interface Account {
  username: string;
  workspaceId: string;
}
const admin = { username: 'admin', workspaceId: 'demo' };
const others = [
  { username: 'zoë', workspaceId: 'demo' },
  { username: 'admin', workspaceId: 'elm' },
];

const signIn = (account: Account, password: string) =>
  app.request('http://localhost:8080/api/staff/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...account, password }),
  });
const cookieOf = async (account: Account) =>
  (await signIn(account, LOST)).headers.get('set-cookie')?.split(';')[0] ?? '';
const isSignedIn = async (cookie: string) =>
  (await app.request('/api/staff/me', { headers: { cookie } })).status === 200;

async function replace(username: string): Promise<string> {
  const passwordHash = await test.deps.passwords.hash(NEW);
  return test.deps.store.write((db) => replacePassword(db, 'demo', { username, passwordHash }));
}

it('takes the new password and no longer the old one', async () => {
  expect(await replace(' Admin ')).toBe('admin');
  expect((await signIn(admin, LOST)).status).toBe(401);
  expect((await signIn(admin, NEW)).status).toBe(200);
});

it('signs the account out wherever it is signed in, and leaves nothing of that behind', async () => {
  const cookies = [await cookieOf(admin), await cookieOf(admin)];
  expect(await Promise.all(cookies.map(isSignedIn))).toEqual([true, true]);
  await replace('admin');
  expect(await Promise.all(cookies.map(isSignedIn))).toEqual([false, false]);
  const left = await test.deps.store.read((db) =>
    db.selectFrom('directory').selectAll().where('kind', '=', 'staff-session').execute(),
  );
  expect(left).toEqual([]);
});

it('is not outlived by a sign-in whose old password was found right a moment before', async () => {
  const { passwords } = test.deps;
  const verify = passwords.verify.bind(passwords);
  passwords.verify = async (...given) => {
    const isRight = await verify(...given);
    await replace('admin');
    return isRight;
  };
  const response = await signIn(admin, LOST);
  expect([response.status, response.headers.get('set-cookie')]).toEqual([401, null]);
  expect(await test.deps.store.read((db) => db.selectFrom('staff_session').selectAll().execute())).toEqual([]);
});

it('leaves other accounts, and the one of the same name in another workspace, as they are', async () => {
  const cookies = await Promise.all(others.map(cookieOf));
  await replace('admin');
  expect(await Promise.all(cookies.map(isSignedIn))).toEqual([true, true]);
  for (const account of others) expect((await signIn(account, LOST)).status).toBe(200);
});

it('lets in at once whom too many wrong tries had locked out, and nobody else', async () => {
  const [zoe] = others;
  if (!zoe) throw new Error('there is no other account');
  for (let tried = 0; tried < 10; tried += 1) {
    for (const account of [admin, zoe]) expect((await signIn(account, 'wrong')).status).toBe(401);
  }
  expect((await signIn(admin, LOST)).status).toBe(429);
  await replace('admin');
  expect((await signIn(admin, NEW)).status).toBe(200);
  expect((await signIn(zoe, LOST)).status).toBe(429);
});

it('names the accounts that there are for one that there is not, and changes nothing', async () => {
  await expect(replace('head')).rejects.toThrow(
    new OperatorError('workspace demo has no staff account head; it has admin, zoë'),
  );
  const nowhere = { username: 'admin', passwordHash: '' };
  await expect(test.deps.store.write((db) => replacePassword(db, 'nowhere', nowhere))).rejects.toThrow(
    'workspace nowhere has no staff account: is WORKSPACE_ID that of the server?',
  );
  expect((await signIn(admin, LOST)).status).toBe(200);
});
