import type { AuthoredItem } from '../../shared/contract/exam.ts';
import type { ItemKey } from '../../shared/contract/item-key.ts';
import { scoreBounds } from './processing/score-bounds.ts';
import { questionKey } from './questions/question-key.ts';

/** What scoring needs of an item. @throws TooManySteps when its rules do not end */
export function prepareKey({ id, alignmentIds, questions: authored, processing: rules }: AuthoredItem): ItemKey {
  const questions = authored.map((question) => questionKey(question, rules !== undefined));
  return {
    id,
    alignmentIds,
    questions,
    ...(rules && { processing: { rules, ...scoreBounds(rules, questions) } }),
  };
}
