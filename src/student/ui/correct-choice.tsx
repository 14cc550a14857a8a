import type { StudentItem } from '../../shared/contract/student/item.ts';
import type { Student } from '../../shared/contract/student/question.ts';
import { answerOf } from '../session/answers.ts';
import type { Attempt } from '../session/attempt.ts';
import { optionOrder } from '../session/order.ts';
import { restText } from '../strings/rest-text.ts';
import { Content } from './content.tsx';
import { chosenIndexes, letter } from './interactions/options.ts';

interface Props {
  attempt: Attempt;
  item: StudentItem;
  question: Student<'choice'>;
  /** Authored indexes. */
  right: readonly number[];
}

/** All options, with those marked that the student chose and those that are right. */
export function CorrectChoice({ attempt, item, question, right }: Props) {
  const words = restText().submitted;
  const chosen = chosenIndexes(answerOf(attempt.answers.value, item.id, question.id).response);
  return (
    <>
      <ul>
        {optionOrder(attempt.snapshot.value, item.id, question).map((index, at) => (
          <li key={index} class={`${right.includes(index) ? 'right' : ''}${chosen.includes(index) ? ' own' : ''}`}>
            <span class="letter" dir="ltr" aria-hidden="true">
              {letter(at)}
            </span>
            <div class="content" lang="">
              <Content nodes={question.options[index]?.content ?? []} files={item.media} media={attempt.media} />
            </div>
            <span class="marks">
              {chosen.includes(index) && <b>{words.yourAnswer}</b>}
              {right.includes(index) && <span class="right-mark">{words.correctAnswer}</span>}
            </span>
          </li>
        ))}
      </ul>
      {chosen.length === 0 && <p class="aside">{words.noAnswer}</p>}
    </>
  );
}
