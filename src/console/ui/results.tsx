import { useEffect, useState } from 'preact/hooks';
import type { z } from 'zod/mini';
import { resultsAnswer } from '../../shared/contract/exam-session.ts';
import { callApi } from '../api.ts';
import { linkTo } from '../place.ts';
import { percentInWords } from '../words.ts';
import { Trouble } from './trouble.tsx';
import './results.css';

type Answer = z.infer<typeof resultsAnswer>;
type Question = NonNullable<Answer['results']>['items'][number]['questions'][number];

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
              <span class={item.score.actual >= item.score.max ? 'right' : 'wrong'}>
                {item.score.actual} of {item.score.max}
              </span>{' '}
              {item.name}
            </p>
            {item.questions.map((question) => (
              <Chosen key={question.id} question={question} />
            ))}
          </li>
        ))}
      </ol>
    </>
  );
}

function Chosen({ question }: { question: Question }) {
  const response = question.response;
  const chosen =
    'options' in response && Array.isArray(response.options) ? response.options.map((option) => option.index) : [];
  const words = (indexes: number[]) =>
    indexes.map((index) => plainText(question.options[index]?.content ?? '')).join(', ') || 'nothing';
  return (
    <p class="second">
      Chose: {words(chosen)} · Right: {words(question.keys.map((key) => key.index))}
    </p>
  );
}

/** The words of authored HTML, shown as text only: this page never renders HTML that came from outside. */
function plainText(html: string): string {
  const text = html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };
  return text.replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => entities[name] ?? '');
}
