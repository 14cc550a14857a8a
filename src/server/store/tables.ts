/*
 * The rows as both engines hold them. Every table but `directory`, `store_meta` and `sign_in_failure` is keyed by `workspace_id` first, and
 * every statement names it: the same schema is distributed by workspace on PostgreSQL. Times are epoch milliseconds,
 * booleans are 0 and 1, `*_json` columns hold JSON text that is parsed with the schema of `shared/contract`.
 */
import type { Generated } from 'kysely';

export interface Tables {
  store_meta: { name: string; value: string };
  directory: DirectoryTable;
  /** Wrong tickets and passwords, by a SHA-256 of what was tried: of no workspace, as `directory`. */
  sign_in_failure: { lookup: string; failed_at: number };
  workspace: { workspace_id: string; name: string; created_at: number };
  workspace_secret: { workspace_id: string; name: string; value: string };
  api_key: { workspace_id: string; app_key: string; secret_hash: string; created_at: number };
  staff: {
    workspace_id: string;
    username: string;
    password_hash: string;
    role: 'proctor' | 'admin';
    created_at: number;
  };
  staff_session: { workspace_id: string; token_hash: string; username: string; expires_at: number };
  exam: ExamTable;
  exam_config: ExamConfigTable;
  package: PackageTable;
  blob: BlobTable;
  blob_part: { workspace_id: string; hash: string; part: number; bytes: Uint8Array; created_at: number };
  student: StudentTable;
  device: DeviceTable;
  device_token: DeviceTokenTable;
  exam_session: ExamSessionTable;
  session_tally: SessionTallyTable;
  run: RunTable;
  answer: AnswerTable;
  answer_sheet: AnswerSheetTable;
  answer_history: AnswerHistoryTable;
  writer: WriterTable;
  journal: JournalTable;
  receipt: ReceiptTable;
  session_event: SessionEventTable;
}

/**
 * Which workspace a secret or a public hash belongs to, for requests that do not say it: the one small table that every
 * node of a cluster holds whole. `lookup` is a SHA-256 for `ticket`, `device-token`, `staff-session`.
 */
export interface DirectoryTable {
  kind: 'app-key' | 'ticket' | 'device-token' | 'staff-session' | 'blob';
  lookup: string;
  workspace_id: string;
}

/** One version of an exam; never deleted once a package was made of it. */
export interface ExamTable {
  workspace_id: string;
  exam_id: string;
  version: number;
  name: string;
  /** SHA-256 over the canonical JSON of the authored exam: the same content is the same version. */
  content_digest: string;
  /** `AuthoredExam` without the bytes of its media (`data` is empty; the bytes are in `blob` by `content_hash`). */
  content_json: string;
  /** `PreparedItem[]`: what is sealed for students and what scoring needs, made once when the exam is put. */
  prepared_json: string;
  created_at: number;
}

export interface ExamConfigTable {
  workspace_id: string;
  config_id: string;
  exam_id: string;
  settings_json: string;
  created_at: number;
  updated_at: number;
}

/** Sealed once per exam version, config, and whether scoring keys travel in it. */
export interface PackageTable {
  workspace_id: string;
  config_id: string;
  exam_version: number;
  with_keys: 0 | 1;
  hash: string;
  /** Bytes of the package and its media together. */
  total_bytes: number;
  content_key: string;
  scoring_key: string | null;
  created_at: number;
}

/** A file by the SHA-256 of its bytes. */
export interface BlobTable {
  workspace_id: string;
  hash: string;
  media_type: string;
  /** Empty when they are in `blob_part`. */
  bytes: Uint8Array;
  /** Of every part but the last, which is what is left; null when the bytes are here. */
  part_bytes: number | null;
  /** Of all parts together; null when the bytes are here. */
  byte_length: number | null;
  created_at: number;
}

export interface StudentTable {
  workspace_id: string;
  student_id: string;
  given_name: string;
  family_name: string;
  ticket: string;
  created_at: number;
}

export interface DeviceTable {
  workspace_id: string;
  device_id: string;
  /** `DeviceReport` or null when it never reported. */
  report_json: string | null;
  last_contact_at: number;
  /** `DeviceLoss`: what it had said before its browser lost everything; null while that never happened. */
  loss_json: string | null;
  /** Tests that were received until then are to be removed from it; null while no staff said so. */
  clear_received_at: number | null;
}

export interface DeviceTokenTable {
  workspace_id: string;
  token_hash: string;
  student_id: string;
  device_id: string;
  created_at: number;
  revoked_at: number | null;
}

export interface ExamSessionTable {
  workspace_id: string;
  session_id: string;
  config_id: string;
  exam_id: string;
  student_id: string;
  /** The class, as `context_id` of the launch names it; empty when it named none. */
  context_id: string;
  name: string;
  current_run: string;
  /** Rises with every change that a device has to fetch: integrator writes, fills, merges, staff actions. */
  revision: number;
  /** Copies of the current run's, so that a list needs one table. */
  maturity: 'NOT_STARTED' | 'IN_PROGRESS' | 'COMPLETE';
  attempt: number;
  /** Percentage of the attempt that counts; null while none is complete. */
  score_actual: number | null;
  /** `CreateSessionBody`. */
  launch_json: string;
  /** `Accommodations`; null while the student gets nothing beyond what the config gives to all. */
  accommodations_json: string | null;
  reset_at: number | null;
  created_at: number;
  last_contact_at: number | null;
}

