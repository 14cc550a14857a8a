import { z } from 'zod/mini';
import { UNANSWERED } from '../../shared/contract/authored/question.ts';
import { type ExamConfigSettings, examConfigSettings } from '../../shared/contract/exam-config.ts';
import type { StaffSessionRow } from '../../shared/contract/staff.ts';
import { submitClock } from '../../shared/contract/submit-clock.ts';
import { formatCode } from '../../shared/lib/ticket-code.ts';
import { timeAllowed } from '../../shared/session/deadline.ts';
import { retake } from '../../shared/session/retake.ts';
import { showAccommodations } from '../session/accommodations.ts';
import { keptBySession } from '../store/staff-attention.ts';
import {
  type ArchivedRun,
  answeredByRun,
  archivedRuns,
  type BoardSession,
  type boardConfigSettings,
  boardExamVersions,
} from '../store/staff-board.ts';
import type { Db } from '../store/store.ts';

export type BoardConfig = NonNullable<Awaited<ReturnType<typeof boardConfigSettings>>>;

/** Sessions of one config as staff see them, in their order. */
export async function describeBoardRows(
  db: Db,
  workspaceId: string,
  config: BoardConfig,
  sessions: readonly BoardSession[],
): Promise<StaffSessionRow[]> {
  const settings = examConfigSettings.parse(JSON.parse(config.settingsJson));
  const sessionIds = sessions.map((session) => session.sessionId);
  const archived = await archivedRuns(db, workspaceId, sessionIds);
  const runs = [...sessions.map((session) => session.currentRun), ...archived.map(({ run }) => run)];
  const answered = await answeredByRun(db, workspaceId, runs);
  const kept = await keptBySession(db, workspaceId, sessionIds);
  const pinned = sessions.flatMap(({ examVersion }) => (examVersion === null ? [] : [examVersion]));
  const versions = await boardExamVersions(db, workspaceId, config.examId, pinned);
  const questions = new Map(versions.map(({ version, contentJson }) => [version, countQuestions(contentJson)]));
  const newest = versions[0]?.version ?? 0;
  return sessions.map((session) => ({
    ...describeSession(session, settings),
    answered: answered.get(session.currentRun) ?? 0,
    questions: questions.get(session.examVersion ?? newest) ?? 0,
    needsAttention: kept.get(session.sessionId)?.waiting ?? 0,
    settled: kept.get(session.sessionId)?.settled ?? 0,
    archivedRuns: archived
      .filter((run) => run.sessionId === session.sessionId)
      .map((run) => describeArchived(run, answered.get(run.run) ?? 0)),
  }));
}

function describeSession(session: BoardSession, settings: ExamConfigSettings) {
  return {
    id: session.sessionId,
    studentId: session.studentId,
    name: session.name,
    ticket: session.ticket && formatCode(session.ticket),
    maturity: session.maturity,
    attempt: session.attempt,
    scoreActual: session.scoreActual,
    lastContactAt: session.lastContactAt === null ? null : new Date(session.lastContactAt).toISOString(),
    holder: session.holder,
    canRetake: retake(session, settings).kind === 'to',
    time: describeTime(session, settings),
    clock: session.clockJson === null ? null : submitClock.parse(JSON.parse(session.clockJson)),
  };
}

function describeTime({ accommodationsJson }: BoardSession, { timeLimitSeconds }: ExamConfigSettings) {
  const given = showAccommodations(accommodationsJson);
  const allowedMs = timeAllowed({ timeLimitSeconds, ...given });
  if (timeLimitSeconds === null || allowedMs === null) return null;
  return { limitSeconds: timeLimitSeconds, allowedSeconds: allowedMs / 1000, ...given };
}

const describeArchived = (run: ArchivedRun, answered: number): StaffSessionRow['archivedRuns'][number] => ({
  run: run.run,
  attempt: run.attempt,
  answered,
  archivedAt: new Date(run.archivedAt).toISOString(),
  reason: run.archivedBy,
});

const questionsOfExam = z.object({
  items: z.array(z.object({ questions: z.array(z.object({ interactionType: z.string() })) })),
});

/** Those that take an answer. */
function countQuestions(contentJson: string): number {
  const { items } = questionsOfExam.parse(JSON.parse(contentJson));
  const questions = items.flatMap((item) => item.questions);
  return questions.filter(({ interactionType }) => !UNANSWERED.some((type) => type === interactionType)).length;
}
