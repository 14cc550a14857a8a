import type { Authored } from '../../../../shared/contract/authored/question.ts';
import { readMedia } from '../body/media-html.ts';
import { promptOf } from '../body/to-html.ts';
import type { ItemContext } from '../item-context.ts';
import { readArea } from '../rules/read-declarations.ts';
import { counter, numbers, text } from '../xml/attributes.ts';
import { child, elements, type XmlElement } from '../xml/element.ts';
import { choiceId, orderLimits } from './choices.ts';
import { correctIds, maxChoicesOf } from './correct.ts';
import { gapChoices, matching, pairing } from './pairs.ts';

/** No file of a package has this name: an item whose picture is nowhere can be scored, and not be put. */
export const NO_PICTURE = 'there-is-no-picture';

function pictureOf(holder: XmlElement, context: ItemContext) {
  const element = child(holder, 'object', 'img', 'picture');
  const media = element && readMedia(element, context);
  if (media?.kind === 'img') {
    const { kind: _, ...picture } = media;
    return picture;
  }
  context.notes.skipped(holder, `${holder.name} has no picture that can be shown`);
  return { src: NO_PICTURE, alt: '' };
}

const areaOf = (element: XmlElement) => ({
  id: choiceId(element),
  ...readArea(element),
  label: text(element, 'hotspotLabel') ?? text(element, 'aria-label') ?? '',
});

const associableArea = (element: XmlElement) => ({ ...areaOf(element), ...matching(element) });

export function hotspotInteraction(element: XmlElement, id: string, context: ItemContext): Authored<'hotspot'> {
  const keys = correctIds(id, context);
  const areas = elements(element, 'hotspotChoice').map(areaOf);
  return {
    id,
    interactionType: 'hotspot',
    prompt: promptOf(element, context),
    minChoices: Math.min(counter(element, 'minChoices') ?? 0, areas.length),
    maxChoices: maxChoicesOf(element, id, context),
    picture: pictureOf(element, context),
    areas: areas.map((area) => ({ ...area, isKey: keys.includes(area.id) })),
  };
}

export function graphicOrderInteraction(
  element: XmlElement,
  id: string,
  context: ItemContext,
): Authored<'graphicOrder'> {
  const areas = elements(element, 'hotspotChoice').map(areaOf);
  return {
    id,
    interactionType: 'graphicOrder',
    prompt: promptOf(element, context),
    ...orderLimits(element, areas.length),
    picture: pictureOf(element, context),
    areas,
    correct: correctIds(id, context),
  };
}

export function graphicAssociateInteraction(
  element: XmlElement,
  id: string,
  context: ItemContext,
): Authored<'graphicAssociate'> {
  const { shuffle: _, ...question } = pairing(element, id, context);
  return {
    ...question,
    interactionType: 'graphicAssociate',
    picture: pictureOf(element, context),
    areas: elements(element, 'associableHotspot').map(associableArea),
  };
}

export function graphicGapMatchInteraction(
  element: XmlElement,
  id: string,
  context: ItemContext,
): Authored<'graphicGapMatch'> {
  const { shuffle: _, ...question } = pairing(element, id, context);
  return {
    ...question,
    interactionType: 'graphicGapMatch',
    picture: pictureOf(element, context),
    sources: gapChoices(element, context),
    areas: elements(element, 'associableHotspot').map(associableArea),
  };
}

function pointing(element: XmlElement, id: string, context: ItemContext) {
  const single = context.responses.get(id)?.cardinality === 'single';
  const maxChoices = single ? 1 : (counter(element, 'maxChoices') ?? 1);
  const least = counter(element, 'minChoices') ?? 0;
  return {
    id,
    prompt: promptOf(element, context),
    minChoices: maxChoices > 0 ? Math.min(least, maxChoices) : least,
    maxChoices,
  };
}

export const selectPointInteraction = (
  element: XmlElement,
  id: string,
  context: ItemContext,
): Authored<'selectPoint'> => ({
  ...pointing(element, id, context),
  interactionType: 'selectPoint',
  picture: pictureOf(element, context),
});

/** @param stage what holds the interaction and the picture that its object is put on */
export function positionObjectInteraction(
  element: XmlElement,
  id: string,
  context: ItemContext,
  stage: XmlElement,
): Authored<'positionObject'> {
  const [x, y] = numbers(element, 'centerPoint');
  return {
    ...pointing(element, id, context),
    interactionType: 'positionObject',
    picture: pictureOf(stage, context),
    object: pictureOf(element, context),
    ...(x !== undefined && y !== undefined && { centerPoint: [x, y] as [number, number] }),
  };
}
