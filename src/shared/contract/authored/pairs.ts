import { z } from 'zod/mini';
import { identifier } from '../ids.ts';
import {
  associationLimits,
  authoredAssociables,
  correctPairs,
  html,
  pairMapping,
  questionParts,
  shuffle,
} from './parts.ts';

const pairing = {
  ...questionParts,
  ...associationLimits,
  correct: correctPairs,
  mapping: z.optional(pairMapping),
  shuffle,
};

/** Each source with the targets that belong to it. */
export const authoredMatch = z.object({
  ...pairing,
  interactionType: z.literal('match'),
  sources: authoredAssociables,
  targets: authoredAssociables,
});

/** Options two and two; a pair has no direction. */
export const authoredAssociate = z.object({
  ...pairing,
  interactionType: z.literal('associate'),
  options: authoredAssociables,
});

/** Words or pictures into the gaps of a text: `<slot name="gapId">` in `body` is where a gap is. */
export const authoredGapMatch = z.object({
  ...pairing,
  interactionType: z.literal('gapMatch'),
  body: html,
  sources: authoredAssociables,
  gaps: z
    .array(z.object({ id: identifier, required: z.optional(z.boolean()) }))
    .check(z.minLength(1), z.maxLength(500)),
});
