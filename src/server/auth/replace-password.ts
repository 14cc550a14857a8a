import { OperatorError } from '../operator-error.ts';
import { forgetFailures } from '../store/sign-in-failures.ts';
import { findStaff, type Staff, setPasswordHash, signInName, staffUsernames } from '../store/staff.ts';
import { removeStaffSessionsOf } from '../store/staff-sessions.ts';
import type { Db } from '../store/store.ts';

/**
 * Gives a staff account another password, signs it out everywhere, and lets it sign in though too many tries had failed.
 * @returns the user name as it is stored
 * @throws OperatorError when there is no such account, with the names of those that there are
 */
export async function replacePassword(
  db: Db,
  workspaceId: string,
  { username, passwordHash }: Pick<Staff, 'username' | 'passwordHash'>,
): Promise<string> {
  const staff = await findStaff(db, workspaceId, username);
  if (!staff) throw new OperatorError(await unknownWords(db, workspaceId, username));
  await setPasswordHash(db, workspaceId, { username: staff.username, passwordHash });
  await removeStaffSessionsOf(db, workspaceId, staff.username);
  await forgetFailures(db, [signInName(workspaceId, staff.username)]);
  return staff.username;
}

async function unknownWords(db: Db, workspaceId: string, username: string): Promise<string> {
  const known = await staffUsernames(db, workspaceId);
  if (known.length === 0) return `workspace ${workspaceId} has no staff account: is WORKSPACE_ID that of the server?`;
  return `workspace ${workspaceId} has no staff account ${username}; it has ${known.join(', ')}`;
}
