import type { Authored } from '../../../../shared/contract/authored/question.ts';
import { contentOf, promptOf, toHtml } from '../body/to-html.ts';
import type { ItemContext } from '../item-context.ts';
import { safeId } from '../safe-id.ts';
import { counter, flag, oneOf, text } from '../xml/attributes.ts';
import { descendants, elements, type XmlElement } from '../xml/element.ts';
import { correctIds, maxChoicesOf } from './correct.ts';

/** The id of a choice, a hotspot or a gap. */
export const choiceId = (element: XmlElement): string => safeId(text(element, 'identifier')?.trim() ?? '');

export const orientationOf = (element: XmlElement) => {
  const said = oneOf(element, 'orientation', ['horizontal', 'vertical'] as const);
  const classed = /\bqti-orientation-(horizontal|vertical)\b/.exec(text(element, 'class') ?? '')?.[1];
  const orientation = said ?? (classed === 'horizontal' || classed === 'vertical' ? classed : undefined);
  return orientation && { orientation };
};

/** A test whose config shuffles does so too where its author did not ask for it; `fixed` says what has to stay. */
export const shuffleOf = (element: XmlElement) => (flag(element, 'shuffle') ? { shuffle: true } : undefined);

const fixedOf = (element: XmlElement) => (flag(element, 'fixed') ? { fixed: true } : undefined);

function optionsOf(choices: readonly XmlElement[], id: string, context: ItemContext) {
  const keys = correctIds(id, context);
  return choices.map((choice) => ({
    id: choiceId(choice),
    content: contentOf(choice, context),
    isKey: keys.includes(choiceId(choice)),
    ...fixedOf(choice),
  }));
}

export function choiceInteraction(element: XmlElement, id: string, context: ItemContext): Authored<'choice'> {
  const options = optionsOf(elements(element, 'simpleChoice'), id, context);
  return {
    id,
    interactionType: 'choice',
    prompt: promptOf(element, context),
    minChoices: Math.min(counter(element, 'minChoices') ?? 0, options.length),
    maxChoices: maxChoicesOf(element, id, context),
    options,
    ...shuffleOf(element),
    ...orientationOf(element),
  };
}

export function inlineChoiceInteraction(
  element: XmlElement,
  id: string,
  context: ItemContext,
): Authored<'inlineChoice'> {
  return {
    id,
    interactionType: 'inlineChoice',
    prompt: promptOf(element, context),
    options: optionsOf(elements(element, 'inlineChoice'), id, context),
    ...(flag(element, 'required') && { required: true }),
    ...shuffleOf(element),
  };
}

export function hottextInteraction(element: XmlElement, id: string, context: ItemContext): Authored<'hottext'> {
  const hottexts = descendants(element, 'hottext');
  const body = toHtml(
    element.children.filter((node) => typeof node === 'string' || node.name !== 'prompt'),
    context,
    (inner) => (inner.name === 'hottext' ? `<slot name="${choiceId(inner)}"></slot>` : undefined),
  );
  return {
    id,
    interactionType: 'hottext',
    prompt: promptOf(element, context),
    minChoices: Math.min(counter(element, 'minChoices') ?? 0, hottexts.length),
    maxChoices: maxChoicesOf(element, id, context),
    body,
    options: optionsOf(hottexts, id, context),
  };
}

export function orderInteraction(element: XmlElement, id: string, context: ItemContext): Authored<'order'> {
  const options = elements(element, 'simpleChoice').map((choice) => ({
    id: choiceId(choice),
    content: contentOf(choice, context),
    ...fixedOf(choice),
  }));
  return {
    id,
    interactionType: 'order',
    prompt: promptOf(element, context),
    ...orderLimits(element, options.length),
    options,
    correct: correctIds(id, context).filter((key) => options.some((option) => option.id === key)),
    ...shuffleOf(element),
    ...orientationOf(element),
  };
}

/** QTI has 0 and nothing alike: all of them are put in order. */
export function orderLimits(element: XmlElement, count: number) {
  const [least, most] = [counter(element, 'minChoices'), counter(element, 'maxChoices')];
  return {
    ...(least && { minChoices: Math.min(least, count) }),
    ...(most && { maxChoices: Math.min(most, count) }),
  };
}
