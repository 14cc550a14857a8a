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

type Moved = Exclude<keyof Tables, 'directory' | 'workspace' | 'store_meta' | 'sign_in_failure'>;

/** Every other table but those that are of one database and of no workspace. */
const TABLES: Record<Moved, Omit<MovedTable, 'name'>> = {
  workspace_secret: { key: ['name'], atOnce: 100 },
  api_key: { key: ['app_key'], atOnce: 1000 },
  staff: { key: ['username'], atOnce: 1000 },
  staff_session: { key: ['token_hash'], atOnce: 1000 },
  exam: { key: ['exam_id', 'version'], atOnce: 10 },
  exam_config: { key: ['config_id'], atOnce: 500 },
  package: { key: ['config_id', 'exam_version', 'with_keys'], atOnce: 500 },
  blob: { key: ['hash'], atOnce: 4 },
  blob_part: { key: ['hash', 'part'], atOnce: 4 },
  student: { key: ['student_id'], atOnce: 1000 },
  device: { key: ['device_id'], atOnce: 1000 },
  device_token: { key: ['token_hash'], atOnce: 1000 },
  exam_session: { key: ['session_id'], atOnce: 1000 },
  session_tally: { key: ['scope', 'context_id', 'config_id', 'maturity', 'shard'], atOnce: 1000 },
  run: { key: ['run_id'], atOnce: 500 },
  answer: { key: ['run_id', 'item_id', 'question_id'], atOnce: 1000 },
  answer_sheet: { key: ['run_id'], atOnce: 200 },
  answer_history: { key: ['history_id'], atOnce: 1000, counted: 'history_id' },
  writer: { key: ['run_id', 'writer'], atOnce: 1000 },
  journal: { key: ['run_id', 'writer', 'seq', 'item_id', 'question_id'], atOnce: 500 },
  receipt: { key: ['run_id', 'submit_id'], atOnce: 500 },
  session_event: { key: ['event_id'], atOnce: 1000, counted: 'event_id' },
};

export const MOVED_TABLES: readonly MovedTable[] = Object.entries(TABLES).map(([name, table]) => ({
  name: name as Moved,
  ...table,
}));
