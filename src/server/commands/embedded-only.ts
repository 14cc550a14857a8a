import { OperatorError } from '../operator-error.ts';
import type { Settings } from '../settings.ts';

/**
 * The data directory, for a command that copies files of the embedded store.
 * @param instead what to do where the rows are in PostgreSQL
 * @throws OperatorError with that
 */
export function embeddedOnly({ dataDir, databaseUrl }: Settings, instead: string): string {
  if (databaseUrl === undefined) return dataDir;
  throw new OperatorError(`DATABASE_URL is set, so the rows are in PostgreSQL: ${instead} (docs/postgresql.md)`);
}
