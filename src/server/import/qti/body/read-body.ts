import { authoredQuestion } from '../../../../shared/contract/authored/question.ts';
import { positionObjectInteraction } from '../interactions/graphics.ts';
import { isInteraction, readInteraction } from '../interactions/read-interaction.ts';
import { unsupported } from '../interactions/unanswered.ts';
import type { ItemContext } from '../item-context.ts';
import { refuseUnfit } from '../refuse-unfit.ts';
import { safeId } from '../safe-id.ts';
import { text } from '../xml/attributes.ts';
import { elements, type XmlElement } from '../xml/element.ts';
import { toHtml } from './to-html.ts';

/**
 * The body of an item as HTML with a slot for each of its questions, which are added to the context. Questions at the
 * very end have none: they follow the body.
 */
export function readBody(body: XmlElement, context: ItemContext): string {
  const html = toHtml(body.children, context, (element) => special(element, context));
  return withoutLastSlots(html.trim(), context);
}

function special(element: XmlElement, context: ItemContext): string | undefined {
  if (element.name === 'endAttemptInteraction') {
    context.notes.simplified(element, 'the button of endAttemptInteraction is not shown');
    return '';
  }
  if (element.name === 'positionObjectStage') {
    return elements(element, 'positionObjectInteraction')
      .map((inner) => placed(inner, context, (id) => positionObject(inner, id, element, context)))
      .join('');
  }
  if (isInteraction(element)) return placed(element, context, (id) => readInteraction(element, id, context));
  if (!/Interaction$/.test(element.name)) return undefined;
  return placed(element, context, (id) => unsupported(element, id, element.name, context));
}

const positionObject = (element: XmlElement, id: string, stage: XmlElement, context: ItemContext) =>
  context.notShown === null
    ? positionObjectInteraction(element, id, context, stage)
    : unsupported(element, id, context.notShown, context);

type Question = ItemContext['questions'][number];

function placed(element: XmlElement, context: ItemContext, read: (id: string) => Question | null): string {
  const { questions } = context;
  const id = freeId(element, context);
  // Read before it is put into the list: what it holds comes after it.
  const question = read(id);
  if (question === null) return '';
  refuseUnfit(authoredQuestion, question, element);
  questions.push(question);
  return slotOf(id);
}

/** The variable that it answers, which one question only can; what answers none is told apart by its number. */
function freeId(element: XmlElement, { questions, responses, notes }: ItemContext): string {
  const said = text(element, 'responseIdentifier')?.trim();
  const taken = new Set(questions.map(({ id }) => id));
  const id = said ? safeId(said) : undefined;
  if (id !== undefined && !taken.has(id)) return id;
  if (id !== undefined) notes.simplified(element, `${said} is answered by another interaction already`);
  let number = questions.length + 1;
  while (taken.has(`question-${number}`) || responses.has(`question-${number}`)) number += 1;
  return `question-${number}`;
}

/** Where a question stands in the text of its item. */
export const slotOf = (id: string) => `<slot name="${id}"></slot>`;

export function withoutLastSlots(html: string, { questions }: Pick<ItemContext, 'questions'>): string {
  let body = html;
  for (const { id } of [...questions].reverse()) {
    if (!body.endsWith(slotOf(id))) return body;
    body = body.slice(0, -slotOf(id).length).trimEnd();
  }
  return body;
}
