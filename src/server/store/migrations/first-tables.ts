import type { Kysely } from 'kysely';
import type { Ddl } from '../ddl.ts';
import { createTable } from './create-table.ts';

/** Every table of the first release; `store/tables.ts` says what is in them. */
export async function firstTables(db: Kysely<unknown>, ddl: Ddl): Promise<void> {
  const table = createTable(db, ddl);

  await table('store_meta', { name: 'text', value: 'text' }, { key: ['name'], clustered: true });
  await table(
    'directory',
    { kind: 'text', lookup: 'text', workspace_id: 'text' },
    { key: ['kind', 'lookup'], clustered: true },
  );
  await table(
    'workspace',
    { workspace_id: 'text', name: 'text', created_at: 'integer' },
    { key: ['workspace_id'], clustered: true },
  );
  await table(
    'workspace_secret',
    { workspace_id: 'text', name: 'text', value: 'text' },
    { key: ['workspace_id', 'name'], clustered: true },
  );
  await table(
    'api_key',
    { workspace_id: 'text', app_key: 'text', secret_hash: 'text', created_at: 'integer' },
    { key: ['workspace_id', 'app_key'], clustered: true },
  );

  await table(
    'staff',
    { workspace_id: 'text', username: 'text', password_hash: 'text', role: 'text', created_at: 'integer' },
    { key: ['workspace_id', 'username'], clustered: true },
  );
  await table(
    'staff_session',
    { workspace_id: 'text', token_hash: 'text', username: 'text', expires_at: 'integer' },
    { key: ['workspace_id', 'token_hash'], clustered: true },
  );
  await table(
    'student',
    {
      workspace_id: 'text',
      student_id: 'text',
      given_name: 'text',
      family_name: 'text',
      ticket: 'text',
      created_at: 'integer',
    },
    { key: ['workspace_id', 'student_id'], clustered: true },
  );
  await table(
    'device',
    { workspace_id: 'text', device_id: 'text', report_json: 'text?', last_contact_at: 'integer' },
    { key: ['workspace_id', 'device_id'], clustered: true },
  );
  await table(
    'device_token',
    {
      workspace_id: 'text',
      token_hash: 'text',
      student_id: 'text',
      device_id: 'text',
      created_at: 'integer',
      revoked_at: 'integer?',
    },
    { key: ['workspace_id', 'token_hash'], clustered: true },
  );

  await table(
    'exam',
    {
      workspace_id: 'text',
      exam_id: 'text',
      version: 'integer',
      name: 'text',
      content_digest: 'text',
      content_json: 'text',
      prepared_json: 'text',
      created_at: 'integer',
    },
    { key: ['workspace_id', 'exam_id', 'version'] },
  );
  await table(
    'exam_config',
    {
      workspace_id: 'text',
      config_id: 'text',
      exam_id: 'text',
      settings_json: 'text',
      created_at: 'integer',
      updated_at: 'integer',
    },
    { key: ['workspace_id', 'config_id'] },
  );
  await table(
    'package',
    {
      workspace_id: 'text',
      config_id: 'text',
      exam_version: 'integer',
      with_keys: 'integer',
      hash: 'text',
      total_bytes: 'integer',
      content_key: 'text',
      scoring_key: 'text?',
      created_at: 'integer',
    },
    { key: ['workspace_id', 'config_id', 'exam_version', 'with_keys'] },
  );
  await table(
    'blob',
    { workspace_id: 'text', hash: 'text', media_type: 'text', bytes: 'bytes', created_at: 'integer' },
    { key: ['workspace_id', 'hash'] },
  );

  await table(
    'exam_session',
    {
      workspace_id: 'text',
      session_id: 'text',
      config_id: 'text',
      exam_id: 'text',
      student_id: 'text',
      name: 'text',
      current_run: 'text',
      revision: 'integer',
      maturity: 'text',
      attempt: 'integer',
      score_actual: 'real?',
      launch_json: 'text',
      reset_at: 'integer?',
      created_at: 'integer',
      last_contact_at: 'integer?',
    },
    { key: ['workspace_id', 'session_id'], clustered: true },
  );
  await table(
    'run',
    {
      workspace_id: 'text',
      run_id: 'text',
      session_id: 'text',
      attempt: 'integer',
      archived_at: 'integer?',
      archived_by: 'text?',
      maturity: 'text',
      epoch: 'integer',
      opening: 'integer',
      holder: 'text?',
      released: 'integer',
      held_from_epoch: 'integer',
      exam_version: 'integer?',
      package_hash: 'text?',
      started_at: 'integer?',
      completed_at: 'integer?',
      results_json: 'text?',
      score_actual: 'real?',
      view_json: 'text?',
      failed_submit_json: 'text?',
      created_at: 'integer',
    },
    { key: ['workspace_id', 'run_id'] },
  );
  await table(
    'answer',
    {
      workspace_id: 'text',
      run_id: 'text',
      item_id: 'text',
      question_id: 'text',
      response_json: 'text?',
      epoch: 'integer',
      writer: 'text',
      seq: 'integer',
      source: 'text',
      received_at: 'integer',
    },
    { key: ['workspace_id', 'run_id', 'item_id', 'question_id'], clustered: true },
  );
  await table(
    'answer_history',
    {
      workspace_id: 'text',
      history_id: 'counted',
      run_id: 'text',
      item_id: 'text',
      question_id: 'text',
      response_json: 'text?',
      epoch: 'integer',
      writer: 'text',
      seq: 'integer',
      source: 'text',
      received_at: 'integer',
      replaced_at: 'integer',
    },
    { key: ['workspace_id', 'history_id'] },
  );
  await table(
    'writer',
    {
      workspace_id: 'text',
      run_id: 'text',
      writer: 'text',
      device_id: 'text',
      acked_through: 'integer',
      journaled_through: 'integer',
      last_heard_at: 'integer',
    },
    { key: ['workspace_id', 'run_id', 'writer'], clustered: true },
  );
  await table(
    'journal',
    {
      workspace_id: 'text',
      run_id: 'text',
      writer: 'text',
      seq: 'integer',
      item_id: 'text',
      question_id: 'text',
      session_id: 'text',
      device_id: 'text',
      epoch: 'integer',
      response_json: 'text?',
      kind: 'text',
      state: 'text',
      reason: 'text',
      raw: 'text?',
      received_at: 'integer',
    },
    { key: ['workspace_id', 'run_id', 'writer', 'seq', 'item_id', 'question_id'] },
  );
  await table(
    'receipt',
    {
      workspace_id: 'text',
      run_id: 'text',
      submit_id: 'text',
      opening: 'integer',
      jws: 'text',
      submit_json: 'text',
      received_at: 'integer',
    },
    { key: ['workspace_id', 'run_id', 'submit_id'] },
  );
  await table(
    'session_event',
    {
      workspace_id: 'text',
      event_id: 'counted',
      session_id: 'text',
      run_id: 'text',
      kind: 'text',
      actor: 'text',
      detail_json: 'text?',
      at: 'integer',
    },
    { key: ['workspace_id', 'event_id'] },
  );

  for (const [on, name, columns, unique] of INDEXES) {
    const index = db.schema.createIndex(name).on(on).columns(columns);
    await (unique ? index.unique() : index).execute();
  }
}

