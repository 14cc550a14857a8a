import type { Db } from './store.ts';

export interface BlobPart {
  /** SHA-256 of the whole file, in hex: known before the first part is written. */
  hash: string;
  /** From 0; each has as many bytes as the next, but for the last. */
  part: number;
  bytes: Uint8Array;
}

/**
 * Keeps a part of a file. What an import that was cut off left behind is of the same file, and stays. Until `finishBlob`
 * the file is not there.
 */
export async function putBlobPart(db: Db, workspaceId: string, { hash, part, bytes }: BlobPart): Promise<void> {
  await db
    .insertInto('blob_part')
    .values({ workspace_id: workspaceId, hash, part, bytes })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'hash', 'part']).doNothing())
    .execute();
}

export interface PartedBlob {
  hash: string;
  mediaType: string;
  /** How many of them there are. */
  parts: number;
  byteLength: number;
}

/** Makes a file of its parts. */
export async function finishBlob(
  db: Db,
  workspaceId: string,
  { hash, mediaType, parts, byteLength }: PartedBlob,
  now: number,
): Promise<void> {
  await db
    .insertInto('blob')
    .values({
      workspace_id: workspaceId,
      hash,
      media_type: mediaType,
      bytes: new Uint8Array(),
      parts,
      byte_length: byteLength,
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'hash']).doNothing())
    .execute();
}

/** One part; undefined when the file has no such part. */
export async function findBlobPart(
  db: Db,
  workspaceId: string,
  hash: string,
  part: number,
): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('blob_part')
    .select('bytes')
    .where('workspace_id', '=', workspaceId)
    .where('hash', '=', hash)
    .where('part', '=', part)
    .executeTakeFirst();
  return row?.bytes;
}
