import { z } from 'zod/mini';
import { counter, identifier } from '../ids.ts';

/*
 * What the interactions have in common, as their author writes it. Keys are named by ids: an option carries `isKey`
 * where the answer is a set of options, and `correct` lists ids, `"A B"` for a pair of them, or values where it is not.
 * Partial credit is a `mapping` (QTI 3.0 §5.88) from the same names to points, `areaMapping` from areas of a picture.
 */
export const html = z.string().check(z.maxLength(200_000));
export const points = z.number().check(z.minimum(-10_000), z.maximum(10_000));

export const questionParts = {
  id: identifier,
  prompt: z._default(html, ''),
  /** Left out: 1, or with a `mapping` the most that it can give. */
  maxScore: z.optional(points.check(z.nonnegative())),
};

/** How many may be chosen; 0 as the most means any number, as in QTI. */
export const choiceLimits = (most: number) => ({
  minChoices: z._default(counter, 0),
  maxChoices: z._default(counter, most),
});
export const associationLimits = {
  minAssociations: z._default(counter, 0),
  maxAssociations: z._default(counter, 0),
};

/** Left out: as the exam's config says. */
export const shuffle = z.optional(z.boolean());
export const orientation = z.optional(z.enum(['horizontal', 'vertical']));

const authoredOption = z.object({
  id: identifier,
  content: html,
  isKey: z._default(z.boolean(), false),
  /** QTI `fixed`: stays at its place when options are shuffled. */
  fixed: z.optional(z.boolean()),
});
export const authoredOptions = z.array(authoredOption).check(z.minLength(1), z.maxLength(500));

/** An option whose place in the answer, and not its choice, is what counts. */
export const orderedOption = z.omit(authoredOption, { isKey: true });

const matching = {
  /** How often it may be used; 0 means any number, as in QTI. */
  matchMax: z._default(counter, 1),
  matchMin: z._default(counter, 0),
};
/** QTI `associableChoice`. */
const authoredAssociable = z.extend(orderedOption, matching);
export const authoredAssociables = z.array(authoredAssociable).check(z.minLength(1), z.maxLength(500));

/** What each chosen option is worth; the sum is clamped to the bounds. */
const mappingOf = <Entry extends z.ZodMiniType>(entry: Entry) =>
  z.object({
    entries: z.array(entry).check(z.maxLength(2000)),
    defaultValue: z._default(points, 0),
    lowerBound: z.optional(points),
    upperBound: z.optional(points),
  });
export const mapping = mappingOf(z.object({ mapKey: identifier, mappedValue: points }));
export const textMapping = mappingOf(
  z.object({
    mapKey: z.string().check(z.maxLength(1000)),
    mappedValue: points,
    /** Left out: as the question says. */
    caseSensitive: z.optional(z.boolean()),
  }),
);

/** `"A B"`: the ids of two options, in the order that a directed pair has. */
const pairOfIds = z.string().check(z.regex(/^[^ ]{1,128} [^ ]{1,128}$/, 'must be two ids with a space between'));
export const pairMapping = mappingOf(z.object({ mapKey: pairOfIds, mappedValue: points }));
export const correctPairs = z.optional(z.array(pairOfIds).check(z.maxLength(2000)));

/** Pixels of the picture in its authored size: circle x y r; rect left top right bottom; ellipse x y h v; poly x1 y1 … */
export const shape = z.enum(['circle', 'rect', 'poly', 'ellipse', 'default']);
export const area = { shape, coords: z._default(z.array(z.number()).check(z.maxLength(1000)), []) };

export const areaMapping = mappingOf(z.object({ ...area, mappedValue: points }));

/** One of the item's media files, which coordinates are pixels of. */
export const picture = z.object({
  src: z.string(),
  alt: z._default(z.string().check(z.maxLength(5000)), ''),
  width: z.optional(z.number().check(z.positive(), z.maximum(10_000))),
  height: z.optional(z.number().check(z.positive(), z.maximum(10_000))),
});
