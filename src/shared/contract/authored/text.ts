import { z } from 'zod/mini';
import { orientation, questionParts, textMapping } from './parts.ts';

const entry = {
  ...questionParts,
  /** In characters: how wide the field is drawn. */
  expectedLength: z.optional(z.int().check(z.positive(), z.maximum(100_000))),
  /** A regular expression (XML Schema Part 2 appendix F) that the whole text has to match to be a good answer. */
  pattern: z.optional(z.string().check(z.maxLength(1000))),
  placeholder: z.optional(z.string().check(z.maxLength(1000))),
  /** Each of these is right. */
  correct: z.optional(z.array(z.string().check(z.maxLength(10_000))).check(z.maxLength(500))),
  caseSensitive: z._default(z.boolean(), false),
  mapping: z.optional(textMapping),
};

export const authoredTextEntry = z.object({
  ...entry,
  interactionType: z.literal('textEntry'),
  /** Numbers are compared as numbers: 3.0 is 3. */
  baseType: z._default(z.enum(['string', 'integer', 'float']), 'string'),
});

/** Without `correct` and `mapping` a person scores it. */
export const authoredExtendedText = z.object({
  ...entry,
  interactionType: z.literal('extendedText'),
  format: z._default(z.enum(['plain', 'rich']), 'plain'),
  expectedLines: z.optional(z.int().check(z.positive(), z.maximum(1000))),
  /** Counts words while they are typed. */
  wordCount: z.optional(z.boolean()),
});

export const authoredSlider = z.object({
  ...questionParts,
  interactionType: z.literal('slider'),
  lowerBound: z.number(),
  upperBound: z.number(),
  step: z._default(z.number().check(z.positive()), 1),
  /** Writes a number at every step. */
  stepLabel: z._default(z.boolean(), false),
  reverse: z._default(z.boolean(), false),
  orientation,
  /** Each of these is right. */
  correct: z.optional(z.array(z.number()).check(z.maxLength(500))),
  mapping: z.optional(textMapping),
  baseType: z._default(z.enum(['integer', 'float']), 'float'),
});
