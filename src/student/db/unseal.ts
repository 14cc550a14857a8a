import { NONCE_BYTES } from '../../shared/contract/sealing.ts';
import { fromBase64url } from './base64url.ts';

/**
 * Opens what `contract/sealing.ts` describes. No schema here: the early reader is loaded before zod is.
 *
 * @param sealed base64url(nonce || ciphertext || tag)
 * @throws when the key or the additional data is another's
 */
export const unseal = (key: CryptoKey, sealed: string, additionalData: string): Promise<ArrayBuffer> =>
  unsealBytes(key, fromBase64url(sealed), additionalData);

/** The same for bytes. */
export const unsealBytes = (
  key: CryptoKey,
  sealed: Uint8Array<ArrayBuffer>,
  additionalData: string,
): Promise<ArrayBuffer> =>
  crypto.subtle.decrypt(
    {
      name: 'AES-GCM',
      iv: sealed.subarray(0, NONCE_BYTES),
      additionalData: new TextEncoder().encode(additionalData),
    },
    key,
    sealed.subarray(NONCE_BYTES),
  );
