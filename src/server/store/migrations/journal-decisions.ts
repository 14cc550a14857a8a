import { type Kysely, sql } from 'kysely';
import type { Ddl } from '../ddl.ts';

/** What a person needs who looks at the journal: the version that an answer was given to, and who decided about it, when. */
export async function journalDecisions(db: Kysely<unknown>, ddl: Ddl): Promise<void> {
  await db.schema.alterTable('journal').addColumn('exam_version', ddl.integer).execute();
  await db.schema.alterTable('journal').addColumn('decided_by', ddl.text).execute();
  await db.schema.alterTable('journal').addColumn('decided_at', ddl.integer).execute();
  // Only answers with this reason were given to another version than the one that their run is pinned to.
  await sql`
    update journal set exam_version = (
      select run.exam_version from run
      where run.workspace_id = journal.workspace_id and run.run_id = journal.run_id
    ) where reason <> 'It was given to another version of the test.'`.execute(db);
  await db.schema
    .createIndex('journal_by_state')
    .on('journal')
    .columns(['workspace_id', 'state', 'session_id'])
    .execute();
}
