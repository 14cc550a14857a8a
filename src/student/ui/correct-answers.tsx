import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { DeviceSession } from '../../shared/contract/device-session.ts';
import type { StudentItem } from '../../shared/contract/student/item.ts';
import type { Attempt } from '../session/attempt.ts';
import { restText } from '../strings/rest-text.ts';
import { text } from '../strings/text.ts';
import { Content } from './content.tsx';
import { CorrectChoice } from './correct-choice.tsx';
import { CorrectOther } from './correct-other.tsx';
import { placeOf } from './question-list.tsx';
import './correct-answers.css';

type Shown = NonNullable<DeviceSession['shown']>;

interface Props {
  attempt: Attempt;
  /** Authored indexes of the right options of choice questions, by item and question. */
  correct: NonNullable<Shown['correct']>;
  /** A right response to the others. */
  correctResponses: Shown['correctResponses'];
  /** They were just asked for, by a button that is gone: the focus goes to their heading. */
  isNew?: boolean;
}

/** Every question with the student's answer and the right one, in the order that the student saw. */
export function CorrectAnswers({ attempt, correct, correctResponses = {}, isNew = false }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isNew) heading.current?.focus();
  }, []);
  const items = useSignal<StudentItem[]>([]);
  useEffect(() => {
    let gone = false;
    // One after another: the first is readable while the last is still being opened.
    const open = async () => {
      for (const { id } of attempt.items) {
        const item = await attempt.position.read(id);
        if (gone) return;
        if (item) items.value = [...items.value, item];
      }
    };
    void open();
    return () => {
      gone = true;
    };
  }, [attempt, items]);
  return (
    <section class="correct-answers" aria-labelledby="answers-heading">
      <h2 id="answers-heading" ref={heading} tabIndex={-1}>
        {restText().submitted.answersHeading}
      </h2>
      {items.value.map((item) =>
        item.questions.map((question) => {
          const props = { files: item.media, media: attempt.media };
          const own = { attempt, item };
          return (
            <section key={`${item.id} ${question.id}`} dir="auto">
              <h3 dir={text().dir}>{text().attempt.question(placeOf(attempt, item, question.id)?.number ?? 0)}</h3>
              <div class="stem content" lang="">
                {item.questions[0] === question && (
                  <Content
                    nodes={item.body}
                    {...props}
                    place={(node) =>
                      node.type === 'question' && <Gap number={placeOf(attempt, item, node.id)?.number} />
                    }
                  />
                )}
                <Content nodes={question.prompt} {...props} />
              </div>
              {question.interactionType === 'choice' ? (
                <CorrectChoice {...own} question={question} right={correct[item.id]?.[question.id] ?? []} />
              ) : (
                <CorrectOther {...own} question={question} right={correctResponses[item.id]?.[question.id] ?? null} />
              )}
            </section>
          );
        }),
      )}
    </section>
  );
}

/** Where a question stands in the text. */
const Gap = ({ number = 0 }: { number: number | undefined }) => (
  <span class="gap">{text().attempt.question(number)}</span>
);
