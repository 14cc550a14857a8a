import { type AuthoredQuestion, authoredQuestion } from '../../../shared/contract/authored/question.ts';
import { refuseUnfit } from '../qti/refuse-unfit.ts';
import { safeId } from '../qti/safe-id.ts';
import { counter, text } from '../qti/xml/attributes.ts';
import { child, descendants, elements, textOf, type XmlElement } from '../qti/xml/element.ts';
import type { Answers } from './answers.ts';
import type { Response } from './conditions.ts';
import { materialHtml, type Qti1Context } from './material.ts';
import type { ItemKind } from './metadata.ts';

export const RESPONSES = ['response_lid', 'response_str', 'response_num', 'response_xy', 'response_grp', 'response_na'];

/** A question, and the variable that answers it. */
export interface ReadQuestion extends Response {
  question: AuthoredQuestion;
  /** What stands in the text of the item, in brackets, where the question belongs. */
  placeholder?: string;
}

const responseId = (response: XmlElement): string => safeId(text(response, 'ident')?.trim() || 'response');

/**
 * Reads what asks for a response.
 * @param answers what the rules of the item say of it
 * @throws ImportRefused for a choice without choices
 */
export function readResponse(
  response: XmlElement,
  answers: Answers,
  kind: ItemKind,
  context: Qti1Context,
): ReadQuestion {
  const read = questionOf(response, answers, kind, context);
  refuseUnfit(authoredQuestion, read.question, response);
  return read;
}

function questionOf(response: XmlElement, answers: Answers, kind: ItemKind, context: Qti1Context): ReadQuestion {
  const { name } = response;
  const choice = child(response, 'render_choice');
  const entry = child(response, 'render_fib');
  const isOrdered = text(response, 'rcardinality')?.toLowerCase() === 'ordered';
  if (name === 'response_lid' && choice && !isOrdered) {
    if (kind.blanks === 'typed') return blankOf(response, choice, context);
    const read = choiceOf(response, choice, answers, context);
    return kind.blanks === 'menus' ? asMenu(read, response) : read;
  }
  // Some tools call every response a `response_lid`.
  if (['response_lid', 'response_str', 'response_num'].includes(name) && entry)
    return entryOf(response, entry, answers, kind, context);
  const id = responseId(response);
  const shown = isOrdered ? 'order' : (elements(response).find((one) => one.name.startsWith('render_'))?.name ?? name);
  context.notes.skipped(response, `${shown} of QTI 1 cannot be shown yet: its text is`);
  return {
    question: { id, interactionType: 'unsupported', name: shown, prompt: promptOf(response, choice ?? entry, context) },
    declaration: { identifier: id, cardinality: 'single', baseType: 'string' },
  };
}

/** What stands with the choices and is none. */
const promptOf = (response: XmlElement, render: XmlElement | undefined, context: Qti1Context): string =>
  [response, ...(render ? [render] : [])]
    .flatMap((holder) => elements(holder, 'material', 'flow_mat', 'material_ref'))
    .map((material) => materialHtml(material, context))
    .join('');

function choiceOf(response: XmlElement, render: XmlElement, answers: Answers, context: Qti1Context): ReadQuestion {
  const id = responseId(response);
  const isSingle = text(response, 'rcardinality')?.toLowerCase() !== 'multiple';
  const keys = answers.keysOf(id, isSingle);
  const options = descendants(render, 'response_label').map((label) => ({
    id: safeId(text(label, 'ident')?.trim() ?? ''),
    content: labelHtml(label, context),
    ...(text(label, 'rshuffle')?.toLowerCase() === 'no' && { fixed: true }),
  }));
  const most = counter(render, 'maxnumber') ?? 0;
  const correct = keys.filter((key) => options.some((option) => option.id === key));
  return {
    question: {
      id,
      interactionType: 'choice',
      prompt: promptOf(response, render, context),
      minChoices: Math.min(counter(render, 'minnumber') ?? 0, options.length),
      // A bound that would leave the key out of reach is none.
      maxChoices: isSingle ? 1 : most >= correct.length ? most : 0,
      options: options.map((option) => ({ ...option, isKey: correct.includes(option.id) })),
      ...(text(render, 'shuffle')?.toLowerCase() === 'yes' && { shuffle: true }),
    },
    declaration: {
      identifier: id,
      cardinality: isSingle ? 'single' : 'multiple',
      baseType: 'identifier',
      ...(correct.length > 0 && { correct }),
    },
  };
}

const placeholderOf = (response: XmlElement): string => elements(response, 'material').map(textOf).join('').trim();

/** A menu in the line takes one answer. */
function asMenu(read: ReadQuestion, response: XmlElement): ReadQuestion {
  const { question } = read;
  if (question.interactionType !== 'choice' || question.maxChoices !== 1) return read;
  const { id, prompt, options, shuffle } = question;
  return {
    ...read,
    placeholder: placeholderOf(response),
    question: { id, prompt, options, interactionType: 'inlineChoice', ...(shuffle && { shuffle }) },
  };
}

/** What looks like choices are the texts that count. */
function blankOf(response: XmlElement, render: XmlElement, context: Qti1Context): ReadQuestion {
  const id = responseId(response);
  const accepted = [...new Set(descendants(render, 'response_label').map((label) => textOf(label).trim()))];
  const [first] = accepted;
  return {
    placeholder: placeholderOf(response),
    accepted,
    question: {
      id,
      interactionType: 'textEntry',
      prompt: promptOf(response, undefined, context),
      baseType: 'string',
      caseSensitive: false,
      correct: accepted,
    },
    declaration: {
      identifier: id,
      cardinality: 'single',
      baseType: 'string',
      ...(first !== undefined && { correct: [first] }),
    },
  };
}

/** The material of a choice; some tools write a word of a list without any. */
const labelHtml = (label: XmlElement, context: Qti1Context): string =>
  materialHtml(label, context) || materialHtml({ ...label, children: [{ ...label, name: 'mattext' }] }, context);

function entryOf(
  response: XmlElement,
  render: XmlElement,
  answers: Answers,
  kind: ItemKind,
  context: Qti1Context,
): ReadQuestion {
  const id = responseId(response);
  const lines = counter(render, 'rows') ?? 1;
  const type = text(render, 'fibtype')?.toLowerCase() ?? '';
  const isNumber = response.name === 'response_num' || /integer|decimal|scientific/.test(type) || answers.isNumber(id);
  const correct = answers.textsOf(id);
  const prompt = promptOf(response, render, context);
  const length = counter(render, 'maxchars') ?? counter(render, 'columns');
  const asked = { id, prompt, ...(length && length <= 10_000 && { expectedLength: length }) };
  const [first] = correct;
  if (kind.isEssay || (lines > 1 && first === undefined)) {
    return {
      question: {
        ...asked,
        interactionType: 'extendedText',
        format: 'plain',
        caseSensitive: false,
        ...(lines > 1 && { expectedLines: Math.min(lines, 1000) }),
      },
      declaration: { identifier: id, cardinality: 'single', baseType: 'string' },
    };
  }
  return {
    question: {
      ...asked,
      interactionType: 'textEntry',
      baseType: isNumber ? 'float' : 'string',
      caseSensitive: false,
      ...(correct.length > 0 && { correct: correct.slice(0, 500) }),
    },
    declaration: {
      identifier: id,
      cardinality: 'single',
      baseType: isNumber ? 'float' : 'string',
      ...(first !== undefined && {
        correct: [isNumber ? Number(first) : first].filter((value) => !Number.isNaN(value)),
      }),
    },
  };
}
