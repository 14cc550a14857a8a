import { randomBytes } from 'node:crypto';
import { OperatorError } from '../operator-error.ts';
import { restoreDatabase } from '../store/backup.ts';
import { runCommand } from './run-command.ts';

const RESTORE_IS_POSTGRES =
  'DATABASE_URL is set, so the rows are in PostgreSQL: put a copy back with pg_restore, and give it a new store id (docs/postgresql.md)';

await runCommand('usage: npm run restore -- <file>', async (file, { dataDir, databaseUrl }) => {
  if (databaseUrl !== undefined) throw new OperatorError(RESTORE_IS_POSTGRES);
  const randomId = () => randomBytes(16).toString('base64url');
  const replaced = await restoreDatabase({ dataDir, file, now: new Date(), randomId });
  const kept = replaced ? `; what was there before is in ${replaced}` : '';
  return `${file} is the database of ${dataDir} now${kept}`;
});
