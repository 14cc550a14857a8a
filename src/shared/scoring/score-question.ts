import type { QuestionKey } from '../contract/item-key.ts';
import type { Response } from '../contract/response.ts';
import type { Score } from '../contract/score.ts';
import { scoreChoice } from './choice.ts';
import { scoreValue } from './score-value.ts';

/** The score of one question, by the rules of its interaction; null is no response. */
export function scoreQuestion(key: QuestionKey, response: Response | null): Score {
  switch (key.interactionType) {
    case 'choice':
      return scoreChoice(key, response);
    case 'media':
    case 'reading':
    case 'unsupported':
      return { actual: 0, isScorable: true, min: 0, max: 0 };
    default:
      return scoreValue(key, response);
  }
}
