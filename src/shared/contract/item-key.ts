import { z } from 'zod/mini';
import { counter, identifier } from './ids.ts';
import { responseRules } from './processing/declaration.ts';
import { processing } from './processing/processing.ts';

const maxScore = z.number();
/** The identifiers of a question's options by their index, or of the sources and targets that a pair is made of. */
const identifiers = z.array(z.string());

const choiceKey = z.object({
  id: identifier,
  interactionType: z.literal('choice'),
  maxScore,
  maxChoices: counter,
  optionCount: counter,
  /** Authored indexes of the right options. */
  keys: z.array(counter),
  mapping: z.optional(
    z.object({
      entries: z.array(z.object({ index: counter, mappedValue: z.number() })),
      defaultValue: z.number(),
      lowerBound: z.optional(z.number()),
      upperBound: z.optional(z.number()),
    }),
  ),
  /** For the rules of the item, which name options by their identifiers. */
  options: z.optional(identifiers),
});

/** An answered question that is no choice: scored by comparing values, as QTI's templates do. */
const valueKey = z.object({
  id: identifier,
  interactionType: z.enum([
    ...['inlineChoice', 'hottext', 'order', 'textEntry', 'extendedText', 'slider'],
    ...['match', 'associate', 'gapMatch'],
    ...['hotspot', 'graphicOrder', 'graphicAssociate', 'graphicGapMatch', 'selectPoint', 'positionObject'],
  ] as const),
  maxScore,
  /** Of what a response holds at most; 0 is any number. */
  maxChoices: counter,
  /** Of options, and of both sides of a pair where there is no `targets`. */
  options: z.optional(identifiers),
  targets: z.optional(identifiers),
  /** `any`: right when it is one of the correct values. `person`: not scorable until somebody has scored it. */
  scoredBy: z.enum(['match', 'any', 'mapping', 'areaMapping', 'person']),
  declaration: responseRules,
});

/** Takes no answer and gives no points. */
const unansweredKey = z.object({
  id: identifier,
  interactionType: z.enum(['media', 'reading', 'unsupported']),
});

const questionKey = z.discriminatedUnion('interactionType', [choiceKey, valueKey, unansweredKey]);
export type QuestionKey = z.infer<typeof questionKey>;
export type ChoiceKey = z.infer<typeof choiceKey>;
export type ValueKey = z.infer<typeof valueKey>;

/** What scoring needs of an item, and nothing else: the scoring module's input on both sides. */
export const itemKey = z.object({
  id: identifier,
  alignmentIds: z.array(z.string()),
  questions: z.array(questionKey),
  /** Scores the item as a whole, instead of its questions one by one. */
  processing: z.optional(
    z.object({
      rules: processing,
      /** The least and the most that its score can be, as far as that was found at import. */
      minScore: z.number(),
      maxScore: z.number(),
    }),
  ),
});
export type ItemKey = z.infer<typeof itemKey>;
