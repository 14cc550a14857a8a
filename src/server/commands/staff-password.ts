import { randomBytes } from 'node:crypto';
import { hashPassword } from '../auth/password.ts';
import { readablePassword } from '../auth/readable-password.ts';
import { replacePassword } from '../auth/replace-password.ts';
import { readSettings, SettingsError } from '../settings.ts';
import { changePostgresDatabase, changeSqliteStore } from '../store/open-for-change.ts';
import type { Db } from '../store/store.ts';
import { runAsCommand } from './run-command.ts';

/*
 * npm run staff-password                    a new password for `admin`, whose own was lost
 * npm run staff-password -- <username>      for another account
 *
 * In the store of DATA_DIR, or of DATABASE_URL; a server may be using it, and takes the new one at once.
 */
await runAsCommand(async ([username = 'admin', ...more]) => {
  if (username.startsWith('-') || more.length > 0) {
    throw new SettingsError('usage: npm run staff-password -- [username]');
  }
  const { workspaceId, dataDir, databaseUrl } = readSettings(process.env);
  const password = readablePassword(randomBytes);
  // Before the transaction, in which nothing but the database is waited for.
  const passwordHash = await hashPassword(password, randomBytes(16));
  const job = (db: Db) => replacePassword(db, workspaceId, { username, passwordHash });
  const name = await (databaseUrl === undefined
    ? changeSqliteStore(dataDir, job)
    : changePostgresDatabase(databaseUrl, job));
  return `Staff account ${name}, new password ${password} (shown this once); who was signed in with the old one is signed out`;
});
