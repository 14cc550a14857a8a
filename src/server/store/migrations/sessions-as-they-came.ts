import { type Kysely, sql } from 'kysely';
import type { Ddl } from '../ddl.ts';
import { type Column, createTable } from './create-table.ts';
import { indexScores, SESSION_ESTIMATES } from './session-tallies.ts';

/**
 * Sessions in the order in which they came. In that of their ids, which are hashes, those of a class lay as far apart as the table is
 * long, in it and among equal percentages in its indexes: each submit of a class wrote pages of its own (docs/decisions/0033).
 */
export async function sessionsAsTheyCame(db: Kysely<unknown>, ddl: Ddl): Promise<void> {
  if (!ddl.clusters) return;
  await db.schema.alterTable('exam_session').renameTo('exam_session_by_id').execute();
  await createTable(db, ddl)('exam_session', COLUMNS, { key: ['workspace_id', 'session_id'] });
  const columns = sql.join(Object.keys(COLUMNS).map((name) => sql.ref(name)));
  // Along an index: to sort a million whole rows in memory takes a gigabyte.
  await db.schema.createIndex('exam_session_by_creation').on('exam_session_by_id').column('created_at').execute();
  await sql`
    insert into exam_session (${columns})
    select ${columns} from exam_session_by_id indexed by exam_session_by_creation order by created_at`.execute(db);
  // Its indexes go with it, and their names are free.
  await db.schema.dropTable('exam_session_by_id').execute();

  for (const [name, indexed] of INDEXES) {
    await db.schema.createIndex(name).on('exam_session').columns(indexed).execute();
  }
  await indexScores(db);
  const { exam_session, ...indexes } = SESSION_ESTIMATES;
  await ddl.estimate(db, 'exam_session', {
    ...indexes,
    exam_session_by_class: [1_000_000, 1_000_000, 100, 30, 1],
    sqlite_autoindex_exam_session_1: exam_session,
  });
}

const COLUMNS = {
  workspace_id: 'text',
  session_id: 'text',
  config_id: 'text',
  exam_id: 'text',
  student_id: 'text',
  context_id: 'text',
  name: 'text',
  current_run: 'text',
  revision: 'integer',
  maturity: 'text',
  attempt: 'integer',
  score_actual: 'real?',
  launch_json: 'text',
  accommodations_json: 'text?',
  reset_at: 'integer?',
  created_at: 'integer',
  last_contact_at: 'integer?',
} satisfies Record<string, Column>;

const INDEXES: [name: string, columns: string[]][] = [
  ['exam_session_by_config', ['workspace_id', 'config_id', 'session_id']],
  ['exam_session_by_student', ['workspace_id', 'student_id', 'session_id']],
  ['exam_session_by_maturity', ['workspace_id', 'config_id', 'maturity', 'session_id']],
  ['exam_session_by_class', ['workspace_id', 'context_id', 'config_id', 'session_id']],
];
