import { z } from 'zod/mini';

export const baseType = z.enum([
  'identifier',
  'boolean',
  'integer',
  'float',
  'string',
  'point',
  'pair',
  'directedPair',
  'duration',
  'file',
  'uri',
]);
export type BaseType = z.infer<typeof baseType>;

export const cardinality = z.enum(['single', 'multiple', 'ordered', 'record']);
export type Cardinality = z.infer<typeof cardinality>;

/** The name of a variable, a field or a weight. */
export const name = z.string().check(z.minLength(1), z.maxLength(256));

const text = z.string().check(z.maxLength(100_000));

/**
 * One value, as its base type is written in JSON: a number for integer, float and duration (seconds), `"INF"`, `"-INF"`
 * and `"NaN"` where JSON has none; a pair as two identifiers; a point as x and y; text for the rest.
 */
export const scalar = z.union([
  text,
  z.number(),
  z.boolean(),
  z.tuple([text, text]),
  z.tuple([z.number(), z.number()]),
]);
export type Scalar = z.infer<typeof scalar>;

/** The values of a variable: one, or those of a container; of a record, its fields by name. */
export const values = z.union([
  z.array(scalar).check(z.maxLength(2000)),
  z.object({ fields: z.array(z.object({ name, baseType, value: scalar })).check(z.maxLength(200)) }),
]);
export type Values = z.infer<typeof values>;
