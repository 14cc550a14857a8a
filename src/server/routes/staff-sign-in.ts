import { z } from 'zod/mini';
import { type StaffMember, staffMember, staffSignInBody } from '../../shared/contract/staff.ts';
import { TooManyFailures } from '../auth/failure-limit.ts';
import { TooManyChecks } from '../auth/password-check.ts';
import { endStaffSession, startStaffSession } from '../auth/staff-session.ts';
import type { Deps } from '../http/deps.ts';
import { ProblemError } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { findStaff, signInName, staffUsername } from '../store/staff.ts';
import type { Store } from '../store/store.ts';
import { workspaceName } from '../store/workspaces.ts';

const signIn = defineRoute({
  method: 'POST',
  path: '/api/staff/sign-in',
  operationId: 'staffSignIn',
  summary: 'Signs a staff member in and sets the session cookie',
  tag: 'Staff',
  principals: ['none'],
  body: staffSignInBody,
  answer: staffMember,
  async handle({ deps, readBody, raw }) {
    const body = readBody();
    const workspaceId = body.workspaceId ?? deps.defaultWorkspaceId;
    const username = staffUsername(body.username);
    const staff = await deps.staffSignIns
      .attempt([signInName(workspaceId, username)], async () => {
        const found = await deps.store.read((db) => findStaff(db, workspaceId, username));
        return (await isRight(deps, body.password, found?.passwordHash)) ? found : undefined;
      })
      .catch((error: unknown) => {
        throw error instanceof TooManyFailures ? tooMany(error.seconds) : error;
      });
    const cookie = staff && (await startStaffSession(deps, raw, { ...staff, workspaceId }));
    if (!cookie) throw new ProblemError('unauthorized', 'The user name or the password is not right.');
    const member = await describe(deps.store, workspaceId, staff);
    return Response.json(member, { headers: { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' } });
  },
});

const signOut = defineRoute({
  method: 'POST',
  path: '/api/staff/sign-out',
  operationId: 'staffSignOut',
  summary: 'Ends the session of the cookie and takes the cookie back',
  tag: 'Staff',
  // Also for a session that has ended already: its cookie still has to go.
  principals: ['none'],
  answer: z.object({}),
  async handle({ deps, raw }) {
    const cookie = await endStaffSession(deps, raw);
    return Response.json({}, { headers: { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' } });
  },
});

const me = defineRoute({
  method: 'GET',
  path: '/api/staff/me',
  operationId: 'staffMe',
  summary: 'Who is signed in',
  tag: 'Staff',
  principals: ['staff'],
  answer: staffMember,
  handle: ({ deps, principal }) => describe(deps.store, principal.workspaceId, principal),
});

export const staffSignInRoutes: Route[] = [signIn, signOut, me];

async function isRight(deps: Deps, password: string, stored: string | undefined): Promise<boolean> {
  try {
    return await deps.passwords.verify(password, stored);
  } catch (error) {
    if (error instanceof TooManyChecks) throw tooMany(5);
    throw error;
  }
}

function tooMany(seconds: number): ProblemError {
  return new ProblemError('rate-limited', `Too many tries. Wait ${seconds} seconds.`, {
    headers: { 'Retry-After': String(seconds) },
  });
}

async function describe(
  store: Store,
  workspaceId: string,
  { username, role }: Pick<StaffMember, 'username' | 'role'>,
): Promise<StaffMember> {
  const name = await store.read((db) => workspaceName(db, workspaceId));
  return { username, role, workspace: { id: workspaceId, name: name ?? workspaceId } };
}
