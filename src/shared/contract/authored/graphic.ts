import { z } from 'zod/mini';
import { counter, identifier } from '../ids.ts';
import {
  area,
  areaMapping,
  associationLimits,
  authoredAssociables,
  choiceLimits,
  correctPairs,
  mapping,
  pairMapping,
  picture,
  questionParts,
} from './parts.ts';

/** A part of the picture. `label` is what it is called by those who do not see it. */
const hotspot = { id: identifier, ...area, label: z._default(z.string().check(z.maxLength(1000)), '') };
const several = <Area extends z.ZodMiniType>(one: Area) => z.array(one).check(z.minLength(1), z.maxLength(500));
const associableArea = z.object({
  ...hotspot,
  matchMax: z._default(counter, 1),
  matchMin: z._default(counter, 0),
});

export const authoredHotspot = z.object({
  ...questionParts,
  interactionType: z.literal('hotspot'),
  ...choiceLimits(1),
  picture,
  areas: several(z.object({ ...hotspot, isKey: z._default(z.boolean(), false) })),
  mapping: z.optional(mapping),
});

export const authoredGraphicOrder = z.object({
  ...questionParts,
  interactionType: z.literal('graphicOrder'),
  minChoices: z.optional(z.int().check(z.positive())),
  maxChoices: z.optional(z.int().check(z.positive())),
  picture,
  areas: several(z.object(hotspot)),
  correct: z.optional(z.array(identifier)),
});

const pairing = { ...questionParts, ...associationLimits, correct: correctPairs, mapping: z.optional(pairMapping) };

export const authoredGraphicAssociate = z.object({
  ...pairing,
  interactionType: z.literal('graphicAssociate'),
  picture,
  areas: several(associableArea),
});

/** Words or pictures onto areas of a picture. */
export const authoredGraphicGapMatch = z.object({
  ...pairing,
  interactionType: z.literal('graphicGapMatch'),
  picture,
  sources: authoredAssociables,
  areas: several(associableArea),
});

const pointing = { ...questionParts, ...choiceLimits(1), picture, areaMapping: z.optional(areaMapping) };

export const authoredSelectPoint = z.object({ ...pointing, interactionType: z.literal('selectPoint') });

/** A small picture to be put onto a large one; a point is where its centre, or `centerPoint`, comes to stand. */
export const authoredPositionObject = z.object({
  ...pointing,
  interactionType: z.literal('positionObject'),
  object: picture,
  centerPoint: z.optional(z.tuple([z.number(), z.number()])),
});
