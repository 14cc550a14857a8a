import { createCipheriv, createDecipheriv } from 'node:crypto';
import {
  MEDIA_CHUNK_BYTES,
  mediaAdditionalData,
  NONCE_BYTES,
  SEAL_OVERHEAD_BYTES,
} from '../../shared/contract/sealing.ts';

type RandomBytes = (count: number) => Buffer;

const TAG_BYTES = SEAL_OVERHEAD_BYTES - NONCE_BYTES;

/**
 * Seals with AES-256-GCM.
 * @param key 32 bytes
 * @param nonce 12 bytes, never used twice under one key
 * @returns nonce || ciphertext || tag
 */
export function seal(key: Uint8Array, plaintext: Uint8Array, additionalData: string, nonce: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(additionalData));
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/**
 * Opens what `seal` made.
 * @throws Error when the key or the additional data is another's, or a byte was changed
 */
export function open(key: Uint8Array, sealed: Uint8Array, additionalData: string): Buffer {
  if (sealed.length < SEAL_OVERHEAD_BYTES) throw new Error('too short to be sealed');
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const ciphertext = sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(additionalData))
    .setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
}

/** Seals a value as JSON, in base64url: the form in which it stands inside other JSON. */
export function sealJson(key: Uint8Array, value: unknown, additionalData: string, randomBytes: RandomBytes): string {
  return seal(key, Buffer.from(JSON.stringify(value)), additionalData, randomBytes(NONCE_BYTES)).toString('base64url');
}

/**
 * Seals a file in chunks of 1 MiB, one after the other, each under its own nonce and bound to its place. An empty file is
 * one empty chunk, so that it is authenticated too.
 * @param contentHash SHA-256 of `file`, in hex
 */
export function sealMedia(key: Uint8Array, file: Uint8Array, contentHash: string, randomBytes: RandomBytes): Buffer {
  const chunks = Math.max(1, Math.ceil(file.length / MEDIA_CHUNK_BYTES));
  return Buffer.concat(
    Array.from({ length: chunks }, (_, chunk) =>
      seal(
        key,
        file.subarray(chunk * MEDIA_CHUNK_BYTES, (chunk + 1) * MEDIA_CHUNK_BYTES),
        mediaAdditionalData(contentHash, chunk, chunks),
        randomBytes(NONCE_BYTES),
      ),
    ),
  );
}
