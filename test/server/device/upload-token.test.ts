import { createHmac, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { mintUploadToken, uploadPrincipal } from '../../../src/server/auth/upload-token.ts';
import { allRoutes } from '../../../src/server/routes/all-routes.ts';
import { workspaceSecret } from '../../../src/server/store/workspaces.ts';
import { DEVICE, openSchool, type School } from './school.ts';

let school: School;
let token: string;
let id: string;
let run: string;
beforeEach(async () => {
  school = await openSchool();
  await school.putExam();
  const session = await school.addSession(await school.addConfig(), 'kevin');
  const listed = await school.only(await school.bearer(session.ticket));
  ({ uploadToken: token, id, run } = listed);
});
afterEach(() => school.close());

it('stands for one run from one device', async () => {
  expect(await uploadPrincipal(school.deps, token)).toEqual({
    kind: 'upload',
    workspaceId: school.workspaceId,
    run,
    deviceId: DEVICE,
  });
});

it('outlives the sign-in that it came with', async () => {
  await school.deps.store.write(async (db) => {
    await db.updateTable('device_token').set({ revoked_at: 1 }).execute();
  });
  expect(await uploadPrincipal(school.deps, token)).not.toBeNull();
});

it('is no other token with any one character changed, left out or added', async () => {
  const last = token.length - 1;
  for (let at = 0; at < last; at++) {
    const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
    expect(await uploadPrincipal(school.deps, changed)).toBeNull();
  }
  for (const wrong of [token.slice(0, -1), `${token}A`, token.slice(3), `u1.${token}`, '', 'u1..', 'u1.e30.e30']) {
    expect(await uploadPrincipal(school.deps, wrong)).toBeNull();
  }
});

it('has one spelling, though the last character of its code stands for two bits', async () => {
  const stem = token.slice(0, -1);
  for (const last of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') {
    if (stem + last === token) continue;
    expect(await uploadPrincipal(school.deps, stem + last)).toBeNull();
  }
});

it('is not made with the key of another school, nor of a school that does not exist', async () => {
  await school.addWorkspace('oak');
  const key = (workspaceId: string) =>
    school.deps.store.read(async (db) =>
      Buffer.from(await workspaceSecret(db, workspaceId, 'upload-key'), 'base64url'),
    );
  const claims = { run, deviceId: DEVICE };
  const oak = await key('oak');
  expect(await uploadPrincipal(school.deps, mintUploadToken(oak, { workspaceId: 'oak', ...claims }))).toMatchObject({
    workspaceId: 'oak',
  });
  expect(
    await uploadPrincipal(school.deps, mintUploadToken(oak, { workspaceId: school.workspaceId, ...claims })),
  ).toBeNull();
  expect(
    await uploadPrincipal(school.deps, mintUploadToken(randomBytes(32), { workspaceId: 'elm', ...claims })),
  ).toBeNull();
});

it('has to hold claims of the right form, signed or not', async () => {
  const key = await school.deps.store.read(async (db) =>
    Buffer.from(await workspaceSecret(db, school.workspaceId, 'upload-key'), 'base64url'),
  );
  const workspace = Buffer.from(school.workspaceId).toString('base64url');
  for (const claims of [
    'u1',
    'u1...',
    `u1.${workspace}.${run}`,
    `u1.${workspace}.short.${DEVICE}`,
    `u1..${run}.${DEVICE}`,
  ]) {
    const signature = createHmac('sha256', key).update(claims).digest().subarray(0, 16).toString('base64url');
    expect(await uploadPrincipal(school.deps, `${claims}.${signature}`)).toBeNull();
  }
});

it('adds to its own run only, whatever session the address names and whatever run the body names', async () => {
  const other = await school.addSession(await school.addConfig(), 'amina');
  const theirs = await school.only(await school.bearer(other.ticket));
  const sync = {
    protocol: 1,
    epoch: 1,
    writer: 'w'.repeat(22),
    package: 'a'.repeat(64),
    baseSeq: 0,
    lastSeq: 0,
    seqs: {},
  };
  for (const [session, named] of [
    [theirs.id, theirs.run],
    [theirs.id, run],
    [id, theirs.run],
  ]) {
    const response = await school.ask('POST', `/api/exam-session/${session}/responses`, {
      authorization: `Bearer ${token}`,
      body: { responses: [], sync: { ...sync, run: named } },
    });
    expect(response.status).toBe(404);
  }
});

it('reads nothing: every route but the two that append and those for everybody refuses it', async () => {
  const open: string[] = [];
  for (const route of allRoutes) {
    const path = route.path.replace(/:[A-Za-z]+/g, id);
    const needsBody = route.method !== 'GET';
    const response = await school.ask(route.method, path, {
      authorization: `Bearer ${token}`,
      ...(needsBody && { body: {} }),
    });
    if (route.principals.includes('none')) continue;
    if (response.status !== 403) open.push(`${route.method} ${route.path}`);
  }
  expect(open).toEqual(['POST /api/exam-session/:id/responses', 'POST /api/import/responses']);
});
