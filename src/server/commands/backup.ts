import { backupDatabase } from '../store/backup.ts';
import { embeddedOnly } from './embedded-only.ts';
import { runCommand } from './run-command.ts';

const INSTEAD = 'copy it with pg_dump --format=custom --file=<file> "$DATABASE_URL"';

await runCommand('usage: npm run backup -- <file>', async (file, settings) => {
  const dataDir = embeddedOnly(settings, INSTEAD);
  await backupDatabase({ dataDir, file });
  return `The database of ${dataDir} is in ${file}`;
});
