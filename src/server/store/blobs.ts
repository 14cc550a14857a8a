import { blobPart, partCount } from './blob-parts.ts';
import { findWorkspace, rememberInDirectory } from './directory.ts';
import type { Db } from './store.ts';

export interface Blob {
  /** SHA-256 of `bytes`, in hex. */
  hash: string;
  mediaType: string;
  bytes: Uint8Array;
}

/** Keeps a file by its hash. The same file twice is one. A large one is kept by `blob-parts.ts`. */
export async function putBlob(db: Db, workspaceId: string, { hash, mediaType, bytes }: Blob, now: number) {
  await db
    .insertInto('blob')
    .values({
      workspace_id: workspaceId,
      hash,
      media_type: mediaType,
      bytes,
      part_bytes: null,
      byte_length: null,
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'hash']).doNothing())
    .execute();
}

/**
 * Lets anybody fetch a file who knows its hash. Only for what is sealed: a file as an author gave it stays where no
 * address leads to it.
 */
export async function publishBlob(db: Db, workspaceId: string, hash: string): Promise<void> {
  await rememberInDirectory(db, workspaceId, 'blob', hash);
}

/** What is known of a file without its bytes. */
export interface BlobFacts {
  workspaceId: string;
  hash: string;
  mediaType: string;
  byteLength: number;
  /** Of each part that can be read by itself, but for the last; null where it is read whole. */
  partBytes: number | null;
}

/** Undefined when the workspace has no such file, whole. */
export async function findBlobFacts(db: Db, workspaceId: string, hash: string): Promise<BlobFacts | undefined> {
  const row = await db
    .selectFrom('blob')
    .select((blob) => ['media_type', 'part_bytes', 'byte_length', blob.fn<number>('length', ['bytes']).as('here')])
    .where('workspace_id', '=', workspaceId)
    .where('hash', '=', hash)
    .executeTakeFirst();
  if (!row) return undefined;
  const { media_type: mediaType, part_bytes: partBytes, byte_length: byteLength } = row;
  return { workspaceId, hash, mediaType, byteLength: byteLength ?? row.here, partBytes };
}

/** Of a published file of whatever workspace; undefined for one that is kept and not published. */
export async function findPublicBlob(db: Db, hash: string): Promise<BlobFacts | undefined> {
  const workspaceId = await findWorkspace(db, 'blob', hash);
  return workspaceId === undefined ? undefined : findBlobFacts(db, workspaceId, hash);
}

/** A part of a file, or all of it where it has none. @throws Error when it is gone */
export async function readBlobPart(db: Db, { workspaceId, hash, partBytes }: BlobFacts, part: number) {
  if (partBytes !== null) return blobPart(db, workspaceId, hash, part);
  const row = await db
    .selectFrom('blob')
    .select('bytes')
    .where('workspace_id', '=', workspaceId)
    .where('hash', '=', hash)
    .executeTakeFirstOrThrow(() => new Error(`the file ${hash} is gone`));
  return row.bytes;
}

/** The whole file; undefined when the workspace has none. Only for what is small enough to be held. */
export async function findBlob(db: Db, workspaceId: string, hash: string): Promise<Blob | undefined> {
  const facts = await findBlobFacts(db, workspaceId, hash);
  if (!facts) return undefined;
  const { mediaType, partBytes, byteLength } = facts;
  const count = partBytes === null ? 1 : partCount({ partBytes, byteLength });
  const parts: Uint8Array[] = [];
  for (let part = 0; part < count; part++) parts.push(await readBlobPart(db, facts, part));
  return { hash, mediaType, bytes: Buffer.concat(parts) };
}
