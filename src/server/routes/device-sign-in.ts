import { signInAnswer, signInBody } from '../../shared/contract/device.ts';
import { normalizeTicket } from '../../shared/lib/ticket.ts';
import { issueDeviceToken, mintDeviceToken } from '../auth/device-token.ts';
import type { Deps } from '../http/deps.ts';
import { ProblemError } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { touchDevice } from '../store/devices.ts';
import { findWorkspace } from '../store/directory.ts';
import type { Store } from '../store/store.ts';
import { findStudentByTicket, ticketLookup } from '../store/students.ts';
import { workspaceName } from '../store/workspaces.ts';
import { studentOf } from './device-student.ts';

const signIn = defineRoute({
  method: 'POST',
  path: '/api/device/sign-in',
  operationId: 'deviceSignIn',
  summary: 'Signs a student in on a device with their ticket',
  tag: 'Device',
  principals: ['none'],
  body: signInBody,
  answer: signInAnswer,
  async handle({ deps, body: { ticket: typed, deviceId } }) {
    const ticket = normalizeTicket(typed);
    const names = [`device ${deviceId}`, ...(ticket === null ? [] : [`ticket ${ticket}`])];
    admit(deps, names);
    const found = ticket === null ? undefined : await findByTicket(deps.store, ticket);
    if (!found) throw new ProblemError('unauthorized', 'This ticket is not right. Look at it again, letter by letter.');
    for (const name of names) deps.deviceSignIns.succeeded(name);

    const { workspaceId, workspace, student } = found;
    const token = mintDeviceToken(deps.randomBytes);
    const now = deps.now();
    await deps.store.write(async (db) => {
      await issueDeviceToken(db, workspaceId, { studentId: student.student_id, deviceId }, { token, now });
      await touchDevice(db, workspaceId, deviceId, now);
    });
    return { token, student: studentOf(student), workspace: { id: workspaceId, name: workspace } };
  },
});

export const deviceSignInRoutes: Route[] = [signIn];

/** @throws ProblemError `rate-limited`: by ticket and by device, never by address, because a school is one address */
function admit(deps: Deps, names: string[]): void {
  const seconds = Math.max(...names.map((name) => deps.deviceSignIns.admit(name)));
  if (seconds === 0) return;
  throw new ProblemError('rate-limited', `Too many wrong tickets. Wait ${seconds} seconds, then try again.`, {
    headers: { 'Retry-After': String(seconds) },
  });
}

function findByTicket(store: Store, ticket: string) {
  return store.read(async (db) => {
    const workspaceId = await findWorkspace(db, 'ticket', ticketLookup(ticket));
    if (workspaceId === undefined) return undefined;
    const student = await findStudentByTicket(db, workspaceId, ticket);
    return student && { workspaceId, workspace: (await workspaceName(db, workspaceId)) ?? workspaceId, student };
  });
}
