import type { AuthoredQuestion } from '../../shared/contract/exam.ts';
import type { QuestionKey } from '../../shared/contract/package.ts';
import { sum } from '../../shared/lib/decimal.ts';

type Mapping = NonNullable<QuestionKey['mapping']>;

/** What scoring needs of a question: options are named by their position. */
export function questionKey(question: AuthoredQuestion): QuestionKey {
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
  const optionCount = question.options.length;
  return {
    id: question.id,
    interactionType: question.interactionType,
    maxScore: question.maxScore ?? (mapping ? mostOf(mapping, question.maxChoices, optionCount) : 1),
    maxChoices: question.maxChoices,
    optionCount,
    keys: question.options.flatMap(({ isKey }, index) => (isKey ? [index] : [])),
    ...(mapping && { mapping }),
  };
}

/**
 * The most that a mapping can give: its greatest positive values, as many as may be chosen, within the bounds (QTI 3.0
 * `map_response`). Never below 0, which choosing nothing gives.
 * @param maxChoices 0 means any number
 */
function mostOf(mapping: Mapping, maxChoices: number, optionCount: number): number {
  const mapped = new Map(mapping.entries.map(({ index, mappedValue }) => [index, mappedValue]));
  const values = Array.from({ length: optionCount }, (_, index) => mapped.get(index) ?? mapping.defaultValue);
  const best = values.filter((value) => value > 0).sort((a, b) => b - a);
  const most = sum(best.slice(0, maxChoices === 0 ? best.length : maxChoices));
  const { lowerBound = 0, upperBound = Number.POSITIVE_INFINITY } = mapping;
  return Math.max(0, Math.min(upperBound, Math.max(lowerBound, most)));
}
