import { resolveAttempts } from '../../shared/session/attempt-resolution.ts';
import { readSettings } from '../session/settings.ts';
import type { SessionToCheck } from '../store/check-rows.ts';
import type { Report } from './report.ts';

/** Holds what a session copies of its runs against them: a list over sessions says nothing that no run says. */
export function checkSession({ session, settingsJson, runs }: SessionToCheck, report: Report): void {
  const problem = (sentence: string) =>
    report.problem(session.workspace_id, `session ${session.session_id}: ${sentence}`);
  const current = runs.find((run) => run.run_id === session.current_run);
  if (!current) {
    problem(`its current run ${session.current_run} is not there`);
    return;
  }
  if (current.archived_at !== null) problem(`its current run ${current.run_id} was put away`);
  const others = runs.filter((run) => run !== current && run.archived_at === null);
  for (const run of others) problem(`run ${run.run_id} is neither current nor put away`);
  if (current.maturity !== session.maturity || current.attempt !== session.attempt) {
    problem(
      `it is ${session.maturity} in attempt ${session.attempt}, and its run ${current.maturity} in attempt ${current.attempt}`,
    );
  }
  if (settingsJson === null) {
    problem(`its config ${session.config_id} is not there`);
    return;
  }
  const attempts = runs
    .filter((run) => run === current || run.archived_by === 'retake')
    .map((run) => ({ attempt: run.attempt, maturity: run.maturity, scoreActual: run.score_actual }));
  const { mode } = readSettings(settingsJson).attemptResolutionStrategy;
  const score = resolveAttempts(attempts, mode)?.scoreActual ?? null;
  if (score !== session.score_actual)
    problem(`its score is ${session.score_actual}, and that of its attempts ${score}`);
}
