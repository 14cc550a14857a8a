import type { RunRow, SessionRow } from './rows.ts';

/**
 * True while a submit can be taken back: it was the student's and not the end of the time, no server has signed for it, and
 * nothing of its results was to be seen here, or a student could look at the score and answer again.
 */
export const canTakeBack = (run: RunRow, { listed: { shown, config } }: SessionRow): boolean =>
  run.state === 'submitted' &&
  run.sealed === null &&
  run.submit?.clock?.endedBy !== 'time' &&
  (run.provisional === null || !(config.showScoreOnComplete || config.showCorrectAnswersOnComplete)) &&
  (shown === null || shown.attempt < run.attempt);
