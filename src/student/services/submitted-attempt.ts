import { submissionCode } from '../../shared/lib/ticket-code.ts';
import { canTakeBack } from '../db/can-take-back.ts';
import type { RunRow, SessionRow } from '../db/rows.ts';
import { awaitsReceipt } from '../db/runs.ts';
import type { SubmittedAttempt } from '../session/ports.ts';

/**
 * A submit as the screens show it; null while the run is not submitted. A receipt stands in a run's row only after
 * its signature was verified.
 */
export function submittedAttempt(run: RunRow, session: SessionRow): SubmittedAttempt | null {
  const { submit, receipt, receivedAt, provisional } = run;
  if (submit === null) return null;
  const isReceived = run.state === 'received' && receipt !== null && receivedAt !== null;
  return {
    code: submissionCode(submit.digest),
    submittedAt: submit.submittedAt,
    received: isReceived ? { at: new Date(receivedAt).toISOString(), jws: receipt } : null,
    waiting: awaitsReceipt(run),
    canTakeBack: canTakeBack(run, session),
    timeWasOver: submit.clock?.endedBy === 'time',
    provisional: mayShow(session) ? provisional : null,
    shown: session.listed.shown,
  };
}

const mayShow = ({ listed: { config } }: SessionRow) =>
  config.showScoreOnComplete || config.showCorrectAnswersOnComplete;
