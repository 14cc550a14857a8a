import type { ExamConfigSettings } from '../../shared/contract/exam-config.ts';
import type { Results } from '../../shared/contract/score.ts';
import { resolveAttempts } from '../../shared/session/attempt-resolution.ts';
import type { AttemptRow } from '../store/exam-sessions.ts';
import { readResults } from './stored-results.ts';

/** The attempt whose results are shown, with the score that the config's strategy makes of all; null while none is complete. */
export function countingAttempt(
  attempts: readonly AttemptRow[],
  settings: ExamConfigSettings,
): { scoreActual: number | null; shown: AttemptRow } | null {
  const resolved = resolveAttempts(
    attempts.map((row) => ({ attempt: row.attempt, maturity: row.maturity, scoreActual: row.score_actual, row })),
    settings.attemptResolutionStrategy.mode,
  );
  return resolved && { scoreActual: resolved.scoreActual, shown: resolved.shown.row };
}

/** What an attempt was scored; null while it is not complete. */
export function resultsOf({ maturity, results_json: json }: AttemptRow): Results | null {
  return maturity === 'COMPLETE' && json !== null ? readResults(json) : null;
}
