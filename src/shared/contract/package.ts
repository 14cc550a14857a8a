import { z } from 'zod/mini';
import { counter, identifier, sha256Hex } from './ids.ts';

/*
 * A package is JSON, content-addressed over its bytes. It is public: everything that tells something of the test is
 * sealed under the content key (`sealing.ts`), as base64url(nonce 12 bytes || ciphertext || tag 16 bytes).
 */
export const PACKAGE_FORMAT = 2;
/** As it was while every question was a choice. An app that knows this format alone reads what keeps to it. */
export const CHOICE_PACKAGE_FORMAT = 1;

const sealed = z.string().check(z.regex(/^[A-Za-z0-9_-]+$/));

export const examPackage = z.object({
  format: z.literal([CHOICE_PACKAGE_FORMAT, PACKAGE_FORMAT]),
  examId: identifier,
  examVersion: counter,
  /** In authored order, with the ids of their questions: what a navigator needs before an item is opened. */
  items: z.array(
    z.object({
      id: identifier,
      questions: z.array(identifier),
      /** Those of them that take no answer. */
      unanswered: z.optional(z.array(identifier)),
      sealed,
    }),
  ),
  /** A `StudentItem` without questions, sealed under the name `REFERENCE_SHEET`. */
  referenceSheet: z.optional(sealed),
  /** Sealed media files that the items need: hash and size of the sealed bytes. */
  media: z.array(z.object({ hash: sha256Hex, bytes: counter })),
  /** `ItemKey[]`, sealed under the scoring key; only with `keyRelease` `submit` and something to show. */
  keys: z.optional(sealed),
});
export type ExamPackage = z.infer<typeof examPackage>;
