import type { Principal } from '../http/route.ts';
import { noSuchSession } from '../session/not-found.ts';
import { findSession } from '../store/exam-sessions.ts';
import type { Db } from '../store/store.ts';
import type { StudentRow } from '../store/students.ts';

export type DevicePrincipal = Extract<Principal, { kind: 'device' }>;

/**
 * Makes sure that a session is one of the student's who is signed in; nobody else's exists for their device.
 * @throws ProblemError `not-found`
 */
export async function ownSession(db: Db, principal: DevicePrincipal, sessionId: string): Promise<string> {
  const session = await findSession(db, principal.workspaceId, sessionId);
  if (session?.student_id !== principal.studentId) throw noSuchSession();
  return session.session_id;
}

/** A student as their device shows them. */
export function studentOf({ student_id, given_name, family_name }: StudentRow): { id: string; name: string } {
  return { id: student_id, name: `${given_name} ${family_name}`.trim() || student_id };
}
