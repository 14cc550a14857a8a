import { createHash } from 'node:crypto';
import type { AuthoredItem } from '../../shared/contract/exam.ts';
import type { ProblemIssue } from '../../shared/contract/problem.ts';
import { sizeWords } from '../size-words.ts';

export const MAX_MEDIA_BYTES = 50 * 1024 * 1024;

/** A media file as its author gave it, by the SHA-256 of its bytes. */
export interface MediaFile {
  contentHash: string;
  type: string;
  bytes: Uint8Array;
}

/** What an exam keeps of a media file beside its type; the bytes are a blob of this hash. */
export interface MediaFacts {
  /** SHA-256, in hex. */
  contentHash: string;
  bytes: number;
}

/** Decodes a media file; notes in `issues` what is wrong with it. */
export function readMedia(
  { type, data }: AuthoredItem['media'][number],
  path: ProblemIssue['path'],
  issues: ProblemIssue[],
): MediaFile {
  const refuse = (message: string) => issues.push({ path: [...path, 'data'], message });
  // Four letters are three bytes: known before the bytes take up memory.
  const tooLarge = (data.length / 4) * 3 - 2 > MAX_MEDIA_BYTES;
  const bytes = tooLarge ? Buffer.alloc(0) : Buffer.from(data, 'base64');
  if (tooLarge || bytes.length > MAX_MEDIA_BYTES) refuse(`must not be larger than ${sizeWords(MAX_MEDIA_BYTES)}`);
  else if (bytes.length === 0) refuse('must not be empty');
  // Decoding ignores what it does not understand; only the canonical form comes back the same.
  else if (bytes.toString('base64') !== data) refuse('must be base64 (RFC 4648 §4) with its padding');
  return { contentHash: createHash('sha256').update(bytes).digest('hex'), type, bytes };
}
