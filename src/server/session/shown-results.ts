import type { DeviceSession } from '../../shared/contract/device-session.ts';
import type { ExamConfigSettings } from '../../shared/contract/exam-config.ts';
import type { ItemKey } from '../../shared/contract/item-key.ts';
import { correctResponse } from '../../shared/scoring/correct-response.ts';
import { resolveAttempts } from '../../shared/session/attempt-resolution.ts';
import { byItem } from '../store/by-item.ts';
import type { AttemptRow } from '../store/exam-sessions.ts';
import { resultsOf } from './counting-attempt.ts';

type Shown = NonNullable<DeviceSession['shown']>;
type Showing = Pick<
  ExamConfigSettings,
  'showScoreOnComplete' | 'showCorrectAnswersOnComplete' | 'attemptResolutionStrategy'
>;

/** The attempt whose results a student may see, and what of them; null when there is nothing to see. */
export interface ShownAttempt {
  attempt: AttemptRow;
  /** What is sent of it, without the right answers. */
  shown: Shown;
  /** The right answers are sent too. */
  withCorrect: boolean;
}

/**
 * What the config lets a student see; what may not be shown is not sent. The right answers are held back while a
 * further attempt, or a reopened one, is open: they are its answers too.
 * @param attempts those that count, the current one last
 */
export function shownAttempt(attempts: readonly AttemptRow[], settings: Showing): ShownAttempt | null {
  const { showScoreOnComplete, showCorrectAnswersOnComplete } = settings;
  if (!showScoreOnComplete && !showCorrectAnswersOnComplete) return null;
  const resolved = resolveAttempts(
    attempts.map((row) => ({ attempt: row.attempt, maturity: row.maturity, scoreActual: row.score_actual, row })),
    settings.attemptResolutionStrategy.mode,
  );
  if (!resolved) return null;
  const { row } = resolved.shown;
  const withCorrect = showCorrectAnswersOnComplete && attempts.at(-1)?.maturity === 'COMPLETE';
  if (!showScoreOnComplete && !withCorrect) return null;
  return {
    attempt: row,
    shown: {
      attempt: row.attempt,
      ...(showScoreOnComplete && { scoreActual: resolved.scoreActual, results: resultsOf(row) }),
    },
    withCorrect,
  };
}

/** The right options of every choice question, by item and question. */
export function correctOptions(items: readonly ItemKey[]): NonNullable<Shown['correct']> {
  return byItem(
    items.flatMap(({ id: itemId, questions }) =>
      questions.flatMap((question) =>
        question.interactionType === 'choice' ? [{ itemId, questionId: question.id, value: question.keys }] : [],
      ),
    ),
  );
}

/** A right response to every other question that has one; nothing at all where there is none. */
export function correctResponses(items: readonly ItemKey[]): Pick<Shown, 'correctResponses'> {
  const found = items.flatMap(({ id: itemId, questions }) =>
    questions.flatMap((question) => {
      const value = 'declaration' in question ? correctResponse(question) : null;
      return value === null ? [] : [{ itemId, questionId: question.id, value }];
    }),
  );
  return found.length > 0 ? { correctResponses: byItem(found) } : {};
}
