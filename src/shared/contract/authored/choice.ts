import { z } from 'zod/mini';
import {
  authoredOptions,
  choiceLimits,
  html,
  mapping,
  orderedOption,
  orientation,
  questionParts,
  shuffle,
} from './parts.ts';

export const authoredChoice = z.object({
  ...questionParts,
  interactionType: z.literal('choice'),
  ...choiceLimits(1),
  options: authoredOptions,
  mapping: z.optional(mapping),
  shuffle,
  orientation,
});

/** A menu in the line: one option, or none. */
export const authoredInlineChoice = z.object({
  ...questionParts,
  interactionType: z.literal('inlineChoice'),
  required: z.optional(z.boolean()),
  options: authoredOptions,
  mapping: z.optional(mapping),
  shuffle,
});

/** Parts of a text to choose: `<slot name="optionId">` in `body` is where an option stands. */
export const authoredHottext = z.object({
  ...questionParts,
  interactionType: z.literal('hottext'),
  ...choiceLimits(1),
  body: html,
  options: authoredOptions,
  mapping: z.optional(mapping),
});

/** `options` in the order that students see at first; `correct` in the right one. */
export const authoredOrder = z.object({
  ...questionParts,
  interactionType: z.literal('order'),
  /** Both left out: all of them have to be put in order. */
  minChoices: z.optional(z.int().check(z.positive())),
  maxChoices: z.optional(z.int().check(z.positive())),
  options: z.array(orderedOption).check(z.minLength(1), z.maxLength(500)),
  correct: z.optional(z.array(orderedOption.shape.id)),
  shuffle,
  orientation,
});
