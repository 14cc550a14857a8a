import type { DeviceSession } from '../../shared/contract/device-session.ts';
import type { ExamConfigSettings } from '../../shared/contract/exam-config.ts';
import { type AttemptRow, attemptsOfSessions } from '../store/exam-sessions.ts';
import { type ListedSession, sessionsOfStudent } from '../store/sessions-of-student.ts';
import type { Db } from '../store/store.ts';
import { writersOfRuns } from '../store/writers.ts';
import { loadExamKeys } from './exam-keys.ts';
import { loadObjectives } from './exam-objectives.ts';
import { readSettings } from './settings.ts';
import { correctOptions, correctResponses, shownAttempt } from './shown-results.ts';

/** One of a student's tests, as far as the store knows it. */
export interface ListedTest {
  session: ListedSession;
  settings: ExamConfigSettings;
  /** By writer of the current run. */
  ackedThrough: Record<string, number>;
  shown: DeviceSession['shown'];
}

export async function loadDeviceList(
  db: Db,
  { workspaceId, studentId }: { workspaceId: string; studentId: string },
  page: { after: [sessionId: string] | null; take: number },
): Promise<ListedTest[]> {
  const sessions = await sessionsOfStudent(db, workspaceId, studentId, page);
  const ids = sessions.map(({ sessionId }) => sessionId);
  const runs = sessions.map(({ run }) => run.run_id);
  const [ofSessions, ofRuns] = await Promise.all([
    attemptsOfSessions(db, workspaceId, ids),
    writersOfRuns(db, workspaceId, runs),
  ]);
  const attempts = grouped(ofSessions, (attempt) => attempt.session_id);
  const writers = grouped(ofRuns, (writer) => writer.run_id);
  const tests: ListedTest[] = [];
  for (const session of sessions) {
    const settings = readSettings(session.settingsJson);
    const acked = writers.get(session.run.run_id) ?? [];
    tests.push({
      session,
      settings,
      ackedThrough: Object.fromEntries(acked.map((row) => [row.writer, row.acked_through])),
      shown: await showResults(db, workspaceId, session, { settings, attempts: attempts.get(session.sessionId) ?? [] }),
    });
  }
  return tests;
}

async function showResults(
  db: Db,
  workspaceId: string,
  { examId }: ListedSession,
  { settings, attempts }: { settings: ExamConfigSettings; attempts: AttemptRow[] },
): Promise<DeviceSession['shown']> {
  const seen = shownAttempt(attempts, settings);
  if (!seen) return null;
  const version = seen.attempt.exam_version;
  if (version === null) return seen.shown;
  const { results } = seen.shown;
  const isAligned = results && Object.keys(results.objectives).length > 0;
  const objectives = isAligned ? { objectives: await loadObjectives(db, workspaceId, examId, version) } : {};
  if (!seen.withCorrect) return { ...seen.shown, ...objectives };
  const { items } = await loadExamKeys(db, workspaceId, examId, version);
  return { ...seen.shown, ...objectives, correct: correctOptions(items), ...correctResponses(items) };
}

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
