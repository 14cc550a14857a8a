import { attemptSeed } from '../../shared/scoring/attempt-seed.ts';
import { percentage } from '../../shared/scoring/percentage.ts';
import { scoreExam } from '../../shared/scoring/score-exam.ts';
import type { RunChange, RunRow } from '../store/runs.ts';
import type { ExamKeys } from './exam-keys.ts';
import { type StandingAnswers, standingResponses } from './standing-answers.ts';

/** The results of a run over the answers that stand, as columns of its row. */
export function scoreRun(
  exam: ExamKeys,
  standing: StandingAnswers,
  { session_id: sessionId, attempt }: Pick<RunRow, 'session_id' | 'attempt'>,
): Pick<RunChange, 'results_json' | 'score_actual'> {
  const results = scoreExam(exam.items, standingResponses(standing), attemptSeed(sessionId, attempt));
  return { results_json: JSON.stringify(results), score_actual: percentage(results.points) };
}
