import { attemptSeed } from '../../shared/scoring/attempt-seed.ts';
import { percentage } from '../../shared/scoring/percentage.ts';
import { scoreResponses } from '../../shared/scoring/score-exam.ts';
import type { RunChange, RunRow } from '../store/runs.ts';
import type { ExamKeys } from './exam-keys.ts';
import { questionKey } from './plan-batch.ts';
import { resultsJson } from './results-json.ts';
import { responseIn, type StandingAnswers } from './standing-answers.ts';

/** The results of a run over the answers that stand, as columns of its row. */
export function scoreRun(
  { items }: ExamKeys,
  standing: StandingAnswers,
  { session_id: sessionId, attempt }: Pick<RunRow, 'session_id' | 'attempt'>,
): Pick<RunChange, 'results_json' | 'score_actual'> {
  const responseTo = (itemId: string, questionId: string) => {
    const answer = standing.get(questionKey({ itemId, questionId }));
    return answer === undefined ? null : responseIn(answer);
  };
  const results = scoreResponses(items, responseTo, attemptSeed(sessionId, attempt));
  return { results_json: resultsJson(items, results), score_actual: percentage(results.points) };
}
