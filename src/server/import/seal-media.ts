import { createHash } from 'node:crypto';
import {
  MEDIA_CHUNK_BYTES,
  mediaAdditionalData,
  NONCE_BYTES,
  SEAL_OVERHEAD_BYTES,
} from '../../shared/contract/sealing.ts';
import { putBlobParts } from '../store/blob-parts.ts';
import { type BlobFacts, readBlobPart } from '../store/blobs.ts';
import type { Store } from '../store/store.ts';
import { inGroups } from './in-groups.ts';
import { seal } from './seal.ts';

/** A sealed file whose parts are stored and which `finishBlob` makes a file of. */
export interface SealedFile {
  /** SHA-256 of the sealed bytes, in hex. */
  hash: string;
  partBytes: number;
  byteLength: number;
}

export interface MediaSealing {
  store: Store;
  contentKey: Buffer;
  randomBytes: (count: number) => Buffer;
  now: number;
}

/**
 * Seals a file in chunks of 1 MiB, one after the other, each under its own nonce and bound to its place, and stores it so.
 * It is gone through twice, for the hash that its parts are stored by is that of all of them; a few chunks are held at a time.
 */
export async function sealMedia(
  file: BlobFacts,
  { store, contentKey, randomBytes, now }: MediaSealing,
): Promise<SealedFile> {
  const { workspaceId, hash: contentHash, byteLength } = file;
  const count = Math.max(1, Math.ceil(byteLength / MEDIA_CHUNK_BYTES));
  const nonces = Array.from({ length: count }, () => randomBytes(NONCE_BYTES));
  // The same nonce comes twice, for the same bytes in the same place: what is sealed is the same, and tells nothing more.
  const sealed = async (chunk: number): Promise<Buffer> => {
    const bytes = await store.read((db) => readChunk(db, file, chunk));
    return seal(contentKey, bytes, mediaAdditionalData(contentHash, chunk, count), nonces[chunk] ?? Buffer.alloc(0));
  };
  const digest = createHash('sha256');
  for (let chunk = 0; chunk < count; chunk++) digest.update(await sealed(chunk));
  const hash = digest.digest('hex');
  async function* parts() {
    for (let part = 0; part < count; part++) yield { hash, part, bytes: await sealed(part) };
  }
  for await (const group of inGroups(parts())) {
    await store.write((db) => putBlobParts(db, workspaceId, group, now));
  }
  return {
    hash,
    partBytes: MEDIA_CHUNK_BYTES + SEAL_OVERHEAD_BYTES,
    byteLength: byteLength + count * SEAL_OVERHEAD_BYTES,
  };
}

async function readChunk(db: Parameters<typeof readBlobPart>[0], file: BlobFacts, chunk: number): Promise<Uint8Array> {
  if (file.partBytes === MEDIA_CHUNK_BYTES) return readBlobPart(db, file, chunk);
  // A file that came inside of an exam's JSON is at most a megabyte.
  const whole = await readBlobPart(db, file, 0);
  return whole.subarray(chunk * MEDIA_CHUNK_BYTES, (chunk + 1) * MEDIA_CHUNK_BYTES);
}
