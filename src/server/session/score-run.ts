import { attemptSeed } from '../../shared/scoring/attempt-seed.ts';
import { percentage } from '../../shared/scoring/percentage.ts';
import { scoreResponses } from '../../shared/scoring/score-exam.ts';
import type { RunRow } from '../store/runs.ts';
import type { ExamKeys } from './exam-keys.ts';
import { questionKey } from './plan-batch.ts';
import { responseIn, type StandingAnswers } from './standing-answers.ts';
import { storedResults } from './stored-results.ts';

/** The results of a run over the answers that stand, as columns of its row. */
export function scoreRun(
  { items }: ExamKeys,
  standing: StandingAnswers,
  { session_id: sessionId, attempt }: Pick<RunRow, 'session_id' | 'attempt'>,
): Pick<RunRow, 'score_actual'> & { results_json: string } {
  const responseTo = (itemId: string, questionId: string) => {
    const answer = standing.get(questionKey({ itemId, questionId }));
    return answer === undefined ? null : responseIn(answer);
  };
  const results = scoreResponses(items, responseTo, attemptSeed(sessionId, attempt));
  return { results_json: storedResults(items, results), score_actual: percentage(results.points) };
}
