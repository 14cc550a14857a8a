import type { AttemptResolutionMode } from '../contract/exam-config.ts';
import type { Maturity } from '../contract/maturity.ts';
import { decimal, roundedQuotient, total } from '../lib/decimal.ts';
import { PERCENTAGE_DECIMALS } from '../scoring/percentage.ts';

export interface ScoredAttempt {
  /** From 1, and once each. */
  attempt: number;
  maturity: Maturity;
  /** Percentage; null when there was nothing to reach. */
  scoreActual: number | null;
}

/** What counts for the session: the percentage, and the attempt whose results are shown beside it. */
export interface ResolvedAttempt<Attempt> {
  scoreActual: number | null;
  shown: Attempt;
}

/**
 * Picks what counts by `attemptResolutionStrategy` among the complete attempts that were not put away by a reset, in
 * whatever order they come. HIGHEST takes the latest of equals, and a null percentage ranks below every other; AVERAGE
 * averages the percentages and shows the latest attempt's results.
 *
 * @returns null while no attempt is complete
 */
export function resolveAttempts<Attempt extends ScoredAttempt>(
  attempts: Iterable<Attempt>,
  mode: AttemptResolutionMode,
): ResolvedAttempt<Attempt> | null {
  const complete = [...attempts]
    .filter(({ maturity }) => maturity === 'COMPLETE')
    .sort((a, b) => a.attempt - b.attempt);
  const [first, latest] = [complete[0], complete.at(-1)];
  if (!first || !latest) return null;
  switch (mode) {
    case 'FIRST':
      return { scoreActual: first.scoreActual, shown: first };
    case 'LATEST':
      return { scoreActual: latest.scoreActual, shown: latest };
    case 'HIGHEST': {
      const highest = complete.reduce((best, next) => (rank(next) >= rank(best) ? next : best));
      return { scoreActual: highest.scoreActual, shown: highest };
    }
    case 'AVERAGE':
      return { scoreActual: average(complete), shown: latest };
    default:
      return mode satisfies never;
  }
}

const rank = ({ scoreActual }: ScoredAttempt) => scoreActual ?? Number.NEGATIVE_INFINITY;

/** Over the attempts that have a percentage, rounded as a percentage is. */
function average(attempts: readonly ScoredAttempt[]): number | null {
  const scores = attempts.flatMap(({ scoreActual }) => (scoreActual === null ? [] : [scoreActual]));
  if (scores.length === 0) return null;
  return roundedQuotient(total(scores), decimal(scores.length), PERCENTAGE_DECIMALS);
}
