import { z } from 'zod/mini';
import type { SeqsByItem } from '../../shared/contract/set-responses.ts';
import type { SubmitClaim } from '../../shared/contract/submit-claim.ts';
import { submitClock } from '../../shared/contract/submit-clock.ts';
import { transition } from '../../shared/session/machine.ts';
import type { RunChange, RunRow } from '../store/runs.ts';
import type { Db } from '../store/store.ts';
import type { SessionContext } from './context.ts';
import type { ExamKeys } from './exam-keys.ts';
import { coverStanding, isWhole, judgeSubmit, type SubmitVerdict } from './judge-submit.ts';
import { coverAll, issueReceipt } from './receipt.ts';
import { recordEvent } from './record-event.ts';
import type { StandingAnswers } from './standing-answers.ts';
import type { Upload } from './upload.ts';

/** What a submit does: nothing for a repeat or an older opening. */
export interface SubmitOutcome {
  change?: RunChange;
  receipt?: string;
  /** The sequence numbers that the server holds, when they do not add up to what the submit says. */
  holds?: SeqsByItem;
}

/** An opening that a device made up must stay countable. */
const MAX_OPENINGS_AHEAD = 1000;

const failedSubmit = z.object({ writer: z.string(), submitId: z.string(), digest: z.string() });

/** Judges the submit of a batch whose answers were just written, and completes the run when it holds what it says. */
export async function settleSubmit(
  db: Db,
  upload: Upload,
  submit: SubmitClaim,
  ctx: SessionContext,
): Promise<SubmitOutcome> {
  const { workspaceId, sync, rows, standing, exam, receipts } = upload;
  const known = receipts.find(({ submit_id }) => submit_id === submit.submitId);
  if (known) return { receipt: known.jws };
  if (submit.opening < rows.run.opening) return {};
  return acceptOrReport(
    db,
    workspaceId,
    { run: rows.run, standing, exam, writer: sync.writer, submit, asItStands: upload.byFile },
    ctx,
  );
}

export interface Submission {
  run: RunRow;
  standing: StandingAnswers;
  /** The version that the answers are checked against; null when it is not known. */
  exam: ExamKeys | null;
  writer: string;
  /** Of the run's present opening, or of a later one that this store has not heard of. */
  submit: SubmitClaim;
  /** Counts even when it does not add up; the record says so. */
  asItStands?: boolean;
}

/** Judges a submit, and completes the run when it counts; else keeps that it failed, and says what is held. */
export async function acceptOrReport(
  db: Db,
  workspaceId: string,
  submission: Submission,
  ctx: SessionContext,
): Promise<SubmitOutcome> {
  const { run, writer, submit } = submission;
  const verdict = await judge(db, workspaceId, submission);
  if (verdict.kind === 'incomplete') {
    return {
      change: { failed_submit_json: JSON.stringify({ writer, submitId: submit.submitId, digest: submit.digest }) },
      holds: verdict.holds,
    };
  }
  if (verdict.asItStands) {
    const { submitId, count: claimed } = submit;
    const detail = { reason: 'submit-as-it-stands', submitId, claimed, held: verdict.count };
    await recordEvent(db, run, { kind: 'flag', detail }, ctx);
  }
  const receipt = await issueReceipt(db, workspaceId, { run, submit, writer, held: verdict }, ctx);
  return { receipt, change: completedBy(run, submit, ctx.now) };
}

async function judge(
  db: Db,
  workspaceId: string,
  { run, standing, exam, writer, submit, asItStands = false }: Submission,
): Promise<SubmitVerdict> {
  const { through } = submit;
  const failed = run.failed_submit_json === null ? null : failedSubmit.parse(JSON.parse(run.failed_submit_json));
  // The very same submit once more is a device that did not hear the first answer, and has repaired nothing yet.
  const isRepeat = failed?.submitId === submit.submitId;
  const failedBefore = asItStands || (failed?.writer === writer && failed.digest === submit.digest && !isRepeat);
  // Nearly always what stands is all that the writer wrote.
  const quick = exam && coverStanding(exam, standing, writer, through);
  if (quick && isWhole(submit, quick)) return { kind: 'accepted', asItStands: false, ...quick, refused: [] };
  const whole = await coverAll(db, workspaceId, { run: run.run_id, standing, writer, through });
  return judgeSubmit(submit, whole, failedBefore);
}

function completedBy(run: RunRow, submit: SubmitClaim, now: number): RunChange {
  const next = transition(run.maturity, 'submit');
  // A backup that was restored may know less openings than the device.
  const opening = Math.min(submit.opening, run.opening + MAX_OPENINGS_AHEAD);
  if (next.kind === 'refused') return { failed_submit_json: null, opening };
  // The device says when, by its clock as last compared with this one; a clock that was never right gives no impossible times.
  const atServer = (deviceTime: number) => Math.min(Math.max(deviceTime + submit.clockOffsetMs, run.created_at), now);
  const startedAt = atServer(submit.startedAt);
  const clock = submit.clock === undefined ? undefined : submitClock.safeParse(submit.clock);
  return {
    failed_submit_json: null,
    opening,
    maturity: next.maturity,
    clock_json: clock?.success ? JSON.stringify(clock.data) : null,
    started_at: startedAt,
    completed_at: Math.max(startedAt, atServer(submit.submittedAt)),
  };
}
