import type { Kysely } from 'kysely';
import type { Ddl } from '../ddl.ts';
import { SESSION_ESTIMATES } from './session-tallies.ts';

/**
 * The order of lists is that of creation. In the order of session ids, which are hashes, the entries of a class lay as far apart as
 * an index is long, and each submit moves one of them by its maturity (docs/decisions/0041).
 */
export async function listsAsTheyCame(db: Kysely<unknown>, ddl: Ddl): Promise<void> {
  // All of them first: the new ones take the room of the old ones.
  for (const [name] of INDEXES) await db.schema.dropIndex(name).execute();
  for (const [name, columns] of INDEXES) {
    await db.schema
      .createIndex(name)
      .on('exam_session')
      .columns([...columns, 'created_at', 'session_id'])
      .execute();
  }
  const { exam_session, ...indexes } = SESSION_ESTIMATES;
  await ddl.estimate(db, 'exam_session', {
    ...indexes,
    // Two are taken to be of one millisecond.
    exam_session_by_config: [1_000_000, 1_000_000, 1000, 2, 1],
    exam_session_by_maturity: [1_000_000, 1_000_000, 1000, 400, 2, 1],
    exam_session_by_class: [1_000_000, 1_000_000, 100, 30, 2, 1],
    sqlite_autoindex_exam_session_1: exam_session,
  });
}

const INDEXES: [name: string, columns: string[]][] = [
  ['exam_session_by_config', ['workspace_id', 'config_id']],
  ['exam_session_by_maturity', ['workspace_id', 'config_id', 'maturity']],
  ['exam_session_by_class', ['workspace_id', 'context_id', 'config_id']],
];
