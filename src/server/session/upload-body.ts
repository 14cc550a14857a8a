import { z } from 'zod/mini';
import { type SeqsByItem, setResponsesBody, syncBlock } from '../../shared/contract/set-responses.ts';
import { readFaster } from '../http/parse-input.ts';

/**
 * What Set Responses takes: with a sync block of a device, without one of everybody else. The numbers of the changes are kept as
 * they came, where all else is copied: each item there is an object of another shape, and to copy them took as long as to read all
 * the rest of a batch.
 */
export const uploadBody = readFaster(
  z.extend(setResponsesBody, { sync: z.optional(syncBlock) }),
  z.extend(setResponsesBody, {
    sync: z.optional(z.extend(syncBlock, { seqs: z.custom<SeqsByItem>(isSeqsByItem) })),
  }),
);

/** Whether parsed JSON fits `seqsByItem`. */
function isSeqsByItem(value: unknown): boolean {
  if (!isObject(value)) return false;
  for (const itemId in value) {
    const seqs = value[itemId];
    if (!isObject(seqs)) return false;
    for (const questionId in seqs) if (!isCounter(seqs[questionId])) return false;
  }
  return true;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCounter = (value: unknown): boolean => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
