import type { Response, ResponsesByItem } from '../../shared/contract/response.ts';
import type { AnswerRow } from '../store/answer-sheet.ts';
import { parseResponse } from '../store/answers.ts';

/**
 * Responses as `include[]=responses` shows them. An item is there as soon as one of its questions was ever answered; a
 * cleared question is absent, so that an item can be left with `{}`.
 */
export function describeResponses(
  rows: readonly Pick<AnswerRow, 'item_id' | 'question_id' | 'response_json'>[],
): ResponsesByItem {
  const items = new Map<string, Map<string, Response>>();
  for (const { item_id: itemId, question_id: questionId, response_json: json } of rows) {
    const questions = items.get(itemId) ?? new Map<string, Response>();
    items.set(itemId, questions);
    if (json !== null) questions.set(questionId, parseResponse(json));
  }
  // fromEntries defines members, so that no id reaches a prototype.
  return Object.fromEntries([...items].map(([itemId, questions]) => [itemId, Object.fromEntries(questions)]));
}
