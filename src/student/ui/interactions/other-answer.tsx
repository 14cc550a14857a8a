import { useComputed } from '@preact/signals';
import type { Response } from '../../../shared/contract/response.ts';
import { answerOf } from '../../session/answers.ts';
import { interactionText } from '../../strings/interaction-text.ts';
import { text } from '../../strings/text.ts';
import { type AnswerProps, Notes } from '../answer.tsx';
import { AnswerView } from './answer-view.tsx';
import { interactionOf, MediaPlayer } from './load.ts';
import type { InteractionType } from './props.ts';
import { shownOrders } from './shown-orders.ts';
import './interactions.css';

/** Their answers change as fast as keys come, and are saved when there is a pause. */
const TYPED: readonly InteractionType[] = ['textEntry', 'extendedText', 'slider'];

/** The answer of every kind of question but choice. */
export function OtherAnswer({ attempt, item, question, place, labelledBy, notes = true }: AnswerProps) {
  const { interactionType } = question;
  const { itemId, questionId } = place;
  // By itself: what is answered elsewhere draws no other question anew.
  const response = useComputed(() => answerOf(attempt.answers.value, itemId, questionId).response).value;
  if (interactionType === 'reading') return null;
  if (interactionType === 'unsupported') return <p class="note">{interactionText().unsupported(question.name)}</p>;
  const files = { files: item.media, media: attempt.media };
  if (interactionType === 'media') {
    const plays = attempt.playsOf(place);
    return (
      <MediaPlayer {...files} question={question} plays={plays} onPlayed={() => attempt.played(itemId, questionId)} />
    );
  }
  const Interaction = interactionOf(interactionType);
  if (!Interaction) return <p class="note">{text().attempt.notShown}</p>;
  const answer = (response: Response | null) =>
    attempt.answer({ itemId, questionId, response }, { typed: TYPED.includes(interactionType) });
  return (
    <>
      {notes && <OtherNotes attempt={attempt} item={item} question={question} place={place} />}
      <Interaction
        {...files}
        {...shownOrders(attempt.snapshot.value, itemId, question)}
        question={question}
        response={response}
        readOnly={!attempt.canChange()}
        labelledBy={labelledBy}
        onAnswer={answer}
      />
    </>
  );
}

/** What is to be told of an answer, where the answer itself stands in the midst of a text. */
export function OtherNotes({ attempt, item, question, place }: Omit<AnswerProps, 'labelledBy'>) {
  const words = interactionText().copy;
  return (
    <Notes
      attempt={attempt}
      place={place}
      copyWords={(copy) => (
        <>
          {words.before} <AnswerView question={question} response={copy} files={item.media} media={attempt.media} />{' '}
          {words.after}
        </>
      )}
    />
  );
}
