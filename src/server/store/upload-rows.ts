import { keepStatements } from './kept-statement.ts';
import type { RunRow } from './runs.ts';
import type { SessionRow } from './session-rows.ts';
import type { Db } from './store.ts';

/** What one batch is judged by. */
export interface UploadRows {
  session: Omit<SessionRow, 'name' | 'launch_json' | 'accommodations_json' | 'created_at' | 'student_id'>;
  /** The run that the batch names, current or archived. */
  run: RunRow;
  settingsJson: string;
  /** Null for a writer that was never heard of. */
  writer: { acked_through: number; journaled_through: number } | null;
  /** The exam version of the package that the batch names; null when this config never had such a package. */
  packageVersion: number | null;
}

const uploadRows = keepStatements();

/**
 * Everything about a batch that is found by a key, in one statement: a class that comes back at once is as many of these
 * as there are devices. Undefined when the session, or the run in it, does not exist.
 */
export async function loadUploadRows(
  db: Db,
  workspaceId: string,
  upload: { sessionId: string; run: string; writer: string; package: string },
): Promise<UploadRows | undefined> {
  const { sessionId, run: runId, writer, package: hash } = upload;
  const { rows } = await uploadRows(db, 'upload', [writer, hash, workspaceId, runId, sessionId], () =>
    db
      .selectFrom('run')
      .innerJoin('exam_session', (join) =>
        join
          .onRef('exam_session.workspace_id', '=', 'run.workspace_id')
          .onRef('exam_session.session_id', '=', 'run.session_id'),
      )
      .innerJoin('exam_config', (join) =>
        join
          .onRef('exam_config.workspace_id', '=', 'exam_session.workspace_id')
          .onRef('exam_config.config_id', '=', 'exam_session.config_id'),
      )
      .leftJoin('writer', (join) =>
        join
          .onRef('writer.workspace_id', '=', 'run.workspace_id')
          .onRef('writer.run_id', '=', 'run.run_id')
          .on('writer.writer', '=', writer),
      )
      .leftJoin('package', (join) =>
        join
          .onRef('package.workspace_id', '=', 'exam_session.workspace_id')
          .onRef('package.config_id', '=', 'exam_session.config_id')
          .on('package.hash', '=', hash),
      )
      .selectAll('run')
      .select([
        'exam_session.config_id',
        'exam_session.context_id',
        'exam_session.exam_id',
        'exam_session.current_run',
        'exam_session.revision',
        'exam_session.maturity as session_maturity',
        'exam_session.attempt as session_attempt',
        'exam_session.score_actual as session_score',
        'exam_session.reset_at',
        'exam_session.last_contact_at',
        'exam_config.settings_json',
        'writer.acked_through',
        'writer.journaled_through',
        'package.exam_version as package_version',
      ])
      .where('run.workspace_id', '=', workspaceId)
      .where('run.run_id', '=', runId)
      .where('run.session_id', '=', sessionId),
  );
  const [row] = rows;
  if (!row) return undefined;

  return {
    session: {
      workspace_id: workspaceId,
      session_id: sessionId,
      config_id: row.config_id,
      context_id: row.context_id,
      exam_id: row.exam_id,
      current_run: row.current_run,
      revision: row.revision,
      maturity: row.session_maturity,
      attempt: row.session_attempt,
      score_actual: row.session_score,
      reset_at: row.reset_at,
      last_contact_at: row.last_contact_at,
    },
    run: row,
    settingsJson: row.settings_json,
    writer:
      row.acked_through === null
        ? null
        : { acked_through: row.acked_through, journaled_through: row.journaled_through ?? 0 },
    packageVersion: row.package_version,
  };
}
