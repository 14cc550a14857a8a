import type { Response } from '../../shared/contract/response.ts';
import type { StudentItem } from '../../shared/contract/student/item.ts';
import type { StudentQuestion } from '../../shared/contract/student/question.ts';
import { answerOf } from '../session/answers.ts';
import type { Attempt } from '../session/attempt.ts';
import { restText } from '../strings/rest-text.ts';
import { Content } from './content.tsx';
import { AnswerView } from './interactions/answer-view.tsx';

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
  return (
    <>
      {'body' in question && (
        <div class="content">
          <Content
            nodes={question.body}
            files={item.media}
            media={attempt.media}
            place={(node) => node.type === 'slot' && <Slot {...view} index={node.index} />}
          />
        </div>
      )}
      <dl class="answers">
        <dt>{words.yourAnswer}</dt>
        <dd>{response ? <AnswerView {...view} response={response} /> : <span class="aside">{words.noAnswer}</span>}</dd>
        {right && (
          <>
            <dt class="right-mark">{words.correctAnswer}</dt>
            <dd>
              <AnswerView {...view} response={right} />
            </dd>
          </>
        )}
      </dl>
    </>
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
  if (question.interactionType !== 'hottext') return <span class="gap">{index + 1}</span>;
  return (
    <u>
      <Content nodes={question.options[index]?.content ?? []} files={files} media={media} />
    </u>
  );
}
