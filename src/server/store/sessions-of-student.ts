import { keepStatements } from './kept-statement.ts';
import type { RunRow } from './runs.ts';
import type { Db } from './store.ts';

/** One of a student's sessions, with all that is found by a key. */
export interface ListedSession {
  sessionId: string;
  configId: string;
  examId: string;
  revision: number;
  /** `ExamConfigSettings` as JSON. */
  settingsJson: string;
  /** `Accommodations` as JSON, or null. */
  accommodationsJson: string | null;
  /** The current run. */
  run: RunRow;
  /** The version that the run is pinned to, or the newest one. */
  examVersion: number;
  examName: string;
}

const listed = keepStatements();

/** The sessions of a student, ordered by session. */
export async function sessionsOfStudent(
  db: Db,
  workspaceId: string,
  studentId: string,
  { after, take }: { after: [sessionId: string] | null; take: number },
): Promise<ListedSession[]> {
  const from = after?.[0] ?? '';
  const parameters = [workspaceId, workspaceId, studentId, from, take];
  const { rows } = await listed(db, 'student', parameters, () =>
    db
      .selectFrom('exam_session')
      .innerJoin('exam_config', (join) =>
        join
          .onRef('exam_config.workspace_id', '=', 'exam_session.workspace_id')
          .onRef('exam_config.config_id', '=', 'exam_session.config_id'),
      )
      .innerJoin('run', (join) =>
        join
          .onRef('run.workspace_id', '=', 'exam_session.workspace_id')
          .onRef('run.run_id', '=', 'exam_session.current_run'),
      )
      .innerJoin('exam', (join) =>
        join
          .onRef('exam.workspace_id', '=', 'exam_session.workspace_id')
          .onRef('exam.exam_id', '=', 'exam_session.exam_id')
          .on((e) =>
            e(
              'exam.version',
              '=',
              e.fn.coalesce(
                'run.exam_version',
                e
                  .selectFrom('exam as newest')
                  .select((newest) => newest.fn.max('newest.version').as('version'))
                  .where('newest.workspace_id', '=', workspaceId)
                  .whereRef('newest.exam_id', '=', 'exam_session.exam_id'),
              ),
            ),
          ),
      )
      .selectAll('run')
      .select([
        'exam_session.config_id',
        'exam_session.exam_id',
        'exam_session.revision',
        'exam_session.accommodations_json',
        'exam_config.settings_json',
        'exam.version as listed_version',
        'exam.name as exam_name',
      ])
      .where('exam_session.workspace_id', '=', workspaceId)
      .where('exam_session.student_id', '=', studentId)
      .where('exam_session.session_id', '>', from)
      .orderBy('exam_session.session_id')
      .limit(take),
  );
  return rows.map((row) => {
    const { config_id, exam_id, revision, accommodations_json, settings_json, listed_version, exam_name, ...run } = row;
    return {
      sessionId: run.session_id,
      configId: config_id,
      examId: exam_id,
      revision,
      settingsJson: settings_json,
      accommodationsJson: accommodations_json,
      run,
      examVersion: listed_version,
      examName: exam_name,
    };
  });
}
