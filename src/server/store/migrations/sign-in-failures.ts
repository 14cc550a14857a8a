import type { Kysely } from 'kysely';
import type { Ddl } from '../ddl.ts';
import { createTable } from './create-table.ts';

/** Wrong tickets and passwords are counted by all servers together. Of no workspace: what a wrong ticket is of, nobody knows. */
export async function signInFailures(db: Kysely<unknown>, ddl: Ddl): Promise<void> {
  await createTable(db, ddl)(
    'sign_in_failure',
    { lookup: 'text', failed_at: 'integer' },
    { key: ['lookup', 'failed_at'], clustered: true },
  );
  await db.schema.createIndex('sign_in_failure_by_time').on('sign_in_failure').columns(['failed_at']).execute();
}
