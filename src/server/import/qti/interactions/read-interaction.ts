import type { AuthoredQuestion } from '../../../../shared/contract/authored/question.ts';
import type { ItemContext } from '../item-context.ts';
import type { XmlElement } from '../xml/element.ts';
import { choiceInteraction, hottextInteraction, inlineChoiceInteraction, orderInteraction } from './choices.ts';
import { extendedTextInteraction, sliderInteraction, textEntryInteraction } from './entries.ts';
import {
  graphicAssociateInteraction,
  graphicGapMatchInteraction,
  graphicOrderInteraction,
  hotspotInteraction,
  selectPointInteraction,
} from './graphics.ts';
import { associateInteraction, gapMatchInteraction, matchInteraction } from './pairs.ts';
import { mediaInteraction, unsupported } from './unanswered.ts';

type Read = (element: XmlElement, id: string, context: ItemContext) => AuthoredQuestion | null;

const READERS: Record<string, Read> = {
  choiceInteraction,
  inlineChoiceInteraction,
  hottextInteraction,
  orderInteraction,
  textEntryInteraction,
  extendedTextInteraction,
  sliderInteraction,
  matchInteraction,
  associateInteraction,
  gapMatchInteraction,
  hotspotInteraction,
  graphicOrderInteraction,
  graphicAssociateInteraction,
  graphicGapMatchInteraction,
  selectPointInteraction,
  mediaInteraction,
};

/** Interactions by name that this version cannot show, and what it calls them. */
const UNSUPPORTED = new Map([
  ['uploadInteraction', 'upload'],
  ['drawingInteraction', 'drawing'],
  ['customInteraction', 'custom interaction'],
  ['portableCustomInteraction', 'portable custom interaction'],
]);

export const isInteraction = ({ name }: XmlElement): boolean => Object.hasOwn(READERS, name) || UNSUPPORTED.has(name);

/** @returns null for one that shows nothing */
export function readInteraction(element: XmlElement, id: string, context: ItemContext): AuthoredQuestion | null {
  const { name } = element;
  if (context.notShown !== null) return unsupported(element, id, context.notShown, context);
  const other = UNSUPPORTED.get(name);
  if (other !== undefined) return unsupported(element, id, other, context);
  return Object.hasOwn(READERS, name) ? (READERS[name]?.(element, id, context) ?? null) : null;
}
