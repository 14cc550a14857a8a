import { sql } from 'kysely';
import type { Maturity } from '../../shared/contract/maturity.ts';
import type { KeyInConfig } from './list-sessions.ts';
import type { Db } from './store.ts';

/** Rows after the id in `after` in the order of their ids, at most `take`. */
export interface Page {
  after: [id: string] | null;
  take: number;
}

export interface BoardConfig {
  configId: string;
  examId: string;
  examName: string;
  createdAt: number;
  sessions: number;
  complete: number;
  settingsJson: string;
}

/** The exam configs of a workspace, each with how far its sessions are. */
export async function boardConfigs(db: Db, workspaceId: string, { after, take }: Page): Promise<BoardConfig[]> {
  const configs = await db
    .selectFrom('exam_config')
    .select(['config_id', 'exam_id', 'created_at', 'settings_json'])
    .where('workspace_id', '=', workspaceId)
    .where('config_id', '>', after?.[0] ?? '')
    .orderBy('config_id')
    .limit(take)
    .execute();
  const [first, last] = [configs.at(0)?.config_id, configs.at(-1)?.config_id];
  if (first === undefined || last === undefined) return [];
  const names = await examNames(
    db,
    workspaceId,
    configs.map((config) => config.exam_id),
  );
  const counts = await db
    .selectFrom('session_tally')
    .select(['config_id', 'maturity', sql<number>`sum(sessions)`.as('sessions')])
    .where('workspace_id', '=', workspaceId)
    .where('scope', '=', 'config')
    .where('context_id', '=', '')
    // From end to end: for a list PostgreSQL would read the totals of all configs.
    .where('config_id', '>=', first)
    .where('config_id', '<=', last)
    .groupBy(['config_id', 'maturity'])
    .execute();
  return configs.map((config) => {
    const own = counts.filter((count) => count.config_id === config.config_id);
    return {
      configId: config.config_id,
      examId: config.exam_id,
      examName: names.get(config.exam_id) ?? config.exam_id,
      createdAt: config.created_at,
      sessions: own.reduce((total, count) => total + Number(count.sessions), 0),
      complete: Number(own.find((count) => count.maturity === 'COMPLETE')?.sessions ?? 0),
      settingsJson: config.settings_json,
    };
  });
}

