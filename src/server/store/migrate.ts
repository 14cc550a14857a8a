import type { Kysely } from 'kysely';
import { OperatorError } from '../operator-error.ts';
import type { Ddl } from './ddl.ts';
import type { Migration } from './migrations/migrations.ts';

type MigrationTables = { schema_migration: { name: string; applied_at: number } };

/** The database was written by a release that this one does not know. */
export class StoreTooNew extends OperatorError {
  override name = 'StoreTooNew';
}

/**
 * Runs the migrations that the database has not seen, in order, and records each. The caller holds the engine's lock in
 * one transaction around it, so that all of them are applied or none.
 * @param now epoch milliseconds, recorded with each
 * @returns the names of those that ran
 * @throws StoreTooNew when it has seen one that is not in `migrations`
 */
export async function migrate(
  db: Kysely<unknown>,
  ddl: Ddl,
  migrations: readonly Migration[],
  now: number,
): Promise<string[]> {
  await db.schema
    .createTable('schema_migration')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('applied_at', ddl.integer, (column) => column.notNull())
    .execute();
  const applied = await checkVersion(db, migrations);
  const records = db.withTables<MigrationTables>();
  const done = new Set(applied);
  const due = migrations.filter(({ name }) => !done.has(name));
  for (const { name, up } of due) {
    await up(db, ddl);
    await records.insertInto('schema_migration').values({ name, applied_at: now }).execute();
  }
  return due.map(({ name }) => name);
}

/**
 * The names of the migrations that the database has seen.
 * @throws StoreTooNew when one of them is not in `migrations`
 */
export async function checkVersion(db: Kysely<unknown>, migrations: readonly Migration[]): Promise<string[]> {
  const rows = await db.withTables<MigrationTables>().selectFrom('schema_migration').select('name').execute();
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = rows.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  if (unknown.length > 0) {
    throw new StoreTooNew(
      `the database was made by a newer Satchel (it has ${unknown.sort().join(', ')}); start that version, or restore a backup made with this one`,
    );
  }
  return rows.map(({ name }) => name);
}
