import type { Tables } from './tables.ts';

/**
 * Where the rows of a table are in a cluster of several machines: with the others of their `workspace`, on every machine, or
 * by a column of their own.
 */
export type Placement = 'workspace' | 'everywhere' | { by: string };

/** Of every table but `schema_migration`, which is read where the tables are made. */
export const PLACEMENTS: Record<keyof Tables, Placement> = {
  store_meta: 'everywhere',
  directory: 'everywhere',
  sign_in_failure: { by: 'lookup' },
  workspace: 'workspace',
  workspace_secret: 'workspace',
  api_key: 'workspace',
  staff: 'workspace',
  staff_session: 'workspace',
  exam: 'workspace',
  exam_config: 'workspace',
  package: 'workspace',
  blob: 'workspace',
  blob_part: 'workspace',
  student: 'workspace',
  device: 'workspace',
  device_token: 'workspace',
  exam_session: 'workspace',
  session_tally: 'workspace',
  run: 'workspace',
  answer: 'workspace',
  answer_sheet: 'workspace',
  answer_history: 'workspace',
  writer: 'workspace',
  journal: 'workspace',
  receipt: 'workspace',
  session_event: 'workspace',
};