/** The newest name of each exam. */
export async function examNames(db: Db, workspaceId: string, examIds: string[]): Promise<Map<string, string>> {
  if (examIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('exam')
    .select(['exam_id', 'name'])
    .where('workspace_id', '=', workspaceId)
    .where('exam_id', 'in', [...new Set(examIds)])
    .orderBy('version')
    .execute();
  // The last of each exam wins: its newest version.
  return new Map(rows.map((row) => [row.exam_id, row.name]));
}

/** Sessions of a config as they were created, those after `after`, at most `take`. */
export interface BoardPage {
  after: KeyInConfig | null;
  take: number;
}

export interface BoardSession {
  sessionId: string;
  createdAt: number;
  studentId: string;
  name: string;
  ticket: string;
  maturity: Maturity;
  attempt: number;
  currentRun: string;
  examId: string;
  /** The version that the run was first answered on; null while it was not. */
  examVersion: number | null;
  scoreActual: number | null;
  lastContactAt: number | null;
  /** The device that holds the run now; null when none does or it was released. */
  holder: string | null;
  /** `Accommodations` and `SubmitClock` as JSON, or null. */
  accommodationsJson: string | null;
  clockJson: string | null;
}

/** The sessions of one config with the student's ticket and the holder of the current run. */
export async function boardSessions(
  db: Db,
  workspaceId: string,
  configId: string,
  { after, take }: BoardPage,
): Promise<BoardSession[]> {
  let query = selectBoardSessions(db, workspaceId)
    .where('session.config_id', '=', configId)
    .orderBy('session.created_at')
    .orderBy('session.session_id')
    .limit(take);
  if (after) {
    query = query.where((e) => e(e.refTuple('session.created_at', 'session.session_id'), '>', e.tuple(...after)));
  }
  const rows = await query.execute();
  return rows.map(toBoardSession);
}

/** One session likewise; undefined when the workspace has none of this id. */
export async function boardSession(
  db: Db,
  workspaceId: string,
  sessionId: string,
): Promise<(BoardSession & { configId: string }) | undefined> {
  const row = await selectBoardSessions(db, workspaceId).where('session.session_id', '=', sessionId).executeTakeFirst();
  return row && { ...toBoardSession(row), configId: row.config_id };
}

function selectBoardSessions(db: Db, workspaceId: string) {
  return db
    .selectFrom('exam_session as session')
    .leftJoin('student', (join) =>
      join
        .onRef('student.workspace_id', '=', 'session.workspace_id')
        .onRef('student.student_id', '=', 'session.student_id'),
    )
    .leftJoin('run', (join) =>
      join.onRef('run.workspace_id', '=', 'session.workspace_id').onRef('run.run_id', '=', 'session.current_run'),
    )
    .select([
      'session.session_id',
      'session.created_at',
      'session.config_id',
      'session.student_id',
      'session.name',
      'student.ticket',
      'session.maturity',
      'session.attempt',
      'session.current_run',
      'session.exam_id',
      'run.exam_version',
      'session.score_actual',
      'session.last_contact_at',
      'session.accommodations_json',
      'run.holder',
      'run.released',
      'run.clock_json',
    ])
    .where('session.workspace_id', '=', workspaceId);
}

type SelectedSession = Awaited<ReturnType<ReturnType<typeof selectBoardSessions>['execute']>>[number];

function toBoardSession(row: SelectedSession): BoardSession {
  return {
    sessionId: row.session_id,
    createdAt: row.created_at,
    studentId: row.student_id,
    name: row.name,
    ticket: row.ticket ?? '',
    maturity: row.maturity,
    attempt: row.attempt,
    currentRun: row.current_run,
    examId: row.exam_id,
    examVersion: row.exam_version,
    scoreActual: row.score_actual,
    lastContactAt: row.last_contact_at,
    holder: row.released === 1 ? null : row.holder,
    accommodationsJson: row.accommodations_json,
    clockJson: row.clock_json,
  };
}

/** The settings of a config as they are stored, or undefined when there is no such config. */
export async function boardConfigSettings(
  db: Db,
  workspaceId: string,
  configId: string,
): Promise<{ examId: string; settingsJson: string } | undefined> {
  const row = await db
    .selectFrom('exam_config')
    .select(['exam_id', 'settings_json'])
    .where('workspace_id', '=', workspaceId)
    .where('config_id', '=', configId)
    .executeTakeFirst();
  return row && { examId: row.exam_id, settingsJson: row.settings_json };
}

/** The authored content of some versions of an exam, and of its newest one, newest first. */
export async function boardExamVersions(
  db: Db,
  workspaceId: string,
  examId: string,
  versions: number[],
): Promise<{ version: number; contentJson: string }[]> {
  const newest = await db
    .selectFrom('exam')
    .select('version')
    .where('workspace_id', '=', workspaceId)
    .where('exam_id', '=', examId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!newest) return [];
  const rows = await db
    .selectFrom('exam')
    .select(['version', 'content_json'])
    .where('workspace_id', '=', workspaceId)
    .where('exam_id', '=', examId)
    .where('version', 'in', [...new Set([newest.version, ...versions])])
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => ({ version: row.version, contentJson: row.content_json }));
}

/** How many questions have an answer in each of some runs; a run without any is not in the map. */
export async function answeredByRun(db: Db, workspaceId: string, runs: string[]): Promise<Map<string, number>> {
  if (runs.length === 0) return new Map();
  const rows = await db
    .selectFrom('answer')
    .select(['run_id', (e) => e.fn.countAll<number>().as('answers')])
    .where('workspace_id', '=', workspaceId)
    .where('run_id', 'in', runs)
    .where('response_json', 'is not', null)
    .groupBy('run_id')
    .execute();
  const sheets = await db
    .selectFrom('answer_sheet')
    .select(['run_id', 'answered'])
    .where('workspace_id', '=', workspaceId)
    .where('run_id', 'in', runs)
    .where('answered', '>', 0)
    .execute();
  const answered = new Map(rows.map((row) => [row.run_id, Number(row.answers)]));
  for (const sheet of sheets) answered.set(sheet.run_id, (answered.get(sheet.run_id) ?? 0) + sheet.answered);
  return answered;
}

export interface ArchivedRun {
  sessionId: string;
  run: string;
  attempt: number;
  archivedAt: number;
  archivedBy: string;
}

/** The runs of some sessions that a reset, retake or restore put away, newest first. */
export async function archivedRuns(db: Db, workspaceId: string, sessionIds: string[]): Promise<ArchivedRun[]> {
  if (sessionIds.length === 0) return [];
  const rows = await db
    .selectFrom('run')
    .select(['session_id', 'run_id', 'attempt', sql<number>`archived_at`.as('archived_at'), 'archived_by'])
    .where('workspace_id', '=', workspaceId)
    .where('session_id', 'in', sessionIds)
    .where('archived_at', 'is not', null)
    .orderBy('archived_at', 'desc')
    .orderBy('run_id')
    .execute();
  return rows.map((row) => ({
    sessionId: row.session_id,
    run: row.run_id,
    attempt: row.attempt,
    archivedAt: row.archived_at,
    archivedBy: row.archived_by ?? 'reset',
  }));
}
