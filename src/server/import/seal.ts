import { createCipheriv, createDecipheriv } from 'node:crypto';
import { NONCE_BYTES, SEAL_OVERHEAD_BYTES } from '../../shared/contract/sealing.ts';

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
