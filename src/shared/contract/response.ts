import { z } from 'zod/mini';
import { sha256Hex } from './ids.ts';

/** A position in the authored order, whatever order the student saw. */
const index = z.int().check(z.nonnegative(), z.maximum(9999));

/*
 * One form for each family of interactions (QTI 3.0 §3.2). Strict, because the digest of a submit is taken over
 * responses as they stand: a field that one side keeps and the other drops would make two digests of one answer.
 */
export const optionsResponse = z.strictObject({
  options: z.array(z.strictObject({ index })).check(z.maxLength(500)),
});
export const valueResponse = z.strictObject({ value: z.union([z.string().check(z.maxLength(100_000)), z.number()]) });
export const pairsResponse = z.strictObject({
  pairs: z.array(z.strictObject({ source: index, target: index })).check(z.maxLength(2000)),
});
export const pointsResponse = z.strictObject({
  points: z.array(z.strictObject({ x: z.number(), y: z.number() })).check(z.maxLength(500)),
});
const fileResponse = z.strictObject({
  file: z.strictObject({ hash: sha256Hex, type: z.string().check(z.maxLength(100)), bytes: z.int() }),
});

export const response = z.union([optionsResponse, valueResponse, pairsResponse, pointsResponse, fileResponse]);
export type Response = z.infer<typeof response>;
export type OptionsResponse = z.infer<typeof optionsResponse>;
export type PairsResponse = z.infer<typeof pairsResponse>;

/** `null` clears a response. */
export const responseOrCleared = z.nullable(response);

/** Responses by item, then by question, as `include[]=responses` shows them. A cleared question is absent. */
export const responsesByItem = z.record(z.string(), z.record(z.string(), response));
export type ResponsesByItem = z.infer<typeof responsesByItem>;
