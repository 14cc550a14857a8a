import { canBeStored } from './can-be-stored.ts';
import type { Db } from './store.ts';

export interface Staff {
  username: string;
  role: 'proctor' | 'admin';
  passwordHash: string;
}

/** A user name as it is stored: nobody is locked out by a capital that a tablet put in front. */
export function staffUsername(typed: string): string {
  return typed.trim().normalize('NFC').toLowerCase();
}

/** What failed sign-ins to an account are counted under, whether there is one or not. */
export const signInName = (workspaceId: string, username: string): string =>
  `${workspaceId} ${staffUsername(username)}`;

/** Adds an account; the name is stored as `staffUsername` gives it. */
export async function addStaff(db: Db, workspaceId: string, staff: Staff, now: number): Promise<void> {
  await db
    .insertInto('staff')
    .values({
      workspace_id: workspaceId,
      username: staffUsername(staff.username),
      password_hash: staff.passwordHash,
      role: staff.role,
      created_at: now,
    })
    .execute();
}

export async function findStaff(db: Db, workspaceId: string, username: string): Promise<Staff | undefined> {
  if (!canBeStored(workspaceId) || !canBeStored(username)) return undefined;
  const row = await db
    .selectFrom('staff')
    .select(['username', 'role', 'password_hash'])
    .where('workspace_id', '=', workspaceId)
    .where('username', '=', staffUsername(username))
    .executeTakeFirst();
  return row && { username: row.username, role: row.role, passwordHash: row.password_hash };
}

/** Whether the workspace has any account. */
export async function hasStaff(db: Db, workspaceId: string): Promise<boolean> {
  const row = await db
    .selectFrom('staff')
    .select('username')
    .where('workspace_id', '=', workspaceId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The names of all accounts, in their order. */
export async function staffUsernames(db: Db, workspaceId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('staff')
    .select('username')
    .where('workspace_id', '=', workspaceId)
    .orderBy('username')
    .execute();
  return rows.map(({ username }) => username);
}

export async function setPasswordHash(
  db: Db,
  workspaceId: string,
  { username, passwordHash }: Pick<Staff, 'username' | 'passwordHash'>,
): Promise<void> {
  await db
    .updateTable('staff')
    .set({ password_hash: passwordHash })
    .where('workspace_id', '=', workspaceId)
    .where('username', '=', staffUsername(username))
    .execute();
}
