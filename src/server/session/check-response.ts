import type { QuestionKey, ValueKey } from '../../shared/contract/item-key.ts';
import type { OptionsResponse, PairsResponse, Response } from '../../shared/contract/response.ts';
import type { ExamKeys } from './exam-keys.ts';

type Pair = PairsResponse['pairs'][number];

/** What is wrong with a response for this exam, in words; null when nothing is. Clearing fits every question there is. */
export function checkResponse(
  exam: ExamKeys,
  { itemId, questionId, response }: { itemId: string; questionId: string; response: Response | null },
): string | null {
  const item = exam.questions.get(itemId);
  if (!item) return noSuchItem(itemId);
  const question = item.get(questionId);
  if (!question) return `there is no question ${questionId} in item ${itemId}`;
  return response === null ? null : checkForm(question, response);
}

export const noSuchItem = (itemId: string): string => `there is no item ${itemId} in this exam`;

function checkForm(question: QuestionKey, response: Response): string | null {
  switch (question.interactionType) {
    case 'choice': {
      if (!('options' in response)) return 'a choice question takes options';
      const { options } = response;
      // Only there it would score: a mapping adds up whatever was chosen (`shared/scoring/mapping.ts`), past the most that it can give.
      const most = question.mapping || question.options ? question.maxChoices : 0;
      return tooMany(options, most, 'options') ?? checkIndexes(options, question.optionCount);
    }
    case 'media':
    case 'reading':
    case 'unsupported':
      return 'this question takes no response';
    default:
      return checkValue(question, response);
  }
}

function checkValue(question: ValueKey, response: Response): string | null {
  const form = FORMS[question.interactionType];
  const { options = [], targets = options, maxChoices } = question;
  if ('options' in response && form === 'options') {
    return tooMany(response.options, maxChoices, form) ?? checkIndexes(response.options, options.length);
  }
  if ('pairs' in response && form === 'pairs') {
    return tooMany(response.pairs, maxChoices, form) ?? checkPairs(response.pairs, options.length, targets.length);
  }
  if ('points' in response && form === 'points') return tooMany(response.points, maxChoices, form);
  return form === 'value' && 'value' in response ? null : `this question takes ${form === 'value' ? 'a value' : form}`;
}

const FORMS = {
  inlineChoice: 'options',
  hottext: 'options',
  order: 'options',
  hotspot: 'options',
  graphicOrder: 'options',
  textEntry: 'value',
  extendedText: 'value',
  slider: 'value',
  match: 'pairs',
  associate: 'pairs',
  gapMatch: 'pairs',
  graphicAssociate: 'pairs',
  graphicGapMatch: 'pairs',
  selectPoint: 'points',
  positionObject: 'points',
} as const satisfies Record<ValueKey['interactionType'], string>;

/** @param most 0 is any number */
const tooMany = (given: readonly unknown[], most: number, what: string): string | null =>
  most > 0 && given.length > most ? `${given.length} ${what} are named, and ${most} can be chosen` : null;

function checkIndexes(options: OptionsResponse['options'], count: number): string | null {
  // Most questions take one, and a set for each takes more room than all else of an answer.
  const seen = options.length > 1 ? new Set<number>() : undefined;
  for (const { index } of options) {
    if (index >= count) return `there is no option ${index}: the question has ${count}, counted from 0`;
    if (seen?.has(index)) return `option ${index} is named twice`;
    seen?.add(index);
  }
  return null;
}

function checkPairs(pairs: readonly Pair[], sources: number, targets: number): string | null {
  const seen = new Set<string>();
  for (const { source, target } of pairs) {
    if (source >= sources) return `there is no source ${source}: the question has ${sources}, counted from 0`;
    if (target >= targets) return `there is no target ${target}: the question has ${targets}, counted from 0`;
    const name = `${source} ${target}`;
    if (seen.has(name)) return `the pair of ${source} and ${target} is named twice`;
    seen.add(name);
  }
  return null;
}
