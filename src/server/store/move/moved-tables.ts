import type { Tables } from '../tables.ts';

/** A table of which a workspace's rows are moved. */
export interface MovedTable {
  name: keyof Tables;
  /** What its primary key has beside the workspace. */
  key: readonly string[];
  /** Rows that are read and written at once: few where a row may be as large as a file. */
  atOnce: number;
  /** A column that the engine counts up, which has to go on behind the rows that are moved. */
  counted?: string;
}

/** Nobody comes to a workspace in the cluster but through these, so that they are written last, and together. */
export const DOORS: readonly MovedTable[] = [
  { name: 'directory', key: ['kind', 'lookup'], atOnce: 1000 },
  { name: 'workspace', key: [], atOnce: 1 },
];

/** Every other table but those that are of one database and of no workspace. */
export const MOVED_TABLES: readonly MovedTable[] = [
  { name: 'workspace_secret', key: ['name'], atOnce: 100 },
  { name: 'api_key', key: ['app_key'], atOnce: 1000 },
  { name: 'staff', key: ['username'], atOnce: 1000 },
  { name: 'staff_session', key: ['token_hash'], atOnce: 1000 },
  { name: 'exam', key: ['exam_id', 'version'], atOnce: 10 },
  { name: 'exam_config', key: ['config_id'], atOnce: 500 },
  { name: 'package', key: ['config_id', 'exam_version', 'with_keys'], atOnce: 500 },
  { name: 'blob', key: ['hash'], atOnce: 4 },
  { name: 'blob_part', key: ['hash', 'part'], atOnce: 4 },
  { name: 'student', key: ['student_id'], atOnce: 1000 },
  { name: 'device', key: ['device_id'], atOnce: 1000 },
  { name: 'device_token', key: ['token_hash'], atOnce: 1000 },
  { name: 'exam_session', key: ['session_id'], atOnce: 1000 },
  { name: 'run', key: ['run_id'], atOnce: 500 },
  { name: 'answer', key: ['run_id', 'item_id', 'question_id'], atOnce: 1000 },
  { name: 'answer_history', key: ['history_id'], atOnce: 1000, counted: 'history_id' },
  { name: 'writer', key: ['run_id', 'writer'], atOnce: 1000 },
  { name: 'journal', key: ['run_id', 'writer', 'seq', 'item_id', 'question_id'], atOnce: 500 },
  { name: 'receipt', key: ['run_id', 'submit_id'], atOnce: 500 },
  { name: 'session_event', key: ['event_id'], atOnce: 1000, counted: 'event_id' },
];
