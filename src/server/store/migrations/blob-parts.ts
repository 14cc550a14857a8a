import type { Kysely } from 'kysely';
import type { Ddl } from '../ddl.ts';
import { createTable } from './create-table.ts';

/** A large file is kept in parts, so that nobody has to hold it whole to write or to read it. */
export async function blobParts(db: Kysely<unknown>, ddl: Ddl): Promise<void> {
  await db.schema.alterTable('blob').addColumn('part_bytes', ddl.integer).execute();
  await db.schema.alterTable('blob').addColumn('byte_length', ddl.integer).execute();
  await createTable(db, ddl)(
    'blob_part',
    { workspace_id: 'text', hash: 'text', part: 'integer', bytes: 'bytes', created_at: 'integer' },
    { key: ['workspace_id', 'hash', 'part'] },
  );
}
