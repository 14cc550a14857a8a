import { OperatorError } from '../operator-error.ts';
import { backupDatabase } from '../store/backup.ts';
import { runCommand } from './run-command.ts';

const BACKUP_IS_POSTGRES =
  'DATABASE_URL is set, so the rows are in PostgreSQL: copy it with pg_dump --format=custom --file=<file> "$DATABASE_URL" (docs/postgresql.md)';

await runCommand('usage: npm run backup -- <file>', async (file, { dataDir, databaseUrl }) => {
  if (databaseUrl !== undefined) throw new OperatorError(BACKUP_IS_POSTGRES);
  await backupDatabase({ dataDir, file });
  return `The database of ${dataDir} is in ${file}`;
});
