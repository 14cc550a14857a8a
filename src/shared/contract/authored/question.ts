import { z } from 'zod/mini';
import { authoredChoice, authoredHottext, authoredInlineChoice, authoredOrder } from './choice.ts';
import {
  authoredGraphicAssociate,
  authoredGraphicGapMatch,
  authoredGraphicOrder,
  authoredHotspot,
  authoredPositionObject,
  authoredSelectPoint,
} from './graphic.ts';
import { authoredAssociate, authoredGapMatch, authoredMatch } from './pairs.ts';
import { authoredExtendedText, authoredSlider, authoredTextEntry } from './text.ts';
import { authoredMediaPlayer, authoredReading, authoredUnsupported } from './unanswered.ts';

export const authoredQuestion = z.discriminatedUnion('interactionType', [
  authoredChoice,
  authoredInlineChoice,
  authoredHottext,
  authoredOrder,
  authoredTextEntry,
  authoredExtendedText,
  authoredSlider,
  authoredMatch,
  authoredAssociate,
  authoredGapMatch,
  authoredHotspot,
  authoredGraphicOrder,
  authoredGraphicAssociate,
  authoredGraphicGapMatch,
  authoredSelectPoint,
  authoredPositionObject,
  authoredMediaPlayer,
  authoredReading,
  authoredUnsupported,
]);
export type AuthoredQuestion = z.infer<typeof authoredQuestion>;
export type InteractionType = AuthoredQuestion['interactionType'];
/** Those that take no answer and give no points. */
export const UNANSWERED: readonly InteractionType[] = ['media', 'reading', 'unsupported'];
/** One kind of question, or several. */
export type Authored<Type extends InteractionType> = Extract<AuthoredQuestion, { interactionType: Type }>;
