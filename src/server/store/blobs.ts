import { findBlobPart } from './blob-parts.ts';
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
    .values({
      workspace_id: workspaceId,
      hash,
      media_type: mediaType,
      bytes,
      parts: null,
      byte_length: null,
      created_at: now,
    })
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

/** Whether the workspace has the file, whole. */
export async function hasBlob(db: Db, workspaceId: string, hash: string): Promise<boolean> {
  const row = await db
    .selectFrom('blob')
    .select('hash')
    .where('workspace_id', '=', workspaceId)
    .where('hash', '=', hash)
    .executeTakeFirst();
  return row !== undefined;
}

/** Undefined when the workspace has no such file. A large one is put together here: `blob-parts.ts` reads it in pieces. */
export async function findBlob(db: Db, workspaceId: string, hash: string): Promise<Blob | undefined> {
  const row = await db
    .selectFrom('blob')
    .select(['media_type', 'bytes', 'parts'])
    .where('workspace_id', '=', workspaceId)
    .where('hash', '=', hash)
    .executeTakeFirst();
  if (!row) return undefined;
  if (row.parts === null) return { hash, mediaType: row.media_type, bytes: row.bytes };
  const parts: Uint8Array[] = [];
  for (let part = 0; part < row.parts; part++) {
    const bytes = await findBlobPart(db, workspaceId, hash, part);
    if (!bytes) throw new Error(`part ${part} of the file ${hash} is gone`);
    parts.push(bytes);
  }
  return { hash, mediaType: row.media_type, bytes: Buffer.concat(parts) };
}

/** A published file of whatever workspace; undefined for one that is kept and not published. */
export async function findPublicBlob(db: Db, hash: string): Promise<Blob | undefined> {
  const workspaceId = await findWorkspace(db, 'blob', hash);
  return workspaceId === undefined ? undefined : findBlob(db, workspaceId, hash);
}
