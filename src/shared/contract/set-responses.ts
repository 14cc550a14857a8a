import { z } from 'zod/mini';
import { counter, epochMs, identifier, randomId, sha256Hex } from './ids.ts';
import { maturityOnDevice } from './maturity.ts';
import { responseOrCleared } from './response.ts';
import { sessionView } from './session-view.ts';
import { submitClaim } from './submit-claim.ts';
import { writerOrder } from './writer-order.ts';

const itemResponses = z.object({
  itemId: identifier,
  questions: z.array(z.object({ id: identifier, response: responseOrCleared })),
});

/** Upserts by question: what is not named stays. */
export const setResponsesBody = z.object({
  submitForScoring: z._default(z.boolean(), false),
  responses: z.array(itemResponses),
});
export type SetResponsesBody = z.infer<typeof setResponsesBody>;

/** Sequence numbers by item, then by question. */
export const seqsByItem = z.record(z.string(), z.record(z.string(), counter));
export type SeqsByItem = z.infer<typeof seqsByItem>;

/** An answer that the server refused by name, kept as its raw JSON text in the journal. */
const quarantinedAnswer = z.object({
  itemId: z.string().check(z.maxLength(200)),
  questionId: z.string().check(z.maxLength(200)),
  seq: counter,
  raw: z.string().check(z.maxLength(500_000)),
  reason: z.string().check(z.maxLength(1000)),
});

/** What a device adds to Set Responses; `docs/architecture.md` states the contract. */
export const syncBlock = z.object({
  protocol: z.int(),
  run: randomId,
  epoch: counter,
  writer: randomId,
  order: z.optional(writerOrder),
  /** Hash of the package that the answers were given to. */
  package: sha256Hex,
  /** The batch holds every question whose latest change lies in (baseSeq, lastSeq]. */
  baseSeq: counter,
  lastSeq: counter,
  seqs: seqsByItem,
  quarantined: z.optional(z.array(quarantinedAnswer)),
  view: z.optional(sessionView),
  submit: z.optional(submitClaim),
});
export type SyncBlock = z.infer<typeof syncBlock>;

export const syncBody = z.extend(setResponsesBody, { sync: syncBlock });
export type SyncBody = z.infer<typeof syncBody>;

export const syncOutcome = z.enum(['applied', 'gap', 'incomplete', 'stranded']);

/** A compact JWS (RFC 7515), ES256: a receipt or a `held`, see `receipt.ts`. */
export const jws = z.string().check(z.regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/));

/** Where a session stands, as every answer to a device tells. */
export const sessionState = z.object({
  maturity: maturityOnDevice,
  attempt: z.int(),
  run: randomId,
  epoch: counter,
  opening: counter,
  revision: counter,
});
export type SessionState = z.infer<typeof sessionState>;

/** The server's answer to a sync body, always with status 200. */
export const syncAnswer = z.object({
  outcome: syncOutcome,
  storeId: z.string(),
  /** Server clock, for the device's offset. */
  now: epochMs,
  /** Every change of this writer up to here is on the server's disk. */
  ackedThrough: counter,
  examSession: sessionState,
  /** After a submit that counted, and after its repeats. */
  receipt: z.optional(jws),
  /** With `stranded`: what the journal holds of this writer. */
  held: z.optional(jws),
  /** With `incomplete`: the sequence numbers that the server holds of this writer, to compare with. */
  holds: z.optional(seqsByItem),
  /**
   * Changes of the batch whose numbers were acknowledged before, for other values. To a device that still has an answer as it
   * sent it this says that its database was put back from an older copy, and that the server did not take this answer.
   */
  differs: z.optional(seqsByItem),
});
export type SyncAnswer = z.infer<typeof syncAnswer>;
