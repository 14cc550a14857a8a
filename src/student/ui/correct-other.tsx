import type { Response } from '../../shared/contract/response.ts';
import type { StudentItem } from '../../shared/contract/student/item.ts';
import type { StudentQuestion } from '../../shared/contract/student/question.ts';
import { answerOf } from '../session/answers.ts';
import type { Attempt } from '../session/attempt.ts';
import { restText } from '../strings/rest-text.ts';
import { text } from '../strings/text.ts';
import { Content } from './content.tsx';
import { AnswerView } from './interactions/answer-view.tsx';
import { interactionOf } from './interactions/load.ts';
import { shownOrders } from './interactions/shown-orders.ts';

interface Props {
  attempt: Attempt;
  item: StudentItem;
  question: StudentQuestion;
  /** Null where none is known: a person scores it, or points are given for more than one answer. */
  right: Response | null;
}

/** What the student answered, and a right answer below it. */
export function CorrectOther({ attempt, item, question, right }: Props) {
  const { interactionType } = question;
  if (interactionType === 'reading' || interactionType === 'media' || interactionType === 'unsupported') return null;
  const words = restText().submitted;
  const { response } = answerOf(attempt.answers.value, item.id, question.id);
  const view = { question, files: item.media, media: attempt.media };
  const id = (whose: 'own' | 'right') => `${whose}-${item.id}-${question.id}`;
  const shown = (answer: Response, whose: 'own' | 'right') =>
    'picture' in question ? (
      <OnPicture {...{ attempt, item, question }} response={answer} labelledBy={id(whose)} />
    ) : (
      <AnswerView {...view} response={answer} />
    );
  return (
    <>
      {'body' in question && (
        <div class="content" lang="">
          <Content
            nodes={question.body}
            files={item.media}
            media={attempt.media}
            place={(node) => node.type === 'slot' && <Slot {...view} index={node.index} />}
          />
        </div>
      )}
      <dl class="answers">
        <dt id={id('own')}>{words.yourAnswer}</dt>
        <dd>{response ? shown(response, 'own') : <span class="aside">{words.noAnswer}</span>}</dd>
        {right && (
          <>
            <dt id={id('right')} class="right-mark">
              {words.correctAnswer}
            </dt>
            <dd>{shown(right, 'right')}</dd>
          </>
        )}
      </dl>
    </>
  );
}

interface OnPictureProps extends Omit<Props, 'question' | 'right'> {
  question: Extract<StudentQuestion, { picture: unknown }>;
  response: Response;
  labelledBy: string;
}

/** Where an answer is a place, words for it say less than the picture does: the question as it was answered, and not to be changed. */
function OnPicture({ attempt, item, question, response, labelledBy }: OnPictureProps) {
  const Interaction = interactionOf<typeof question.interactionType>(question.interactionType);
  if (!Interaction) return null;
  return (
    <Interaction
      {...shownOrders(attempt.snapshot.value, item.id, question)}
      question={question}
      response={response}
      readOnly
      files={item.media}
      media={attempt.media}
      labelledBy={labelledBy}
      onAnswer={() => undefined}
    />
  );
}

interface SlotProps {
  question: StudentQuestion;
  index: number;
  files: StudentItem['media'];
  media: Attempt['media'];
}

/** A part of the text that could be chosen, or the number of a gap. */
function Slot({ question, index, files, media }: SlotProps) {
  if (question.interactionType !== 'hottext') return <span class="gap">{text().number(index + 1)}</span>;
  return (
    <u>
      <Content nodes={question.options[index]?.content ?? []} files={files} media={media} />
    </u>
  );
}
