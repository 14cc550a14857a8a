import { z } from 'zod/mini';
import { content } from '../content.ts';
import {
  area,
  associable,
  associationLimits,
  choiceLimits,
  option,
  orientation,
  picture,
  questionParts,
  shuffle,
} from './parts.ts';

/** See `contract/authored/` for what each field means. */
const interaction = <Type extends string, Fields extends z.core.$ZodLooseShape>(type: Type, fields: Fields) =>
  z.object({ ...questionParts, interactionType: z.literal(type), ...fields });

const optional = {
  flag: z.optional(z.boolean()),
  text: z.optional(z.string()),
  number: z.optional(z.number()),
};
const entry = { expectedLength: optional.number, pattern: optional.text, placeholder: optional.text };
const ordering = { minChoices: optional.number, maxChoices: optional.number };
const pairing = { ...associationLimits, shuffle };
const associableArea = z.extend(area, { matchMax: associable.shape.matchMax, matchMin: associable.shape.matchMin });

export const studentQuestion = z.discriminatedUnion('interactionType', [
  interaction('choice', { ...choiceLimits, options: z.array(option), shuffle, orientation }),
  interaction('inlineChoice', { required: optional.flag, options: z.array(option), shuffle }),
  /** `slot` n of the body is option n. */
  interaction('hottext', { ...choiceLimits, body: content, options: z.array(option) }),
  interaction('order', { ...ordering, options: z.array(option), shuffle, orientation }),

  interaction('textEntry', { ...entry, baseType: z.enum(['string', 'integer', 'float']) }),
  interaction('extendedText', {
    ...entry,
    format: z.enum(['plain', 'rich']),
    expectedLines: optional.number,
    wordCount: optional.flag,
  }),
  interaction('slider', {
    lowerBound: z.number(),
    upperBound: z.number(),
    step: z.number(),
    stepLabel: z.boolean(),
    reverse: z.boolean(),
    orientation,
  }),

  interaction('match', { ...pairing, sources: z.array(associable), targets: z.array(associable) }),
  interaction('associate', { ...pairing, options: z.array(associable) }),
  /** `slot` n of the body is gap n. */
  interaction('gapMatch', {
    ...pairing,
    body: content,
    sources: z.array(associable),
    gaps: z.array(z.object({ required: optional.flag })),
  }),

  interaction('hotspot', { ...choiceLimits, picture, areas: z.array(area) }),
  interaction('graphicOrder', { ...ordering, picture, areas: z.array(area) }),
  interaction('graphicAssociate', { ...associationLimits, picture, areas: z.array(associableArea) }),
  interaction('graphicGapMatch', {
    ...pairing,
    picture,
    sources: z.array(associable),
    areas: z.array(associableArea),
  }),
  interaction('selectPoint', { ...choiceLimits, picture }),
  interaction('positionObject', {
    ...choiceLimits,
    picture,
    object: picture,
    centerPoint: z.optional(z.tuple([z.number(), z.number()])),
  }),

  interaction('media', {
    src: z.string(),
    alt: z.string(),
    width: optional.number,
    height: optional.number,
    autostart: z.boolean(),
    loop: z.boolean(),
    minPlays: z.number(),
    maxPlays: z.number(),
  }),
  interaction('reading', {}),
  interaction('unsupported', { name: z.string() }),
]);
export type StudentQuestion = z.infer<typeof studentQuestion>;
/** One kind of question, or several. */
export type Student<Type extends StudentQuestion['interactionType']> = Extract<
  StudentQuestion,
  { interactionType: Type }
>;
