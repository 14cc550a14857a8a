import { backupDatabase } from '../store/backup.ts';
import { embeddedOnly } from './embedded-only.ts';
import { givenPath } from './given-path.ts';
import { runCommand } from './run-command.ts';

const INSTEAD = 'copy it with pg_dump --format=custom --file=<file> "$DATABASE_URL"';

await runCommand('usage: npm run backup -- <file>', async (name, settings) => {
  const dataDir = embeddedOnly(settings, INSTEAD);
  const file = givenPath(name);
  await backupDatabase({ dataDir, file });
  return `The database of ${dataDir} is in ${file}`;
});
