import { z } from 'zod/mini';
import { submitClaim } from '../../shared/contract/submit-claim.ts';
import { parseResponse } from '../store/answers.ts';
import { decideInJournal, journalOfRun } from '../store/journal.ts';
import { type ReceiptRow, receiptsOfRun } from '../store/receipts.ts';
import type { RunChange, RunRow } from '../store/runs.ts';
import { eventsOfSession } from '../store/session-events.ts';
import type { SessionRow } from '../store/session-rows.ts';
import type { Db } from '../store/store.ts';
import { ordersOfRun, putWriter, writersOfRuns } from '../store/writers.ts';
import { checkResponse } from './check-response.ts';
import type { SessionContext } from './context.ts';
import { type ExamKeys, loadExamKeys } from './exam-keys.ts';
import { type FoldPlan, planFold } from './plan-fold.ts';
import { receiptAnew } from './receipt.ts';
import { recordEvent } from './record-event.ts';
import { scoreRun } from './score-run.ts';
import { acceptOrReport } from './settle-submit.ts';
import { loadStanding, type StandingAnswers, writeAnswers } from './standing-answers.ts';
import { startedBy } from './start-run.ts';

const keptSubmit = z.object({ writer: z.string(), deviceId: z.string(), submit: submitClaim });

/** What a restored run takes back from the journal. The caller writes `change` into its row. */
export async function foldJournal(
  db: Db,
  workspaceId: string,
  { session, run }: { session: Pick<SessionRow, 'session_id' | 'exam_id'>; run: RunRow },
  ctx: SessionContext,
): Promise<{ change: RunChange; answers: number }> {
  // Without a version nothing was ever answered here whose form could be checked.
  if (run.exam_version === null) return { change: {}, answers: 0 };
  const exam = await loadExamKeys(db, workspaceId, session.exam_id, run.exam_version);
  const standing = await loadStanding(db, workspaceId, run.run_id);
  const stranded = await journalOfRun(db, workspaceId, run.run_id, { kind: 'stranded' });
  const plan = planFold(
    { epoch: run.epoch, holder: run.holder, heldFromEpoch: run.held_from_epoch, examVersion: run.exam_version },
    standing,
    stranded,
    ({ itemId, questionId, json }) =>
      checkResponse(exam, { itemId, questionId, response: json === null ? null : parseResponse(json) }),
    await ordersOfRun(db, workspaceId, run.run_id),
  );
  await writeAnswers(db, workspaceId, { run: run.run_id, standing, now: ctx.now }, plan);
  const decision = { state: 'taken', by: ctx.actor, at: ctx.now } as const;
  for (const row of plan.taken) await decideInJournal(db, workspaceId, row, decision);
  await raiseCursors(db, workspaceId, run.run_id, plan, ctx.now);

  const wasComplete = run.maturity === 'COMPLETE';
  const changed = plan.put.length > 0;
  const change: RunChange = {
    ...(plan.holder !== run.holder && { holder: plan.holder }),
    ...(changed && startedBy(run.maturity, ctx.now)),
  };
  const receipts = await receiptsOfRun(db, workspaceId, run.run_id);
  const folded: Folded = { run, standing, exam, receipts, plan };
  if (wasComplete && changed) await reportLate(db, workspaceId, folded, ctx);
  Object.assign(change, await settleKeptSubmits(db, workspaceId, { ...folded, run: { ...run, ...change } }, ctx));
  const isComplete = (change.maturity ?? run.maturity) === 'COMPLETE';
  if (isComplete && (changed || !wasComplete)) Object.assign(change, scoreRun(exam, standing, run));
  return { change, answers: plan.taken.length };
}

interface Folded {
  run: RunRow;
  standing: StandingAnswers;
  exam: ExamKeys;
  receipts: ReceiptRow[];
  plan: FoldPlan;
}

async function reportLate(
  db: Db,
  workspaceId: string,
  { run, standing, receipts, plan }: Folded,
  ctx: SessionContext,
): Promise<void> {
  await recordEvent(db, run, { kind: 'flag', detail: { reason: 'late-answers', answers: plan.put.length } }, ctx);
  for (const writer of new Set(plan.put.map((answer) => answer.writer))) {
    await receiptAnew(db, workspaceId, { run, standing, receipts, writer, through: Number.MAX_SAFE_INTEGER }, ctx);
  }
}

/**
 * A writer whose journal was taken whole need not send it again. One of whom rows still wait keeps its cursor: its next
 * batch is a gap, and the device sends what is missing as the holder.
 */
async function raiseCursors(db: Db, workspaceId: string, run: string, plan: FoldPlan, now: number): Promise<void> {
  const left = await journalOfRun(db, workspaceId, run, { kind: 'stranded' });
  for (const writer of await writersOfRuns(db, workspaceId, [run])) {
    const isWhole = left.every(
      (row) => row.writer !== writer.writer || row.seq <= writer.acked_through || row.state === 'taken',
    );
    if (writer.device_id !== plan.holder || !isWhole || writer.journaled_through <= writer.acked_through) continue;
    await putWriter(db, { ...writer, acked_through: writer.journaled_through, last_heard_at: now });
  }
}

/** The submits that came while the run was put away. One that does not hold what it says waits for its device. */
async function settleKeptSubmits(
  db: Db,
  workspaceId: string,
  { run, standing, exam, receipts, plan }: Folded,
  ctx: SessionContext,
): Promise<RunChange> {
  const change: RunChange = {};
  for (const event of await eventsOfSession(db, workspaceId, run.session_id, 'stranded-submit')) {
    if (event.run_id !== run.run_id) continue;
    const { writer, deviceId, submit } = keptSubmit.parse(JSON.parse(event.detail_json ?? '{}'));
    const isKnown = receipts.some(({ submit_id }) => submit_id === submit.submitId);
    if (deviceId !== plan.holder || isKnown || submit.opening < run.opening) continue;
    const outcome = await acceptOrReport(
      db,
      workspaceId,
      { run: { ...run, ...change }, standing, exam, writer, submit },
      ctx,
    );
    if (outcome.receipt !== undefined) Object.assign(change, outcome.change);
  }
  return change;
}
