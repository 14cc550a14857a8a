import type { StudentItem } from '../../shared/contract/student/item.ts';
import type { Attempt } from '../session/attempt.ts';
import type { QuestionPlace } from '../session/order.ts';
import { Question } from './question.tsx';

export interface QuestionListProps {
  attempt: Attempt;
  item: StudentItem;
  /** The question that the student is at. */
  place: QuestionPlace;
  /** Rises with every move of the student. */
  arrival: number;
  /** What they come to is new to them from its top. */
  fromTop: boolean;
  /** Those that stand below the text of the item; left out: all of them, and the text is the stem of the first. */
  questions?: StudentItem['questions'];
}

export const placeOf = (attempt: Attempt, item: StudentItem, questionId: string): QuestionPlace | undefined =>
  attempt.questions.find((one) => one.itemId === item.id && one.questionId === questionId);

/** The questions of an item, the first below the item's body. */
export function QuestionList({ attempt, item, place, arrival, fromTop, questions }: QuestionListProps) {
  return (questions ?? item.questions).map((question, index) => {
    const at = placeOf(attempt, item, question.id);
    return (
      at && (
        <Question
          key={question.id}
          attempt={attempt}
          item={item}
          question={question}
          place={at}
          arrival={at.number === place.number ? arrival : 0}
          fromTop={fromTop && question === item.questions[0]}
          withBody={!questions && index === 0}
        />
      )
    );
  });
}
