import { signInAnswer, signInBody } from '../../shared/contract/device.ts';
import { normalizeTicket } from '../../shared/lib/ticket.ts';
import { issueDeviceToken, mintDeviceToken } from '../auth/device-token.ts';
import { TooManyFailures } from '../auth/failure-limit.ts';
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
  async handle({ deps, readBody }) {
    const { ticket: typed, deviceId } = readBody();
    const ticket = normalizeTicket(typed);
    const names = [`device ${deviceId}`, ...(ticket === null ? [] : [`ticket ${ticket}`])];
    const found = await deps.deviceSignIns
      .attempt(names, async () => (ticket === null ? undefined : findByTicket(deps.store, ticket)))
      .catch(tooMany);
    if (!found) throw new ProblemError('unauthorized', 'This ticket is not right. Look at it again, letter by letter.');

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
function tooMany(error: unknown): never {
  if (!(error instanceof TooManyFailures)) throw error;
  throw new ProblemError('rate-limited', `Too many wrong tickets. Wait ${error.seconds} seconds, then try again.`, {
    headers: { 'Retry-After': String(error.seconds) },
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
