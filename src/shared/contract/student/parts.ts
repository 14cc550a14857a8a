import { z } from 'zod/mini';
import { content } from '../content.ts';
import { counter, identifier } from '../ids.ts';

/*
 * What a student's device knows of a question: nothing that tells a key, the ids of options not either, which authors
 * name "right" and "wrong". The position of an option, a source, a gap or an area is the `index` of a response.
 */
export const questionParts = { id: identifier, prompt: content };

const flag = z.optional(z.boolean());
/** Left out: as the exam's config says. */
export const shuffle = flag;
export const orientation = z.optional(z.enum(['horizontal', 'vertical']));

export const option = z.object({ content, fixed: flag });

/** How often it may be used: 0 means any number. */
export const associable = z.extend(option, { matchMax: counter, matchMin: counter });

/** 0 as the most means any number. */
export const choiceLimits = { minChoices: counter, maxChoices: counter };
export const associationLimits = { minAssociations: counter, maxAssociations: counter };

/** `src` is the name of one of the item's media files; sizes are the pixels that coordinates count in. */
export const picture = z.object({
  src: z.string(),
  alt: z.string(),
  width: z.optional(z.number()),
  height: z.optional(z.number()),
});
export const area = z.object({
  shape: z.enum(['circle', 'rect', 'poly', 'ellipse', 'default']),
  coords: z.array(z.number()),
  label: z.string(),
});
