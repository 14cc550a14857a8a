import type { Db } from './store.ts';

export interface BlobPart {
  /** SHA-256 of the whole file, in hex: known before the first part is written. */
  hash: string;
  /** From 0. */
  part: number;
  bytes: Uint8Array;
}

/** Keeps parts of a file. Until `finishBlob` the file is not there. */
export async function putBlobParts(
  db: Db,
  workspaceId: string,
  parts: readonly BlobPart[],
  now: number,
): Promise<void> {
  // One by one: a statement's values are copied before it runs.
  for (const { hash, part, bytes } of parts) {
    await db
      .insertInto('blob_part')
      .values({ workspace_id: workspaceId, hash, part, bytes, created_at: now })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'hash', 'part']).doNothing())
      .execute();
  }
}

export interface PartedBlob {
  hash: string;
  mediaType: string;
  /** Of every part but the last. */
  partBytes: number;
  byteLength: number;
}

/** Makes a file of its parts. @throws Error when one of them is missing */
export async function finishBlob(
  db: Db,
  workspaceId: string,
  { hash, mediaType, partBytes, byteLength }: PartedBlob,
  now: number,
): Promise<void> {
  const { parts } = await db
    .selectFrom('blob_part')
    .select((part) => part.fn.countAll<number>().as('parts'))
    .where('workspace_id', '=', workspaceId)
    .where('hash', '=', hash)
    .executeTakeFirstOrThrow();
  if (parts !== partCount({ partBytes, byteLength })) throw new Error(`the file ${hash} has ${parts} parts only`);
  await db
    .insertInto('blob')
    .values({
      workspace_id: workspaceId,
      hash,
      media_type: mediaType,
      bytes: new Uint8Array(),
      part_bytes: partBytes,
      byte_length: byteLength,
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'hash']).doNothing())
    .execute();
}

export const partCount = ({ partBytes, byteLength }: Pick<PartedBlob, 'partBytes' | 'byteLength'>): number =>
  Math.ceil(byteLength / partBytes);

/** @throws Error when the file has no such part: one that was finished never loses any */
export async function blobPart(db: Db, workspaceId: string, hash: string, part: number): Promise<Uint8Array> {
  const row = await db
    .selectFrom('blob_part')
    .select('bytes')
    .where('workspace_id', '=', workspaceId)
    .where('hash', '=', hash)
    .where('part', '=', part)
    .executeTakeFirstOrThrow(() => new Error(`part ${part} of the file ${hash} is gone`));
  return row.bytes;
}

/** Takes away what was begun before `since` and never became a file: a server was killed over it. */
export async function removeUnfinishedParts(db: Db, since: number): Promise<void> {
  await db
    .deleteFrom('blob_part')
    .where('created_at', '<', since)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('blob')
            .select('blob.hash')
            .whereRef('blob.workspace_id', '=', 'blob_part.workspace_id')
            .whereRef('blob.hash', '=', 'blob_part.hash'),
        ),
      ),
    )
    .execute();
}
