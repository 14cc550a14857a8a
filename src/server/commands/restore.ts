import { randomBytes } from 'node:crypto';
import { restoreDatabase } from '../store/backup.ts';
import { runCommand } from './run-command.ts';

await runCommand('usage: npm run restore -- <file>', async (file, { dataDir }) => {
  const randomId = () => randomBytes(16).toString('base64url');
  const replaced = await restoreDatabase({ dataDir, file, now: new Date(), randomId });
  const kept = replaced ? `; what was there before is in ${replaced}` : '';
  return `${file} is the database of ${dataDir} now${kept}`;
});
