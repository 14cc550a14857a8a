import { z } from 'zod/mini';
import { type ItemKey, itemKey, type StudentItem, studentItem } from '../../shared/contract/package.ts';
import {
  itemAdditionalData,
  keysAdditionalData,
  MEDIA_CHUNK_BYTES,
  mediaAdditionalData,
  SEAL_OVERHEAD_BYTES,
} from '../../shared/contract/sealing.ts';
import { unseal, unsealBytes } from './unseal.ts';

export interface ExamVersion {
  examId: string;
  examVersion: number;
}

const itemKeys = z.array(itemKey);

/** Opens one item of a package. @throws when it is sealed under another key, or has another form */
export const unsealItem = async (
  key: CryptoKey,
  { examId, examVersion }: ExamVersion,
  itemId: string,
  sealed: string,
): Promise<StudentItem> =>
  studentItem.parse(jsonOf(await unseal(key, sealed, itemAdditionalData(examId, examVersion, itemId))));

/** Opens the scoring keys of a package under its scoring key. @throws as `unsealItem` */
export const unsealKeys = async (
  key: CryptoKey,
  { examId, examVersion }: ExamVersion,
  sealed: string,
): Promise<ItemKey[]> => itemKeys.parse(jsonOf(await unseal(key, sealed, keysAdditionalData(examId, examVersion))));

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

const jsonOf = (bytes: ArrayBuffer): unknown => JSON.parse(new TextDecoder().decode(bytes));
