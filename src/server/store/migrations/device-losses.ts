import type { Kysely } from 'kysely';
import type { Ddl } from '../ddl.ts';

/** A device's database may be lost and begin anew: what it said before, the order of its writers, and what staff want removed. */
export async function deviceLosses(db: Kysely<unknown>, ddl: Ddl): Promise<void> {
  await db.schema.alterTable('device').addColumn('loss_json', ddl.text).execute();
  await db.schema.alterTable('device').addColumn('clear_received_at', ddl.integer).execute();
  await db.schema.alterTable('writer').addColumn('order_json', ddl.text).execute();
}
