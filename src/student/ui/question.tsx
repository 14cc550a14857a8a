import { useContext, useRef } from 'preact/hooks';
import { text } from '../strings/text.ts';
import { Answer, type AnswerProps } from './answer.tsx';
import { Content } from './content.tsx';
import { Settled } from './settled.ts';
import { type Arrivals, scrollToTop, useQuestionArrival } from './use-question-arrival.ts';
import './question.css';

interface Props extends Omit<AnswerProps, 'labelledBy'> {
  arrivals: Arrivals;
  /** It stands below the body of its item, which belongs to its stem. */
  withBody: boolean;
}

export function Question({ arrivals, withBody, ...props }: Props) {
  const { attempt, item, question, place } = props;
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
            <Heading {...props} arrivals={arrivals} />
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

/** Takes the focus when the student comes to its question. A part of its own, so that they come to a question that is drawn. */
function Heading({ attempt, item, question, place, arrivals }: Omit<Props, 'withBody'>) {
  const heading = useRef<HTMLHeadingElement>(null);
  useQuestionArrival({ attempt, item, arrivals }, [place.number], ({ isNewText }) => {
    const fromTop = isNewText && question === item.questions[0];
    heading.current?.focus({ preventScroll: fromTop });
    if (fromTop) scrollToTop(heading.current);
  });
  return (
    <h2
      id={`question-${place.number}`}
      ref={heading}
      tabIndex={-1}
      aria-description={item.stimulus && text().attempt.passageAbove}
    >
      {text().attempt.questionOf(place.number, attempt.questions.length)}
    </h2>
  );
}
