import { backupDatabase } from '../store/backup.ts';
import { runCommand } from './run-command.ts';

await runCommand('usage: npm run backup -- <file>', async (file, { dataDir }) => {
  await backupDatabase({ dataDir, file });
  return `The database of ${dataDir} is in ${file}`;
});
