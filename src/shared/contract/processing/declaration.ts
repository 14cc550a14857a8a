import { z } from 'zod/mini';
import { baseType, cardinality, name, scalar, values } from './value.ts';

/* Declarations of variables (QTI 3.0 §5.124, §5.101; information model of QTI 2.2 §6). */

const mapped = {
  defaultValue: z.number(),
  lowerBound: z.optional(z.number()),
  upperBound: z.optional(z.number()),
};
/** Of two entries that match, the first counts. */
export const valueMapping = z.object({
  entries: z.array(z.object({ key: scalar, value: z.number(), caseSensitive: z.boolean() })).check(z.maxLength(2000)),
  ...mapped,
});
export type ValueMapping = z.infer<typeof valueMapping>;

export const shapeAndCoords = {
  shape: z.enum(['circle', 'rect', 'poly', 'ellipse', 'default']),
  coords: z.array(z.number()).check(z.maxLength(1000)),
};
export const areaMap = z.object({
  entries: z.array(z.object({ ...shapeAndCoords, value: z.number() })).check(z.maxLength(2000)),
  ...mapped,
});
export type AreaMap = z.infer<typeof areaMap>;

const typed = { cardinality, baseType: z.optional(baseType) };

/** What a response is compared with. `baseType` is left out for a record alone. */
export const responseRules = z.object({
  ...typed,
  defaultValue: z.optional(values),
  correct: z.optional(values),
  mapping: z.optional(valueMapping),
  areaMapping: z.optional(areaMap),
});
export type ResponseRules = z.infer<typeof responseRules>;

export const responseDeclaration = z.extend(responseRules, {
  /** The id of the question that answers it; a variable that no question has stays at its default. */
  identifier: name,
});
export type ResponseDeclaration = z.infer<typeof responseDeclaration>;

/** Looks up a number: the target of an equal source, or of the first source that it reaches. */
const lookupTable = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('match'),
    entries: z.array(z.object({ source: z.number(), target: scalar })).check(z.maxLength(2000)),
    defaultValue: z.optional(scalar),
  }),
  z.object({
    kind: z.literal('interpolation'),
    entries: z
      .array(z.object({ source: z.number(), includeBoundary: z.boolean(), target: scalar }))
      .check(z.maxLength(2000)),
    defaultValue: z.optional(scalar),
  }),
]);
export type LookupTable = z.infer<typeof lookupTable>;

export const outcomeDeclaration = z.object({
  identifier: name,
  ...typed,
  defaultValue: z.optional(values),
  lookup: z.optional(lookupTable),
  normalMaximum: z.optional(z.number()),
  normalMinimum: z.optional(z.number()),
});
export type OutcomeDeclaration = z.infer<typeof outcomeDeclaration>;
