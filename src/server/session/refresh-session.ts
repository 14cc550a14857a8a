import type { SessionState } from '../../shared/contract/set-responses.ts';
import { resolveAttempts, type ScoredAttempt } from '../../shared/session/attempt-resolution.ts';
import { type RunChange, type RunRow, runsOfSession } from '../store/runs.ts';
import { type SessionRow, type StandingColumns, type StandingSession, updateStandings } from '../store/session-rows.ts';
import type { Db } from '../store/store.ts';
import { readSettings } from './settings.ts';

/** What a session copies of its current run, and what every answer to a device tells of it. */
export type RunStanding = Pick<
  RunRow,
  'run_id' | 'session_id' | 'maturity' | 'attempt' | 'epoch' | 'opening' | 'score_actual'
>;

/** The run as a change leaves it: what its session copies, and no more, as it is made for every upload. */
export function runAfter(run: RunRow, change: RunChange): RunStanding {
  return {
    run_id: run.run_id,
    session_id: run.session_id,
    maturity: change.maturity ?? run.maturity,
    attempt: change.attempt ?? run.attempt,
    epoch: change.epoch ?? run.epoch,
    opening: change.opening ?? run.opening,
    score_actual: change.score_actual === undefined ? run.score_actual : change.score_actual,
  };
}

export interface Refreshed {
  /** As it was before the change, in the same transaction. */
  session: StandingSession & Pick<SessionRow, 'revision'>;
  /** The current run, as it is after the change. */
  run: RunStanding;
  settingsJson: string;
}

export interface Refresh {
  /** Whether devices have to fetch what changed. */
  revise: boolean;
  /** A device was heard at this time. */
  contactAt?: number;
  /** When the session was reset; null has the next reset be a new one, however soon it comes (docs/decisions/0042). */
  resetAt?: number | null;
}

/**
 * Writes into the session what it copies from its runs: the current one, its maturity and attempt, and the score of the attempt
 * that counts. The only place that does, so that a list over sessions never says what no run says.
 */
export async function refreshSession(
  db: Db,
  workspaceId: string,
  { session, run, settingsJson }: Refreshed,
  { revise, contactAt, resetAt }: Refresh,
): Promise<SessionState> {
  const revision = session.revision + (revise ? 1 : 0);
  const change: StandingColumns = {
    current_run: run.run_id,
    revision,
    maturity: run.maturity,
    attempt: run.attempt,
    score_actual: await scoreThatCounts(db, workspaceId, run, settingsJson),
  };
  if (contactAt !== undefined) change.last_contact_at = contactAt;
  if (resetAt !== undefined) change.reset_at = resetAt;
  await updateStandings(db, workspaceId, [{ session, change }]);
  return sessionStateOf(run, revision);
}

export function sessionStateOf(run: RunStanding, revision: number): SessionState {
  const { maturity, attempt, run_id, epoch, opening } = run;
  return { maturity, attempt, run: run_id, epoch, opening, revision };
}

async function scoreThatCounts(
  db: Db,
  workspaceId: string,
  current: RunStanding,
  settingsJson: string,
): Promise<number | null> {
  const outcome = (run: RunStanding): ScoredAttempt => ({
    attempt: run.attempt,
    maturity: run.maturity,
    scoreActual: run.score_actual,
  });
  // A first attempt is all there is; most sessions never have another.
  if (current.attempt === 1) return current.maturity === 'COMPLETE' ? current.score_actual : null;
  const runs = await runsOfSession(db, workspaceId, current.session_id);
  const earlier = runs.filter((run) => run.run_id !== current.run_id && run.archived_by === 'retake');
  const { mode } = readSettings(settingsJson).attemptResolutionStrategy;
  return resolveAttempts([...earlier, current].map(outcome), mode)?.scoreActual ?? null;
}
