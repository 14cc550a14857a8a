import type { Kysely } from 'kysely';
import type { Ddl } from '../ddl.ts';

/** What a student gets beyond what the config gives to all, and what a device said of its clock when it submitted. */
export async function timeLimits(db: Kysely<unknown>, ddl: Ddl): Promise<void> {
  await db.schema.alterTable('exam_session').addColumn('accommodations_json', ddl.text).execute();
  await db.schema.alterTable('run').addColumn('clock_json', ddl.text).execute();
}
