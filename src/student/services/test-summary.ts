import { readAccommodations } from '../../shared/contract/accommodations.ts';
import { timeAllowed } from '../../shared/session/deadline.ts';
import { readMaturity } from '../../shared/session/read-maturity.ts';
import { startGate } from '../../shared/session/window.ts';
import type { RunRows, TestRows } from '../db/read-tests.ts';
import type { PackageRow } from '../db/rows.ts';
import { awaitsReceipt, unsentAnswers } from '../db/runs.ts';
import type { TestStep, TestSummary } from '../session/ports.ts';
import { submittedAttempt } from './submitted-attempt.ts';

/** How much of a run is on this device alone: its unsent answers, and a submit that has no receipt. */
export const waitingIn = ({ run, answers }: RunRows): number =>
  unsentAnswers(run, answers).length + (awaitsReceipt(run) ? 1 : 0);

/**
 * One line of My tests.
 *
 * @param serverNow milliseconds since 1970 by the server's clock, as far as it is known
 */
export function testSummary(rows: TestRows, serverNow: number): TestSummary {
  const { session, current, others } = rows;
  const { listed } = session;
  const all = current === null ? others : [current, ...others];
  return {
    sessionId: session.id,
    examName: listed.examName,
    attempt: current?.run.attempt ?? listed.attempt,
    step: nextStep(rows, serverNow),
    ready: rows.package !== null,
    bytes: listed.package.bytes,
    opensAt: listed.config.window.opensAt,
    closesAt: listed.config.window.closesAt,
    allowedMs: timeAllowed({
      timeLimitSeconds: listed.config.timeLimitSeconds ?? null,
      ...readAccommodations(listed.accommodations),
    }),
    answered: current?.answers.length ? current.answers.filter((answer) => answer.response !== null).length : null,
    questions: rows.package?.items.reduce((sum, item) => sum + answerable(item), 0) ?? null,
    waiting: all.reduce((sum, run) => sum + waitingIn(run), 0),
    problem: all.map(problemOf).find((problem) => problem !== null) ?? null,
    isLeftBehind: listed.maturity !== 'COMPLETE' && current?.run.state === 'stranded' && current.run.submit === null,
    submitted: current === null ? null : submittedAttempt(current.run, session),
    canRetake: listed.canRetake,
  };
}

const answerable = ({ questions, unanswered = [] }: PackageRow['items'][number]) =>
  questions.length - unanswered.length;

function nextStep({ session, current, package: package_ }: TestRows, serverNow: number): TestStep {
  const { listed } = session;
  const maturity = readMaturity(listed.maturity);
  if (current !== null && current.run.submit !== null) return 'submitted';
  if (maturity === 'UNKNOWN') return 'ask-teacher';
  const isBegun = current !== null && current.answers.length > 0;
  // Completed elsewhere or by an integrator; what is unsent here still goes up, and can be gone on with.
  if (maturity === 'COMPLETE' && (current === null || waitingIn(current) === 0)) return 'submitted';
  if (isBegun || maturity === 'IN_PROGRESS') return package_ === null ? 'get-ready' : 'continue';
  const gate = startGate(listed.config.window, serverNow);
  if (gate === 'closed') return 'closed';
  if (package_ === null) return 'get-ready';
  return gate === 'open' ? 'start' : 'not-open-yet';
}

/** A run that was left behind before anything was answered in it is nobody's trouble. */
function problemOf({ run, answers }: RunRows): string | null {
  if (run.problem !== null && (run.seq > 0 || run.state !== 'stranded')) return run.problem;
  return answers.find((answer) => answer.problem !== null)?.problem ?? null;
}