/**
 * How many sessions there are and what they scored, kept with every change of one. What counts is the sum over the shards:
 * a session may be added in one and taken out of another.
 */
export interface SessionTallyTable {
  workspace_id: string;
  /** Over all sessions of the workspace, those of a config, or those of a class with a config. */
  scope: 'all' | 'config' | 'class';
  /** Empty where the scope is wider, and for sessions of no class. */
  context_id: string;
  config_id: string;
  maturity: ExamSessionTable['maturity'];
  /** Writers that work at once add up beside each other. */
  shard: number;
  sessions: number;
  /** Those that have a percentage, and the sum of these in ten-thousandths, which is what they are rounded to. */
  scored: number;
  score_units: number;
}

/** One pass through the exam. Runs are kept for good; reset and retake archive. */
export interface RunTable {
  workspace_id: string;
  run_id: string;
  session_id: string;
  attempt: number;
  archived_at: number | null;
  archived_by: 'reset' | 'retake' | 'restore' | null;
  maturity: 'NOT_STARTED' | 'IN_PROGRESS' | 'COMPLETE';
  epoch: number;
  opening: number;
  /** The device that holds the run. After a release it stays here with `released` 1 until another takes it. */
  holder: string | null;
  released: 0 | 1;
  /** Batches of the holder count from this epoch on: it may have taken the run by a batch that still said the old one. */
  held_from_epoch: number;
  /** Pinned by the first batch, claim or integrator write. */
  exam_version: number | null;
  package_hash: string | null;
  started_at: number | null;
  completed_at: number | null;
  /** `Results` of the last scoring; null until complete. */
  results_json: string | null;
  score_actual: number | null;
  /** `SessionView` as the holder last sent it. */
  view_json: string | null;
  /** The submit whose digest differed: a second identical one is accepted as it stands. */
  failed_submit_json: string | null;
  /** `SubmitClock` of the submit that completed it; null when that said nothing of its clock. */
  clock_json: string | null;
  created_at: number;
}

/** The answer that counts for a question. `response_json` is null when it was cleared. */
export interface AnswerTable {
  workspace_id: string;
  run_id: string;
  item_id: string;
  question_id: string;
  response_json: string | null;
  /** Order of writes: epoch, then seq within a writer. Integrator and staff writes keep the epoch and have seq 0. */
  epoch: number;
  writer: string;
  seq: number;
  source: 'device' | 'integrator' | 'filled' | 'merged' | 'restored';
  received_at: number;
}

/** Several answers of a run that came in one batch, to questions that had none, when it had no sheet. */
export interface AnswerSheetTable
  extends Pick<AnswerTable, 'workspace_id' | 'run_id' | 'epoch' | 'writer' | 'source' | 'received_at'> {
  /** How many of them were not cleared. */
  answered: number;
  /** `[item_id, question_id, seq, response_json]` of each. */
  answers_json: string;
}

/** Every value that was replaced, and every late value that lost. */
export interface AnswerHistoryTable extends Omit<AnswerTable, 'source'> {
  history_id: Generated<number>;
  source: string;
  replaced_at: number;
}

/** How far each writer's changes are on the server's disk. */
export interface WriterTable {
  workspace_id: string;
  run_id: string;
  writer: string;
  device_id: string;
  /** Every change up to here is in `answer` or `answer_history`. */
  acked_through: number;
  /** Every change up to here is there or in `journal`; 0 for a writer that never stranded. */
  journaled_through: number;
  last_heard_at: number;
  /** `WriterOrder`; null for a writer of the first database of its device, or one that has sent no answer. */
  order_json: string | null;
}

/** Stranded and quarantined answers, idempotent by (run, writer, seq, item, question). */
export interface JournalTable {
  workspace_id: string;
  run_id: string;
  writer: string;
  seq: number;
  item_id: string;
  question_id: string;
  session_id: string;
  device_id: string;
  epoch: number;
  response_json: string | null;
  kind: 'stranded' | 'quarantined';
  state: 'waiting' | 'filled' | 'same' | 'taken' | 'dismissed';
  reason: string;
  raw: string | null;
  received_at: number;
  /** The version that the answer was given to, by its package; null when the config never had that package. */
  exam_version: number | null;
  /** Who took or dismissed it, as `session_event.actor` says it, and when; null while nobody did. */
  decided_by: string | null;
  decided_at: number | null;
}

export interface ReceiptTable {
  workspace_id: string;
  run_id: string;
  submit_id: string;
  opening: number;
  jws: string;
  submit_json: string;
  received_at: number;
}

/** What staff and integrators did, and what the server flagged for them. */
export interface SessionEventTable {
  workspace_id: string;
  event_id: Generated<number>;
  session_id: string;
  run_id: string;
  kind: string;
  actor: string;
  detail_json: string | null;
  at: number;
}
