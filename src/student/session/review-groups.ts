import { type Answers, answerOf } from './answers.ts';
import type { QuestionPlace } from './order.ts';
import { stitch } from './status.ts';

/** The review screen's groups; each question stands in the first that fits. */
export interface ReviewGroups {
  attention: QuestionPlace[];
  open: QuestionPlace[];
  flagged: QuestionPlace[];
  answered: QuestionPlace[];
  /** There is nothing to answer. */
  none: QuestionPlace[];
}

export function reviewGroups(
  questions: readonly QuestionPlace[],
  answers: Answers,
  isFlagged: (place: QuestionPlace) => boolean,
): ReviewGroups {
  const groups: ReviewGroups = { attention: [], open: [], flagged: [], answered: [], none: [] };
  for (const place of questions) {
    const { itemId, questionId, unanswered } = place;
    const isOpen = !unanswered && answerOf(answers, itemId, questionId).response === null;
    if (stitch(answers, place) === 'torn') groups.attention.push(place);
    else if (isOpen) groups.open.push(place);
    else if (isFlagged(place)) groups.flagged.push(place);
    else if (unanswered) groups.none.push(place);
    else groups.answered.push(place);
  }
  return groups;
}
