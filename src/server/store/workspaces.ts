import { keepStatements } from './kept-statement.ts';
import type { Db } from './store.ts';

/**
 * What a workspace signs and seals with. `upload-key` and `envelope-key` are 32 random bytes in base64url;
 * `receipt-signing-key` is a private P-256 JWK with its `kid`, as JSON.
 */
export type WorkspaceSecretName = 'upload-key' | 'envelope-key' | 'receipt-signing-key';
export type WorkspaceSecrets = Record<WorkspaceSecretName, string>;

/** Adds a workspace with its secrets. */
export async function createWorkspace(
  db: Db,
  workspaceId: string,
  { name, secrets, now }: { name: string; secrets: WorkspaceSecrets; now: number },
): Promise<void> {
  await db.insertInto('workspace').values({ workspace_id: workspaceId, name, created_at: now }).execute();
  await db
    .insertInto('workspace_secret')
    .values(
      Object.entries(secrets).map(([secretName, value]) => ({ workspace_id: workspaceId, name: secretName, value })),
    )
    .execute();
}

/** The name of a workspace, or undefined when there is none of this id. */
export async function workspaceName(db: Db, workspaceId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('workspace')
    .select('name')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  return row?.name;
}

const secret = keepStatements();

/** @throws Error when the workspace does not exist: every one has each secret from its creation on */
export async function workspaceSecret(db: Db, workspaceId: string, name: WorkspaceSecretName): Promise<string> {
  const {
    rows: [row],
  } = await secret(db, 'name', [workspaceId, name], () =>
    db.selectFrom('workspace_secret').select('value').where('workspace_id', '=', workspaceId).where('name', '=', name),
  );
  if (!row) throw new Error(`the workspace has no ${name}`);
  return row.value;
}
