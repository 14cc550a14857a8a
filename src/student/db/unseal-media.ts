import { MEDIA_CHUNK_BYTES, mediaAdditionalData, SEAL_OVERHEAD_BYTES } from '../../shared/contract/sealing.ts';
import type { StudentItem } from '../../shared/contract/student/item.ts';
import { unsealBytes } from './unseal.ts';

/** Opens a media file, chunk by chunk. @throws when a chunk is missing, moved, or of another file */
export async function unsealMedia(
  key: CryptoKey,
  file: StudentItem['media'][number],
  sealed: Uint8Array<ArrayBuffer>,
): Promise<Blob> {
  const size = MEDIA_CHUNK_BYTES + SEAL_OVERHEAD_BYTES;
  const chunks = Math.max(1, Math.ceil(sealed.length / size));
  const parts: ArrayBuffer[] = [];
  for (let chunk = 0; chunk < chunks; chunk++) {
    const bytes = sealed.subarray(chunk * size, (chunk + 1) * size);
    parts.push(await unsealBytes(key, bytes, mediaAdditionalData(file.contentHash, chunk, chunks)));
  }
  return new Blob(parts, { type: file.type });
}
