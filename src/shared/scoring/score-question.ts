import type { QuestionKey } from '../contract/package.ts';
import type { Response } from '../contract/response.ts';
import type { Score } from '../contract/score.ts';
import { scoreChoice } from './choice.ts';

/** The score of one question, by the rules of its interaction; null is no response. */
export function scoreQuestion(key: QuestionKey, response: Response | null): Score {
  switch (key.interactionType) {
    case 'choice':
      return scoreChoice(key, response);
    default:
      return key.interactionType satisfies never;
  }
}
