import type { Authored, AuthoredQuestion } from '../../../shared/contract/authored/question.ts';
import type { ChoiceKey, QuestionKey } from '../../../shared/contract/item-key.ts';
import { mostOf, optionValues } from './most-of.ts';
import { valueKey } from './value-key.ts';

/**
 * What scoring needs of a question: options are named by their position.
 * @param named rules score the item, and name options by their ids
 */
export function questionKey(question: AuthoredQuestion, named: boolean): QuestionKey {
  switch (question.interactionType) {
    case 'choice':
      return choiceKey(question, named);
    case 'media':
    case 'reading':
    case 'unsupported':
      return { id: question.id, interactionType: question.interactionType };
    default:
      return valueKey(question);
  }
}

function choiceKey(question: Authored<'choice'>, named: boolean): ChoiceKey {
  const positions = new Map(question.options.map(({ id }, index) => [id, index]));
  const mapping = question.mapping && {
    entries: question.mapping.entries.map(({ mapKey, mappedValue }) => ({
      index: positions.get(mapKey) ?? -1,
      mappedValue,
    })),
    defaultValue: question.mapping.defaultValue,
    ...(question.mapping.lowerBound !== undefined && { lowerBound: question.mapping.lowerBound }),
    ...(question.mapping.upperBound !== undefined && { upperBound: question.mapping.upperBound }),
  };
  return {
    id: question.id,
    interactionType: 'choice',
    maxScore:
      question.maxScore ??
      (question.mapping ? mostOf(question.mapping, optionValues(question), question.maxChoices) : 1),
    maxChoices: question.maxChoices,
    optionCount: question.options.length,
    keys: question.options.flatMap(({ isKey }, index) => (isKey ? [index] : [])),
    ...(mapping && { mapping }),
    ...(named && { options: question.options.map(({ id }) => id) }),
  };
}
