import { useContext, useEffect, useRef } from 'preact/hooks';
import { text } from '../strings/text.ts';
import { Answer, type AnswerProps } from './answer.tsx';
import { Content } from './content.tsx';
import { Settled } from './settled.ts';
import './question.css';

interface Props extends Omit<AnswerProps, 'labelledBy'> {
  /** Rises with every move to this question, whose heading takes the focus then; 0 when nobody moved to it. */
  arrival: number;
  /** The student comes to text that is new to them above the question, and starts with that. */
  fromTop: boolean;
  /** It stands below the body of its item, which belongs to its stem. */
  withBody: boolean;
}

export function Question({ arrival, fromTop, withBody, ...props }: Props) {
  const { attempt, item, question, place } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (arrival === 0) return;
    heading.current?.focus({ preventScroll: fromTop });
    if (fromTop) scrollTo(0, 0);
  }, [arrival]);

  const id = `question-${place.number}`;
  const { files, media } = { files: item.media, media: attempt.media };
  const flagged = attempt.isFlagged(place);
  const settled = useContext(Settled);
  const prompt = <Content nodes={question.prompt} files={files} media={media} />;
  // Below a text of its own: all of that would be read out as the name of its options.
  const asks = withBody && item.body.length > 0 && question.prompt.length > 0 ? `${id}-prompt` : undefined;

  return (
    <section class="question" dir="auto">
      <div class="question-head" dir={text().dir}>
        {settled && (
          <>
            <h2 id={id} ref={heading} tabIndex={-1} aria-description={item.stimulus && text().attempt.passageAbove}>
              {text().attempt.questionOf(place.number, attempt.questions.length)}
            </h2>
            <button
              type="button"
              class="quiet flag"
              aria-pressed={flagged}
              aria-describedby={item.questions.length > 1 ? id : undefined}
              disabled={!attempt.canChange()}
              onClick={() => attempt.toggleFlag(place.itemId, place.questionId)}
            >
              <span class="flag-mark" aria-hidden="true" />
              {text().attempt.flag}
            </button>
          </>
        )}
      </div>
      <div class="stem content" lang="" id={`${id}-stem`}>
        {withBody && <Content nodes={item.body} files={files} media={media} />}
        {asks ? (
          <div class="content" id={asks}>
            {prompt}
          </div>
        ) : (
          prompt
        )}
      </div>
      <Answer {...props} labelledBy={asks ?? `${id}-stem`} />
    </section>
  );
}
