import { z } from 'zod/mini';
import { identifier, randomId } from './ids.ts';
import { maturity } from './maturity.ts';
import { responseOrCleared } from './response.ts';

/** `GET /api/staff/attention`: the sessions in which something waits for a person. */
export const staffAttention = z.object({
  now: z.string(),
  items: z.array(
    z.object({
      id: identifier,
      name: z.string(),
      examConfigId: identifier,
      examName: z.string(),
      maturity,
      attempt: z.int(),
      /** Answers of the current attempt that differ from what counts. */
      differing: z.int(),
      /** Answers of attempts that were put away. */
      putAway: z.int(),
      /** Answers that were refused by name, of whatever attempt. */
      quarantined: z.int(),
      /** When the latest of them came. */
      receivedAt: z.string(),
    }),
  ),
  nextToken: z.nullable(z.string()),
});
export type StaffAttention = z.infer<typeof staffAttention>;

/**
 * Why an answer cannot count where it is, whatever staff decide: its attempt was put away, the question is not in the version
 * that the attempt is on, it is no answer at all, or none to this question.
 */
export const hindrance = z.enum(['put-away', 'other-version', 'unreadable', 'misfit']);
export type Hindrance = z.infer<typeof hindrance>;

/** An answer in the words of the test: what was chosen, in order; empty when it was cleared. */
const words = z.array(z.string());

/** `GET /api/exam-session/:id/stranded` and `/quarantined`. */
export const journalList = z.object({
  items: z.array(
    z.object({
      run: z.string(),
      attempt: z.int(),
      writer: z.string(),
      deviceId: z.string(),
      seq: z.int(),
      itemId: z.string(),
      questionId: z.string(),
      /** The question as it was asked, with its number in the test; null when no version here has it. */
      question: z.nullable(z.object({ number: z.int(), text: z.string() })),
      response: responseOrCleared,
      /** In the words of the version that it was given to; null when they cannot be told. */
      words: z.nullable(words),
      /** Whether that is the version that the current attempt is on; `unknown` when this server never made its package. */
      version: z.enum(['same', 'other', 'unknown']),
      /** What it would count as, in the words of the current attempt's version; null with a hindrance. */
      countsAs: z.nullable(z.object({ response: responseOrCleared, words: z.nullable(words) })),
      hindrance: z.nullable(hindrance),
      /** What the session has for this question now. */
      current: responseOrCleared,
      currentWords: z.nullable(words),
      /** Where that came from; null when nobody answered. */
      currentFrom: z.nullable(
        z.object({
          source: z.enum(['device', 'integrator', 'filled', 'merged', 'restored']),
          deviceId: z.nullable(z.string()),
          receivedAt: z.string(),
        }),
      ),
      state: z.enum(['waiting', 'filled', 'same', 'taken', 'dismissed']),
      /** Who took or dismissed it, as `staff:<user name>` or `integrator:<app key>`; `instead` is what had counted until then. */
      decided: z.nullable(z.object({ by: z.string(), at: z.string(), instead: z.nullable(words) })),
      reason: z.string(),
      raw: z.optional(z.string()),
      receivedAt: z.string(),
    }),
  ),
  nextToken: z.nullable(z.string()),
});
export type JournalItem = z.infer<typeof journalList>['items'][number];

/** `POST /api/exam-session/:id/merge`: staff decide question by question between what is there and what stranded. */
export const mergeBody = z.object({
  decisions: z
    .array(
      z.object({
        run: randomId,
        writer: randomId,
        seq: z.int(),
        /** As the list names them: a device may have set aside an answer to something that is no id at all. */
        itemId: z.string(),
        questionId: z.string(),
        take: z.enum(['stranded', 'current']),
        /** What counted when the decision was taken. When another answer counts by now, all decisions are refused with 409. */
        seen: z.optional(responseOrCleared),
      }),
    )
    .check(z.minLength(1)),
});
export type MergeBody = z.infer<typeof mergeBody>;
