import { useEffect, useState } from 'preact/hooks';
import type { z } from 'zod/mini';
import { resultsAnswer } from '../../shared/contract/exam-session.ts';
import { callApi } from '../api.ts';
import { linkTo } from '../place.ts';
import { answerOf, type ResultQuestion, rightOf, takesAnswer } from '../result-words.ts';
import { percentInWords } from '../words.ts';
import { Trouble } from './trouble.tsx';
import './results.css';

type Answer = z.infer<typeof resultsAnswer>;

/** One session's results: the sum, the objectives, then each item with what was chosen and what is right. */
export function Results({ configId, sessionId }: { configId: string; sessionId: string }) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(() => {
    void callApi('GET', `/api/exam-session/${encodeURIComponent(sessionId)}/results`, resultsAnswer).then((result) => {
      if (result.ok) setAnswer(result.data);
      else setTrouble(result.detail);
    });
  }, [sessionId]);

  return (
    <>
      <p class="trail">
        <a href={linkTo({ name: 'board', configId })}>Back to the test</a>
      </p>
      <Trouble text={trouble} />
      {answer && (
        <>
          <h2>
            {answer.examSession.name}: {percentInWords(answer.examSession.scoreActual)}
          </h2>
          {answer.results === null ? <p>Nothing is scored yet.</p> : <Detail results={answer.results} />}
        </>
      )}
    </>
  );
}

function Detail({ results }: { results: NonNullable<Answer['results']> }) {
  return (
    <>
      <p>
        {results.points.actual} of {results.points.max} points
      </p>
      <ul class="objectives">
        {Object.values(results.objectives).map((objective) => (
          <li key={objective.id}>
            <span>
              <b>{objective.abbreviation}</b> {objective.text}
            </span>
            <meter
              min={0}
              max={objective.score.max || 1}
              value={objective.score.actual}
              aria-label={objective.abbreviation}
            />
            <span class="number">
              {objective.score.actual} of {objective.score.max}
            </span>
          </li>
        ))}
      </ul>
      <ol class="items">
        {results.items.map((item) => (
          <li key={item.id}>
            <p>
              <Points score={item.score} /> {item.name}
            </p>
            {item.questions.filter(takesAnswer).map((question) => (
              <Chosen key={question.id} question={question} />
            ))}
          </li>
        ))}
      </ol>
    </>
  );
}

/** What a person must still score adds neither to what was reached nor to what could be. */
function Points({ score }: { score: NonNullable<Answer['results']>['points'] }) {
  const { actual, max, isScorable } = score;
  if (!isScorable && max === 0) return <span class="second">Not scored yet</span>;
  if (max === 0) return null;
  return (
    <span class={actual >= max ? 'right' : 'wrong'}>
      {actual} of {max}
      {!isScorable && ', not all scored yet'}
    </span>
  );
}

function Chosen({ question }: { question: ResultQuestion }) {
  const right = rightOf(question);
  return (
    <p class="second">
      Chose: {answerOf(question).join(', ') || 'nothing'}
      {right.length > 0 && ` · Right: ${right.join(', ')}`}
    </p>
  );
}
