import type { CreateSessionBody } from '../../shared/contract/exam-session.ts';
import type { ExamConfigRow } from '../store/exam-configs.ts';
import { findSession, insertSession } from '../store/exam-sessions.ts';
import type { Db } from '../store/store.ts';
import { ensureStudent, findStudent } from '../store/students.ts';
import type { SessionContext } from './context.ts';
import { createRun } from './create-run.ts';
import { sessionIdOf } from './session-id.ts';

/** Creates the session that a launch means, with its student and first run; the same launch again changes nothing. */
export async function createSession(
  db: Db,
  workspaceId: string,
  { config, launch }: { config: ExamConfigRow; launch: CreateSessionBody },
  ctx: SessionContext & { randomBytes: (count: number) => Buffer },
): Promise<{ sessionId: string; ticket: string }> {
  const { accommodations, ...params } = launch;
  const sessionId = sessionIdOf(config.config_id, launch);
  if (await findSession(db, workspaceId, sessionId)) {
    const student = await findStudent(db, workspaceId, launch.user_id);
    return { sessionId, ticket: student?.ticket ?? '' };
  }
  const student = await ensureStudent(
    db,
    workspaceId,
    {
      studentId: launch.user_id,
      givenName: launch.lis_person_name_given,
      familyName: launch.lis_person_name_family,
    },
    ctx,
  );
  const run = await createRun(db, workspaceId, { sessionId, attempt: 1 }, ctx);
  await insertSession(db, {
    workspace_id: workspaceId,
    session_id: sessionId,
    config_id: config.config_id,
    exam_id: config.exam_id,
    student_id: student.student_id,
    context_id: launch.context_id ?? '',
    name: nameOf(student),
    current_run: run.run_id,
    revision: 0,
    maturity: run.maturity,
    attempt: run.attempt,
    score_actual: null,
    launch_json: JSON.stringify(params),
    accommodations_json: accommodations ? JSON.stringify(accommodations) : null,
    reset_at: null,
    created_at: ctx.now,
    last_contact_at: null,
  });
  return { sessionId, ticket: student.ticket };
}

function nameOf(student: { given_name: string; family_name: string; student_id: string }): string {
  return `${student.given_name} ${student.family_name}`.trim() || student.student_id;
}
