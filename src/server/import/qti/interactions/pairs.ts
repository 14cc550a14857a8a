import type { Authored } from '../../../../shared/contract/authored/question.ts';
import { contentOf, escapeText, promptOf, toHtml } from '../body/to-html.ts';
import type { ItemContext } from '../item-context.ts';
import { counter, flag, text } from '../xml/attributes.ts';
import { descendants, elements, type XmlElement } from '../xml/element.ts';
import { choiceId, shuffleOf } from './choices.ts';
import { correctPairs } from './correct.ts';

/** How many pairs may be made; any number where the author's most would leave the key out of reach. */
export function associationLimits(element: XmlElement, id: string, context: ItemContext) {
  const most = counter(element, 'maxAssociations') ?? 1;
  const keys = correctPairs(id, context).length;
  if (most > 0 && keys > most) {
    const said = counter(element, 'maxAssociations') !== undefined;
    if (said)
      context.notes.simplified(
        element,
        `maxAssociations is ${most}, and ${keys} pairs are right: any number can be made`,
      );
  }
  const maxAssociations = keys > most ? 0 : most;
  const least = counter(element, 'minAssociations') ?? 0;
  return { maxAssociations, minAssociations: maxAssociations > 0 ? Math.min(least, maxAssociations) : least };
}

export const matching = (element: XmlElement) => ({
  // QTI 2 asks for matchMax; a file that forgets it means any number, so that no right pair is out of reach.
  matchMax: counter(element, 'matchMax') ?? 0,
  matchMin: counter(element, 'matchMin') ?? 0,
});

const associable = (choice: XmlElement, content: string) => ({
  id: choiceId(choice),
  content,
  ...matching(choice),
  ...(flag(choice, 'fixed') && { fixed: true }),
});

export function pairing(element: XmlElement, id: string, context: ItemContext) {
  return {
    id,
    prompt: promptOf(element, context),
    ...associationLimits(element, id, context),
    correct: correctPairs(id, context),
    ...shuffleOf(element),
  };
}

export function matchInteraction(element: XmlElement, id: string, context: ItemContext): Authored<'match'> {
  const [sources = [], targets = []] = elements(element, 'simpleMatchSet').map((set) =>
    elements(set, 'simpleAssociableChoice').map((choice) => associable(choice, contentOf(choice, context))),
  );
  return { ...pairing(element, id, context), interactionType: 'match', sources, targets };
}

export function associateInteraction(element: XmlElement, id: string, context: ItemContext): Authored<'associate'> {
  const choices = elements(element, 'simpleAssociableChoice');
  return {
    ...pairing(element, id, context),
    interactionType: 'associate',
    options: choices.map((choice) => associable(choice, contentOf(choice, context))),
  };
}

/** Words and pictures that are put into gaps. */
export const gapChoices = (element: XmlElement, context: ItemContext) =>
  elements(element, 'gapText', 'gapImg').map((choice, at) => associable(choice, gapContent(choice, at, context)));

/** Never its identifier, which its author may have named after the gap that it belongs to. */
function gapContent(choice: XmlElement, at: number, context: ItemContext): string {
  const content = contentOf(choice, context);
  if (content !== '') return content;
  return escapeText(text(choice, 'objectLabel') ?? `(${at + 1})`);
}

export function gapMatchInteraction(element: XmlElement, id: string, context: ItemContext): Authored<'gapMatch'> {
  const beside = ['prompt', 'gapText', 'gapImg'];
  const body = toHtml(
    element.children.filter((node) => typeof node === 'string' || !beside.includes(node.name)),
    context,
    (inner) => (inner.name === 'gap' ? `<slot name="${choiceId(inner)}"></slot>` : undefined),
  );
  return {
    ...pairing(element, id, context),
    interactionType: 'gapMatch',
    body,
    sources: gapChoices(element, context),
    gaps: descendants(element, 'gap').map((gap) => ({
      id: choiceId(gap),
      ...(flag(gap, 'required') && { required: true }),
    })),
  };
}
