import type { StudentItem } from '../../shared/contract/student/item.ts';
import type { Attempt } from '../session/attempt.ts';
import type { QuestionPlace } from '../session/order.ts';
import { Question } from './question.tsx';
import type { Arrivals } from './use-question-arrival.ts';

export interface QuestionListProps {
  attempt: Attempt;
  item: StudentItem;
  arrivals: Arrivals;
  /** Those that stand below the text of the item; left out: all of them, and the text is the stem of the first. */
  questions?: StudentItem['questions'];
}

export const placeOf = (attempt: Attempt, item: StudentItem, questionId: string): QuestionPlace | undefined =>
  attempt.questions.find((one) => one.itemId === item.id && one.questionId === questionId);

/** The questions of an item, the first below the item's body. */
export function QuestionList({ attempt, item, arrivals, questions }: QuestionListProps) {
  return (questions ?? item.questions).map((question, index) => {
    const place = placeOf(attempt, item, question.id);
    return (
      place && (
        <Question
          key={question.id}
          attempt={attempt}
          item={item}
          question={question}
          place={place}
          arrivals={arrivals}
          withBody={!questions && index === 0}
        />
      )
    );
  });
}
