import { z } from 'zod/mini';
import { content } from './content.ts';
import { counter, identifier, sha256Hex } from './ids.ts';

/*
 * A package is JSON, content-addressed over its bytes. It is public: everything that tells something of the test is
 * sealed under the content key (`sealing.ts`), as base64url(nonce 12 bytes || ciphertext || tag 16 bytes).
 */
export const PACKAGE_FORMAT = 1;

const sealed = z.string().check(z.regex(/^[A-Za-z0-9_-]+$/));

export const examPackage = z.object({
  format: z.literal(PACKAGE_FORMAT),
  examId: identifier,
  examVersion: counter,
  /** In authored order, with the ids of their questions: what a navigator needs before an item is opened. */
  items: z.array(z.object({ id: identifier, questions: z.array(identifier), sealed })),
  /** Sealed media files that the items need: hash and size of the sealed bytes. */
  media: z.array(z.object({ hash: sha256Hex, bytes: counter })),
  /** `ItemKey[]`, sealed under the scoring key; only with `keyRelease` `submit` and something to show. */
  keys: z.optional(sealed),
});
export type ExamPackage = z.infer<typeof examPackage>;

export const studentQuestion = z.discriminatedUnion('interactionType', [
  z.object({
    id: identifier,
    interactionType: z.literal('choice'),
    prompt: content,
    minChoices: counter,
    maxChoices: counter,
    /** In authored order: the position here is the `index` of a response. */
    options: z.array(z.object({ content, fixed: z.optional(z.boolean()) })),
  }),
]);
export type StudentQuestion = z.infer<typeof studentQuestion>;

/** An item as a student's device holds it: a schema without any key. */
export const studentItem = z.object({
  id: identifier,
  body: content,
  stimulus: z.optional(z.object({ id: identifier, title: z.optional(z.string()), body: content })),
  /** `name` is what `src` in the content says; `hash` addresses the sealed file, `contentHash` the opened one. */
  media: z.array(
    z.object({ name: z.string(), type: z.string(), hash: sha256Hex, contentHash: sha256Hex, bytes: counter }),
  ),
  questions: z.array(studentQuestion),
});
export type StudentItem = z.infer<typeof studentItem>;

/** What scoring needs of an item, and nothing else: the scoring module's input on both sides. */
export const itemKey = z.object({
  id: identifier,
  alignmentIds: z.array(z.string()),
  questions: z.array(
    z.object({
      id: identifier,
      interactionType: z.literal('choice'),
      maxScore: z.number(),
      maxChoices: counter,
      optionCount: counter,
      /** Authored indexes of the right options. */
      keys: z.array(counter),
      mapping: z.optional(
        z.object({
          entries: z.array(z.object({ index: counter, mappedValue: z.number() })),
          defaultValue: z.number(),
          lowerBound: z.optional(z.number()),
          upperBound: z.optional(z.number()),
        }),
      ),
    }),
  ),
});
export type ItemKey = z.infer<typeof itemKey>;
export type QuestionKey = ItemKey['questions'][number];
