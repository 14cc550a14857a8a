import type { ResponsesByItem } from '../../shared/contract/response.ts';
import type { AnswerRow } from './rows.ts';

/** Responses by item and question; cleared ones are absent. */
export function responsesOf(answers: readonly AnswerRow[]): ResponsesByItem {
  const responses: ResponsesByItem = {};
  for (const { itemId, questionId, response } of answers) {
    if (response !== null) responses[itemId] = { ...responses[itemId], [questionId]: response };
  }
  return responses;
}
