import { useComputed } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Response } from '../../shared/contract/response.ts';
import type { StudentItem } from '../../shared/contract/student/item.ts';
import type { Student, StudentQuestion } from '../../shared/contract/student/question.ts';
import { answerOf } from '../session/answers.ts';
import type { Attempt } from '../session/attempt.ts';
import { optionOrder, type QuestionPlace } from '../session/order.ts';
import { text } from '../strings/text.ts';
import { Boundary } from './boundary.tsx';
import { Choice } from './interactions/choice.tsx';
import { chosenIndexes, letter } from './interactions/options.ts';
import { lazyPart } from './lazy-part.tsx';
import { optionAside } from './option-aside.ts';
import { useFocusGoesOn } from './use-focus-goes-on.ts';

export interface AnswerProps<Question = StudentQuestion> {
  attempt: Attempt;
  item: StudentItem;
  question: Question;
  place: QuestionPlace;
  /** Id of the element that names the question. */
  labelledBy: string;
  /** False where what is to be told of the answer stands elsewhere. */
  notes?: boolean;
}

/** Every kind but choice, which alone is there from the first moment. */
const OtherAnswer = lazyPart<AnswerProps>(async () => (await import('./interactions/parts.ts')).parts.OtherAnswer);

/** The part of a question that is answered, with what is to be told of the answer. */
export function Answer(props: AnswerProps) {
  const { question } = props;
  return (
    <Boundary fallback={<p class="note torn-note">{text().attempt.cannotOpen}</p>}>
      {question.interactionType === 'choice' ? (
        <ChoiceAnswer {...props} question={question} />
      ) : (
        <OtherAnswer {...props} />
      )}
    </Boundary>
  );
}

function ChoiceAnswer({ attempt, item, question, place, labelledBy }: AnswerProps<Student<'choice'>>) {
  const order = optionOrder(attempt.snapshot.value, item.id, question);
  const Aside = optionAside.value;
  // By itself: the way of an answer to the disk draws no option anew.
  const response = useComputed(() => answerOf(attempt.answers.value, item.id, question.id).response).value;
  return (
    <>
      <Notes
        attempt={attempt}
        place={place}
        copyWords={(copy) =>
          text().attempt.copy(
            chosenIndexes(copy)
              .map((index) => text().choice.option(letter(order.indexOf(index))))
              .join(', '),
          )
        }
      />
      <Choice
        question={question}
        order={order}
        response={response}
        readOnly={!attempt.canChange()}
        files={item.media}
        media={attempt.media}
        labelledBy={labelledBy}
        onAnswer={(response) => attempt.answer({ itemId: item.id, questionId: question.id, response })}
        aside={
          Aside &&
          ((index, at) => (
            <Aside attempt={attempt} place={place} question={question} index={index} letter={letter(at)} />
          ))
        }
      />
    </>
  );
}

interface NotesProps {
  attempt: Attempt;
  place: QuestionPlace;
  /** Says what a copy holds. */
  copyWords(copy: Response): ComponentChildren;
}

/** What the server refused, and what was answered in this window and is not the answer. */
export function Notes({ attempt, place: { itemId, questionId }, copyWords }: NotesProps) {
  const { problem, copy } = answerOf(attempt.answers.value, itemId, questionId);
  return (
    <>
      {problem !== null && (
        <p class="note torn-note" dir={text().dir}>
          {text().said(problem)}
        </p>
      )}
      {copy !== undefined && (
        <Copy onDrop={() => attempt.dropCopy(itemId, questionId)}>
          {copy === null ? text().attempt.copyCleared : copyWords(copy)}
        </Copy>
      )}
    </>
  );
}

function Copy({ onDrop, children }: { onDrop(): void; children: ComponentChildren }) {
  const note = useRef<HTMLDivElement>(null);
  useFocusGoesOn(note);
  return (
    <div class="note copy-note" dir={text().dir} ref={note}>
      <div>{children}</div>
      <button type="button" onClick={onDrop}>
        {text().attempt.copyDrop}
      </button>
    </div>
  );
}
