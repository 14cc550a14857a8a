import { fromBase64url } from './base64url.ts';

/**
 * A key of the server as a CryptoKey that IndexedDB keeps and nobody can read out again.
 *
 * @param key AES-256, base64url
 */
export const importKey = (key: string, usage: 'encrypt' | 'decrypt'): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', fromBase64url(key), 'AES-GCM', false, [usage]);
