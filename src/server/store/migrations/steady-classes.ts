import type { Kysely } from 'kysely';
import type { Ddl } from '../ddl.ts';
import { SESSION_ESTIMATES } from './session-tallies.ts';

/**
 * The index of classes without the maturity, which every submit moved in it: in a config a class has few sessions, and those of one
 * maturity are soon told from the others.
 */
export async function steadyClasses(db: Kysely<unknown>, ddl: Ddl): Promise<void> {
  await db.schema.dropIndex('exam_session_by_class').execute();
  await db.schema
    .createIndex('exam_session_by_class')
    .on('exam_session')
    .columns(['workspace_id', 'context_id', 'config_id', 'session_id'])
    .execute();
  await ddl.estimate(db, 'exam_session', {
    ...SESSION_ESTIMATES,
    exam_session_by_class: [1_000_000, 1_000_000, 100, 30, 1],
  });
}
