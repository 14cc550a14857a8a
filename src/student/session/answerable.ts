import { answerOf } from './answers.ts';
import type { Attempt } from './attempt.ts';
import type { QuestionPlace } from './order.ts';

type Asked = Pick<Attempt, 'questions' | 'answers'>;

/** The questions that take an answer. */
export const answerable = ({ questions }: Pick<Asked, 'questions'>): QuestionPlace[] =>
  questions.filter(({ unanswered }) => !unanswered);

/** How many of them have none. */
export const unanswered = (attempt: Asked): number =>
  answerable(attempt).filter(
    ({ itemId, questionId }) => answerOf(attempt.answers.value, itemId, questionId).response === null,
  ).length;
