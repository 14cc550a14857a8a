import type { ExamSessionAnswer } from '../../shared/contract/exam-session.ts';
import type { Deps } from '../http/deps.ts';
import type { Principal } from '../http/route.ts';
import { type SessionContext, sessionContext } from '../session/context.ts';
import { describeSessionAnswer, type Include } from '../session/describe-sessions.ts';
import { noSuchSession } from '../session/not-found.ts';
import type { Db } from '../store/store.ts';

/** Who may change a session of the workspace. */
export type Manager = Extract<Principal, { kind: 'staff' | 'integrator' }>;

/** A session as Get answers it. @throws ProblemError `not-found` */
export async function readSession(
  db: Db,
  workspaceId: string,
  sessionId: string,
  include: Include = [],
): Promise<ExamSessionAnswer> {
  const answer = await describeSessionAnswer(db, workspaceId, sessionId, include);
  if (!answer) throw noSuchSession();
  return answer;
}

/** Runs an operation on a session and describes what it left, in one transaction. */
export function changeSession(
  deps: Deps,
  principal: Manager,
  { sessionId, include }: { sessionId: string; include?: Include | undefined },
  operation: (db: Db, ctx: SessionContext) => Promise<unknown>,
): Promise<ExamSessionAnswer> {
  const ctx = sessionContext(deps, principal);
  return deps.store.write(async (db) => {
    await operation(db, ctx);
    return readSession(db, principal.workspaceId, sessionId, include);
  });
}
