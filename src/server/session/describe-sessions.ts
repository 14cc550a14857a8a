import type { ExamConfigSettings } from '../../shared/contract/exam-config.ts';
import type { ExamSession, ExamSessionAnswer } from '../../shared/contract/exam-session.ts';
import type { AnswerRow } from '../store/answer-sheet.ts';
import { answersOfRuns } from '../store/answers.ts';
import { settingsOfConfigs } from '../store/exam-configs.ts';
import { type AttemptRow, attemptsOfSessions, type ExamSessionRow, findSession } from '../store/exam-sessions.ts';
import { latestExamVersion } from '../store/exams.ts';
import type { Db } from '../store/store.ts';
import { showAccommodations } from './accommodations.ts';
import { countingAttempt, resultsOf } from './counting-attempt.ts';
import { describeResponses } from './describe-responses.ts';
import { readSettings } from './settings.ts';

export type Include = readonly ('results' | 'responses')[];

/** `scoreActual` is a percentage. */
export const SCORE_RANGE = { scoreMin: 0, scoreMax: 100 };

/** Sessions as the Exam Session API shows them, in the order of their rows. */
export async function describeSessions(
  db: Db,
  workspaceId: string,
  rows: readonly ExamSessionRow[],
  include: Include,
): Promise<ExamSession[]> {
  const parts = await loadParts(db, workspaceId, rows, include);
  return parts.map((part) => describeSession(part, include));
}

/**
 * One session as Get, retake, reset, reopen and Set Responses answer it; undefined when the workspace has no such
 * session. Before anything pins it, its exam version is the newest.
 */
export async function describeSessionAnswer(
  db: Db,
  workspaceId: string,
  sessionId: string,
  include: Include,
): Promise<ExamSessionAnswer | undefined> {
  const row = await findSession(db, workspaceId, sessionId);
  if (!row) return undefined;
  const [parts] = await loadParts(db, workspaceId, [row], include);
  if (!parts) return undefined;
  const pinned = parts.attempts.find((attempt) => attempt.run_id === row.current_run)?.exam_version;
  const version = pinned ?? (await latestExamVersion(db, workspaceId, row.exam_id));
  return {
    examSession: { ...describeSession(parts, include), examId: `${row.exam_id}/exam#v${version}` },
    examConfig: { id: row.config_id },
  };
}

interface SessionParts {
  row: ExamSessionRow;
  settings: ExamConfigSettings;
  attempts: readonly AttemptRow[];
  /** Of the current run. */
  answers: readonly AnswerRow[];
}

/** What a page of sessions is made of, in a few statements for the whole page. */
async function loadParts(
  db: Db,
  workspaceId: string,
  rows: readonly ExamSessionRow[],
  include: Include,
): Promise<SessionParts[]> {
  const sessionIds = rows.map((row) => row.session_id);
  const runIds = include.includes('responses') ? rows.map((row) => row.current_run) : [];
  const settings = await settingsOfConfigs(db, workspaceId, [...new Set(rows.map((row) => row.config_id))]);
  const attempts = groupBy(await attemptsOfSessions(db, workspaceId, sessionIds), (attempt) => attempt.session_id);
  const answers = groupBy(await answersOfRuns(db, workspaceId, runIds), (answer) => answer.run_id);
  return rows.map((row) => ({
    row,
    settings: readSettings(settings.get(row.config_id) ?? '{}'),
    attempts: attempts.get(row.session_id) ?? [],
    answers: answers.get(row.current_run) ?? [],
  }));
}

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}

function describeSession({ row, settings, attempts, answers }: SessionParts, include: Include): ExamSession {
  const scored = attempts.map((attempt) => ({ attempt, results: resultsOf(attempt) }));
  const counting = countingAttempt(attempts, settings);
  return {
    id: row.session_id,
    studentId: row.student_id,
    maturity: row.maturity,
    name: row.name,
    scoreActual: counting?.scoreActual ?? null,
    ...SCORE_RANGE,
    workspaceId: row.workspace_id,
    attempt: row.attempt,
    revision: row.revision,
    accommodations: showAccommodations(row.accommodations_json),
    attempts: scored.map(({ attempt, results: found }) => ({
      attempt: attempt.attempt,
      run: attempt.run_id,
      maturity: attempt.maturity,
      scoreActual: attempt.maturity === 'COMPLETE' ? attempt.score_actual : null,
      points: found?.points ?? null,
      startedAt: iso(attempt.started_at),
      completedAt: iso(attempt.completed_at),
    })),
    ...(include.includes('responses') && { responses: describeResponses(answers) }),
    ...(include.includes('results') && { results: counting ? resultsOf(counting.shown) : null }),
  };
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
