import { toBase64url } from './base64url.ts';

/** A new unguessable id: 128 bits in 22 URL-safe characters (`contract/ids.ts`, `randomId`). */
export const randomId = () => toBase64url(crypto.getRandomValues(new Uint8Array(16)));