const INDEXES: [table: string, name: string, columns: string[], unique?: 'unique'][] = [
  ['student', 'student_by_ticket', ['workspace_id', 'ticket'], 'unique'],
  ['staff_session', 'staff_session_by_expiry', ['workspace_id', 'expires_at']],
  ['exam_config', 'exam_config_by_exam', ['workspace_id', 'exam_id', 'config_id']],
  ['package', 'package_by_hash', ['workspace_id', 'hash']],
  ['device_token', 'device_token_by_student', ['workspace_id', 'student_id']],
  ['device_token', 'device_token_by_device', ['workspace_id', 'device_id']],
  ['exam_session', 'exam_session_by_config', ['workspace_id', 'config_id', 'session_id']],
  ['exam_session', 'exam_session_by_student', ['workspace_id', 'student_id', 'session_id']],
  ['run', 'run_by_session', ['workspace_id', 'session_id', 'created_at']],
  ['run', 'run_by_holder', ['workspace_id', 'holder']],
  ['answer_history', 'answer_history_by_writer', ['workspace_id', 'run_id', 'writer']],
  ['writer', 'writer_by_device', ['workspace_id', 'device_id']],
  ['journal', 'journal_by_session', ['workspace_id', 'session_id', 'state']],
  ['session_event', 'session_event_by_session', ['workspace_id', 'session_id', 'event_id']],
];
