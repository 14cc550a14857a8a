import { useEffect, useRef } from 'preact/hooks';
import type { StudentItem } from '../../shared/contract/student/item.ts';
import type { StudentQuestion } from '../../shared/contract/student/question.ts';
import { answerOf } from '../session/answers.ts';
import type { Attempt } from '../session/attempt.ts';
import { optionOrder, type QuestionPlace } from '../session/order.ts';
import { text } from '../strings/text.ts';
import { Choice, chosenIndexes, letter } from './choice.tsx';
import { Content } from './content.tsx';
import './question.css';

interface Props {
  attempt: Attempt;
  item: StudentItem;
  question: StudentQuestion;
  place: QuestionPlace;
  /** Rises with every move to this question, whose heading takes the focus then; 0 when nobody moved to it. */
  arrival: number;
  /** The student comes to text that is new to them above the question, and starts with that. */
  fromTop: boolean;
}

export function Question({ attempt, item, question, place, arrival, fromTop }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (arrival === 0) return;
    heading.current?.focus({ preventScroll: fromTop });
    if (fromTop) scrollTo(0, 0);
  }, [arrival]);

  const { itemId, questionId } = place;
  const answer = answerOf(attempt.answers.value, itemId, questionId);
  const options = question.interactionType === 'choice' ? question.options : [];
  const order = optionOrder(attempt.snapshot.value, itemId, { id: questionId, options });
  const id = `question-${place.number}`;
  const readOnly = !attempt.canChange();
  const { files, media } = { files: item.media, media: attempt.media };
  const flagged = attempt.isFlagged(place);

  return (
    <section class="question" aria-labelledby={id}>
      <div class="question-head">
        <h2 id={id} ref={heading} tabIndex={-1}>
          {text().attempt.questionOf(place.number, attempt.questions.length)}
        </h2>
        <button
          type="button"
          class="quiet flag"
          aria-pressed={flagged}
          aria-describedby={item.questions.length > 1 ? id : undefined}
          disabled={readOnly}
          onClick={() => attempt.toggleFlag(itemId, questionId)}
        >
          <span class="flag-mark" aria-hidden="true" />
          {text().attempt.flag}
        </button>
      </div>
      <div class="stem content" id={`${id}-stem`}>
        {item.questions[0] === question && <Content nodes={item.body} files={files} media={media} />}
        <Content nodes={question.prompt} files={files} media={media} />
      </div>
      {answer.problem !== null && <p class="note torn-note">{answer.problem}</p>}
      {answer.copy !== undefined && (
        <div class="note copy-note">
          <p>
            {answer.copy === null
              ? text().attempt.copyCleared
              : text().attempt.copy(copyWords(chosenIndexes(answer.copy), order))}
          </p>
          <button type="button" onClick={() => attempt.dropCopy(itemId, questionId)}>
            {text().attempt.copyDrop}
          </button>
        </div>
      )}
      {question.interactionType === 'choice' ? (
        <Choice
          question={question}
          order={order}
          response={answer.response}
          readOnly={readOnly}
          files={files}
          media={media}
          labelledBy={`${id}-stem`}
          onAnswer={(response) => attempt.answer({ itemId, questionId, response })}
        />
      ) : (
        <p class="note">{text().attempt.notShown}</p>
      )}
    </section>
  );
}

const copyWords = (indexes: readonly number[], order: readonly number[]) =>
  indexes.map((index) => text().choice.option(letter(order.indexOf(index)))).join(', ');
