import { randomBytes } from 'node:crypto';
import { restoreDatabase } from '../store/backup.ts';
import { embeddedOnly } from './embedded-only.ts';
import { givenPath } from './given-path.ts';
import { runCommand } from './run-command.ts';

const INSTEAD = 'put a copy back with pg_restore, and give it a new store id';

await runCommand('usage: npm run restore -- <file>', async (name, settings) => {
  const dataDir = embeddedOnly(settings, INSTEAD);
  const file = givenPath(name);
  const randomId = () => randomBytes(16).toString('base64url');
  const replaced = await restoreDatabase({ dataDir, file, now: new Date(), randomId });
  const kept = replaced ? `; what was there before is in ${replaced}` : '';
  return `${file} is the database of ${dataDir} now${kept}`;
});
