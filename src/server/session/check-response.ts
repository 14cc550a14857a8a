import type { QuestionKey } from '../../shared/contract/package.ts';
import type { Response } from '../../shared/contract/response.ts';
import type { ExamKeys } from './exam-keys.ts';

/** What is wrong with a response for this exam, in words; null when nothing is. Clearing fits every question there is. */
export function checkResponse(
  exam: ExamKeys,
  { itemId, questionId, response }: { itemId: string; questionId: string; response: Response | null },
): string | null {
  const item = exam.questions.get(itemId);
  if (!item) return `there is no item ${itemId} in this exam`;
  const question = item.get(questionId);
  if (!question) return `there is no question ${questionId} in item ${itemId}`;
  return response === null ? null : checkForm(question, response);
}

function checkForm(question: QuestionKey, response: Response): string | null {
  if (!('options' in response)) return 'a choice question takes options';
  // Only there it would score: a mapping adds up whatever was chosen (`shared/scoring/mapping.ts`), past the most that it can give.
  if (question.mapping && question.maxChoices > 0 && response.options.length > question.maxChoices) {
    return `${response.options.length} options are named, and ${question.maxChoices} can be chosen`;
  }
  const seen = new Set<number>();
  for (const { index } of response.options) {
    if (index >= question.optionCount) {
      return `there is no option ${index}: the question has ${question.optionCount}, counted from 0`;
    }
    if (seen.has(index)) return `option ${index} is named twice`;
    seen.add(index);
  }
  return null;
}
