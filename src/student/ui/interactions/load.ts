import { type LazyPart, lazyPart } from '../lazy-part.tsx';
import type { InteractionProps, InteractionType } from './props.ts';

/*
 * What answers each kind of question, each a chunk of its own. A kind that is not here is said to be one that this app
 * cannot show yet; `choice` is in the first bundle, and `other-answer.tsx` shows the kinds without an answer.
 */
const PARTS = {
  inlineChoice: lazyPart(() => import('./inline-choice.tsx').then((part) => part.InlineChoice)),
  hottext: lazyPart(() => import('./hottext.tsx').then((part) => part.Hottext)),
  textEntry: lazyPart(() => import('./text-entry.tsx').then((part) => part.TextEntry)),
  extendedText: lazyPart(() => import('./extended-text.tsx').then((part) => part.ExtendedText)),
  slider: lazyPart(() => import('./slider.tsx').then((part) => part.Slider)),
  order: lazyPart(() => import('./order.tsx').then((part) => part.Order)),
  match: lazyPart(() => import('./match.tsx').then((part) => part.Match)),
  associate: lazyPart(() => import('./associate.tsx').then((part) => part.Associate)),
  gapMatch: lazyPart(() => import('./gap-match.tsx').then((part) => part.GapMatch)),
  hotspot: lazyPart(() => import('./hotspot.tsx').then((part) => part.Hotspot)),
  graphicOrder: lazyPart(() => import('./graphic-order.tsx').then((part) => part.GraphicOrder)),
  graphicAssociate: lazyPart(() => import('./graphic-associate.tsx').then((part) => part.GraphicAssociate)),
  graphicGapMatch: lazyPart(() => import('./graphic-gap-match.tsx').then((part) => part.GraphicGapMatch)),
  selectPoint: lazyPart(() => import('./select-point.tsx').then((part) => part.SelectPoint)),
  positionObject: lazyPart(() => import('./position-object.tsx').then((part) => part.PositionObject)),
} satisfies { [Type in InteractionType]?: LazyPart<InteractionProps<Type>> };

/** A recording takes no answer, and other properties. */
export const MediaPlayer = lazyPart(() => import('./media-player.tsx').then((part) => part.MediaPlayer));

/** Null where this app has nothing. */
export const interactionOf = <Type extends InteractionType>(type: Type): LazyPart<InteractionProps<Type>> | null =>
  (PARTS as { [Of in InteractionType]?: LazyPart<InteractionProps<Of>> })[type] ?? null;
