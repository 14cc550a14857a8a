import { forgetInDirectory, rememberInDirectory } from './directory.ts';
import type { Db } from './store.ts';

/** Adds a signed-in session, and takes out those of the workspace that have ended. */
export async function addStaffSession(
  db: Db,
  workspaceId: string,
  session: { tokenHash: string; username: string; expiresAt: number },
  now: number,
): Promise<void> {
  const ended = await db
    .selectFrom('staff_session')
    .select('token_hash')
    .where('workspace_id', '=', workspaceId)
    .where('expires_at', '<=', now)
    .limit(100)
    .execute();
  for (const { token_hash } of ended) await removeStaffSession(db, workspaceId, token_hash);
  await rememberInDirectory(db, workspaceId, 'staff-session', session.tokenHash);
  await db
    .insertInto('staff_session')
    .values({
      workspace_id: workspaceId,
      token_hash: session.tokenHash,
      username: session.username,
      expires_at: session.expiresAt,
    })
    .execute();
}

/** The user name of a session that has not ended at `now`. */
export async function staffSessionUser(
  db: Db,
  workspaceId: string,
  tokenHash: string,
  now: number,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('staff_session')
    .select('username')
    .where('workspace_id', '=', workspaceId)
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row?.username;
}

export async function removeStaffSession(db: Db, workspaceId: string, tokenHash: string): Promise<void> {
  await forgetInDirectory(db, workspaceId, 'staff-session', tokenHash);
  await db
    .deleteFrom('staff_session')
    .where('workspace_id', '=', workspaceId)
    .where('token_hash', '=', tokenHash)
    .execute();
}

/** Signs an account out wherever it is signed in. */
export async function removeStaffSessionsOf(db: Db, workspaceId: string, username: string): Promise<void> {
  const sessions = await db
    .selectFrom('staff_session')
    .select('token_hash')
    .where('workspace_id', '=', workspaceId)
    .where('username', '=', username)
    .execute();
  for (const { token_hash } of sessions) await removeStaffSession(db, workspaceId, token_hash);
}
