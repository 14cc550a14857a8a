import { useRef } from 'preact/hooks';
import type { Content as Nodes } from '../../../shared/contract/content.ts';
import type { StudentQuestion } from '../../../shared/contract/student/question.ts';
import type { QuestionPlace } from '../../session/order.ts';
import { interactionText } from '../../strings/interaction-text.ts';
import { text } from '../../strings/text.ts';
import { Answer } from '../answer.tsx';
import { Content } from '../content.tsx';
import { placeOf, QuestionList, type QuestionListProps } from '../question-list.tsx';
import { scrollToTop, useQuestionArrival } from '../use-question-arrival.ts';
import { FlagRow } from './flag-row.tsx';
import { OtherNotes } from './other-answer.tsx';
import '../question.css';
import './mixed-item.css';

interface Placed {
  question: StudentQuestion;
  at: QuestionPlace;
}

/** One text with several questions in it, and below it those that have no place there. */
export function MixedItem(props: QuestionListProps) {
  const { attempt, item } = props;
  const section = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const placed = item.questions.flatMap((question): Placed[] => {
    const at = placeOf(attempt, item, question.id);
    return at && standsIn(item.body, question.id) ? [{ question, at }] : [];
  });
  const [first] = placed;

  const numbers = placed.map(({ at }) => at.number);

  useQuestionArrival(props, numbers, ({ number, isNewItem, isNewText }) => {
    const fromTop = isNewItem && number === first?.at.number;
    // Who comes to the text reads it first; who comes to one of its questions wants to answer that one.
    const control = section.current?.querySelector<HTMLElement>(`[data-question="${number}"] :is(${CONTROLS})`);
    if (fromTop || !control) heading.current?.focus({ preventScroll: isNewText });
    else control.focus();
    if (fromTop && isNewText) scrollToTop(heading.current);
  });

  if (!first) return <QuestionList {...props} />;
  const id = `question-${first.at.number}`;
  const { files, media } = { files: item.media, media: attempt.media };
  const shown = { attempt, item, files, media, headingId: id, alone: placed.length === 1 };
  return (
    <>
      <section class="question mixed" dir="auto" ref={section}>
        <div class="question-head" dir={text().dir}>
          <h2 id={id} ref={heading} tabIndex={-1}>
            {interactionText().mixed.questionsOf(numbers, attempt.questions.length)}
          </h2>
          <FlagRow attempt={attempt} places={placed.map(({ at }) => at)} />
        </div>
        <div class="stem content" lang="">
          <Content
            nodes={item.body}
            files={files}
            media={media}
            place={(node) => {
              const here = node.type === 'question' && placed.find(({ question }) => question.id === node.id);
              return here && <Place {...shown} {...here} />;
            }}
          />
        </div>
        {placed.filter(isInline).map(({ question, at }) => (
          <OtherNotes key={question.id} attempt={attempt} item={item} question={question} place={at} />
        ))}
      </section>
      <QuestionList {...props} questions={item.questions.filter((one) => !standsIn(item.body, one.id))} />
    </>
  );
}

const CONTROLS = 'input, select, textarea, button, audio, video, [tabindex="0"]';

interface PlaceProps extends Placed, Pick<QuestionListProps, 'attempt' | 'item'> {
  headingId: string;
  /** The text has no other question: the heading names it. */
  alone: boolean;
}

function Place({ attempt, item, question, at, headingId, alone }: PlaceProps) {
  const id = `question-${at.number}-place`;
  const inline = isInline({ question });
  const Prompt = inline ? 'span' : 'div';
  const isNamed = !alone || question.prompt.length > 0;
  const label = isNamed && (
    <>
      {!alone && (
        <span class="place-number">
          <span class="unseen">{interactionText().mixed.question} </span>
          {text().number(at.number)}
          <span class="unseen">. </span>
        </span>
      )}
      <Prompt class="place-prompt content" lang="">
        <Content nodes={question.prompt} files={item.media} media={attempt.media} />
      </Prompt>
    </>
  );
  const answer = { attempt, item, question, place: at, labelledBy: isNamed ? id : headingId };
  if (inline) {
    return (
      <span class="place" data-question={at.number}>
        {label && <span id={id}>{label}</span>}
        <Answer {...answer} notes={false} />
      </span>
    );
  }
  return (
    <div class="place-block" data-question={at.number}>
      {label && (
        <div class="content" id={id}>
          {label}
        </div>
      )}
      <Answer {...answer} />
    </div>
  );
}

/** Those that stand in a line of text. */
const isInline = ({ question: { interactionType } }: Pick<Placed, 'question'>) =>
  interactionType === 'inlineChoice' || interactionType === 'textEntry';

const standsIn = (nodes: Nodes, id: string): boolean =>
  nodes.some((node) =>
    node.type === 'question' ? node.id === id : node.type === 'element' && standsIn(node.children, id),
  );
