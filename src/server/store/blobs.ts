import { findWorkspace, rememberInDirectory } from './directory.ts';
import type { Db } from './store.ts';

export interface Blob {
  /** SHA-256 of `bytes`, in hex. */
  hash: string;
  mediaType: string;
  bytes: Uint8Array;
}

/** Keeps a file by its hash. The same file twice is one. */
export async function putBlob(db: Db, workspaceId: string, { hash, mediaType, bytes }: Blob, now: number) {
  await db
    .insertInto('blob')
    .values({ workspace_id: workspaceId, hash, media_type: mediaType, bytes, created_at: now })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'hash']).doNothing())
    .execute();
}

/**
 * Keeps a file that anybody may fetch who knows its hash. Only for what is sealed: a file as an author gave it stays in
 * `putBlob`, where no address leads to it.
 */
export async function publishBlob(db: Db, workspaceId: string, blob: Blob, now: number): Promise<void> {
  await putBlob(db, workspaceId, blob, now);
  await rememberInDirectory(db, workspaceId, 'blob', blob.hash);
}

/** Undefined when the workspace has no such file. */
export async function findBlob(db: Db, workspaceId: string, hash: string): Promise<Blob | undefined> {
  const row = await db
    .selectFrom('blob')
    .select(['media_type', 'bytes'])
    .where('workspace_id', '=', workspaceId)
    .where('hash', '=', hash)
    .executeTakeFirst();
  return row && { hash, mediaType: row.media_type, bytes: row.bytes };
}

/** A published file of whatever workspace; undefined for one that is kept and not published. */
export async function findPublicBlob(db: Db, hash: string): Promise<Blob | undefined> {
  const workspaceId = await findWorkspace(db, 'blob', hash);
  return workspaceId === undefined ? undefined : findBlob(db, workspaceId, hash);
}
