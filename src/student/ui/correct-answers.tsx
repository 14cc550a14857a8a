import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { StudentItem } from '../../shared/contract/student/item.ts';
import { answerOf } from '../session/answers.ts';
import type { Attempt } from '../session/attempt.ts';
import { optionOrder } from '../session/order.ts';
import { restText } from '../strings/rest-text.ts';
import { text } from '../strings/text.ts';
import { Content } from './content.tsx';
import { chosenIndexes, letter } from './interactions/choice.tsx';
import './correct-answers.css';

interface Props {
  attempt: Attempt;
  /** Authored indexes of the right options, by item and question. */
  correct: Record<string, Record<string, number[]>>;
}

/** Every question with the student's answer and the right one, in the order that the student saw. */
export function CorrectAnswers({ attempt, correct }: Props) {
  const items = useSignal<StudentItem[]>([]);
  useEffect(() => {
    let gone = false;
    // One after another: the first is readable while the last is still being opened.
    const open = async () => {
      for (const { id } of attempt.items) {
        const item = await attempt.readItem(id);
        if (gone) return;
        if (item) items.value = [...items.value, item];
      }
    };
    void open();
    return () => {
      gone = true;
    };
  }, [attempt, items]);
  const words = restText().submitted;
  return (
    <section class="correct-answers" aria-labelledby="answers-heading">
      <h2 id="answers-heading">{words.answersHeading}</h2>
      {items.value.map((item) =>
        item.questions.map((question) => {
          const place = attempt.questions.find((at) => at.itemId === item.id && at.questionId === question.id);
          const right = correct[item.id]?.[question.id] ?? [];
          const options = question.interactionType === 'choice' ? question.options : [];
          const chosen = chosenIndexes(answerOf(attempt.answers.value, item.id, question.id).response);
          const props = { files: item.media, media: attempt.media };
          return (
            <section key={`${item.id} ${question.id}`}>
              <h3>{text().attempt.question(place?.number ?? 0)}</h3>
              <div class="stem content">
                {item.questions[0] === question && <Content nodes={item.body} {...props} />}
                <Content nodes={question.prompt} {...props} />
              </div>
              <ul>
                {optionOrder(attempt.snapshot.value, item.id, { id: question.id, options }).map((index, at) => (
                  <li key={index} class={right.includes(index) ? 'right' : ''}>
                    <span class="letter" aria-hidden="true">
                      {letter(at)}
                    </span>
                    <div class="content">
                      <Content nodes={options[index]?.content ?? []} {...props} />
                    </div>
                    <span class="marks">
                      {chosen.includes(index) && <span>{words.yourAnswer}</span>}
                      {right.includes(index) && <span class="right-mark">{words.correctAnswer}</span>}
                    </span>
                  </li>
                ))}
              </ul>
              {chosen.length === 0 && <p class="aside">{words.noAnswer}</p>}
            </section>
          );
        }),
      )}
    </section>
  );
}
