import { z } from 'zod/mini';
import { base64url, counter } from './ids.ts';

/**
 * Changes of the writer, each pair from and through, that the server could not take as answers: they are in the journal, and
 * count for nothing until staff have looked. Left out when there are none.
 */
const aside = z.optional(z.array(z.tuple([counter, counter])));

/** Payload of a receipt (JWS `typ` `receipt+jwt`): what the server holds for a submit. */
export const receiptPayload = z.object({
  session: z.string(),
  run: z.string(),
  attempt: z.int(),
  submitId: z.string(),
  count: counter,
  digest: z.string(),
  /** RFC 3339, server clock. */
  receivedAt: z.string(),
  aside,
});
export type ReceiptPayload = z.infer<typeof receiptPayload>;

/** Payload of a `held` (JWS `typ` `held+jwt`): what the server holds of a writer, without a submit that counts. */
export const heldPayload = z.object({
  session: z.string(),
  run: z.string(),
  writer: z.string(),
  through: counter,
  count: counter,
  receivedAt: z.string(),
  /** `journal`: the run is not current, or another device holds it. `answers`: they count as the run's answers. */
  standing: z._default(z.enum(['journal', 'answers']), 'journal'),
  aside,
});
export type HeldPayload = z.infer<typeof heldPayload>;

/** A public key of the server (RFC 7517), P-256. */
export const publicKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  kid: z.string(),
  x: base64url,
  y: base64url,
});
export type PublicKey = z.infer<typeof publicKey>;

export const RECEIPT_TYPE = 'receipt+jwt';
export const HELD_TYPE = 'held+jwt';
