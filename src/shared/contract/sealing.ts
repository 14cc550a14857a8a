/*
 * How the parts of a package are sealed: AES-256-GCM under the content key, as nonce || ciphertext || tag. Without
 * zod, because the early reader opens an item before zod is loaded. The additional data names what is sealed, so that
 * one sealed part cannot stand in for another.
 */
export const NONCE_BYTES = 12;
export const MEDIA_CHUNK_BYTES = 1024 * 1024;
/** Bytes that sealing adds to each chunk: nonce and tag. */
export const SEAL_OVERHEAD_BYTES = 28;

/** Stands for the reference sheet of an exam where the id of an item stands: no item can be called so. */
export const REFERENCE_SHEET = ' sheet';

export const itemAdditionalData = (examId: string, examVersion: number, itemId: string) =>
  `satchel:item:${examId}:${examVersion}:${itemId}`;
export const keysAdditionalData = (examId: string, examVersion: number) => `satchel:keys:${examId}:${examVersion}`;
/** `contentHash` is the SHA-256 of the whole file before sealing, `chunk` counts from 0. */
export const mediaAdditionalData = (contentHash: string, chunk: number, chunks: number) =>
  `satchel:media:${contentHash}:${chunk}:${chunks}`;
