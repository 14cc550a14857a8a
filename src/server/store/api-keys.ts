import { rememberInDirectory } from './directory.ts';
import type { Db } from './store.ts';

/**
 * Adds a key pair of an integrator, or gives a key of this workspace another secret.
 * @throws DirectoryTaken when another workspace uses the same key
 */
export async function putApiKey(
  db: Db,
  workspaceId: string,
  { appKey, secretHash, now }: { appKey: string; secretHash: string; now: number },
): Promise<void> {
  await rememberInDirectory(db, workspaceId, 'app-key', appKey);
  await db
    .insertInto('api_key')
    .values({ workspace_id: workspaceId, app_key: appKey, secret_hash: secretHash, created_at: now })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'app_key']).doUpdateSet({ secret_hash: secretHash }))
    .execute();
}

/** The stored hash of a key's secret, or undefined when the workspace has no such key. */
export async function apiKeySecretHash(db: Db, workspaceId: string, appKey: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('api_key')
    .select('secret_hash')
    .where('workspace_id', '=', workspaceId)
    .where('app_key', '=', appKey)
    .executeTakeFirst();
  return row?.secret_hash;
}

/** Whether the workspace has any key. */
export async function hasApiKey(db: Db, workspaceId: string): Promise<boolean> {
  const row = await db
    .selectFrom('api_key')
    .select('app_key')
    .where('workspace_id', '=', workspaceId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
