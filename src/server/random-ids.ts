import { randomFillSync } from 'node:crypto';

/** 128 bits. */
const ID_BYTES = 16;
const IDS_AT_ONCE = 256;

/**
 * What gives a new unguessable id at each call, 22 URL-safe characters. Every request has one, and asking the system for sixteen bytes
 * costs as much as for four thousand.
 */
export function createRandomIds(fill: (bytes: Buffer) => unknown = randomFillSync): () => string {
  const bytes = Buffer.alloc(ID_BYTES * IDS_AT_ONCE);
  let at = bytes.length;
  return () => {
    if (at === bytes.length) {
      fill(bytes);
      at = 0;
    }
    at += ID_BYTES;
    return bytes.toString('base64url', at - ID_BYTES, at);
  };
}
