import type { SyncAnswer } from '../../shared/contract/set-responses.ts';
import { addQuarantined, settleStranded } from '../store/journal.ts';
import { type RunChange, updateRun } from '../store/runs.ts';
import type { Db } from '../store/store.ts';
import { putWriter } from '../store/writers.ts';
import type { SessionContext } from './context.ts';
import type { BatchEntry, BatchPlan, StandingAnswer } from './plan-batch.ts';
import { receiptAnew } from './receipt.ts';
import { recordEvent } from './record-event.ts';
import { refreshSession, runAfter } from './refresh-session.ts';
import { scoreRun } from './score-run.ts';
import { type SubmitOutcome, settleSubmit } from './settle-submit.ts';
import { writeAnswers } from './standing-answers.ts';
import { startedBy } from './start-run.ts';
import { syncAnswerOf } from './sync-answer.ts';
import { orderJson, quarantinedRows, type Upload } from './upload.ts';
import { viewAfter } from './view-after.ts';

type AppliedPlan = Extract<BatchPlan, { kind: 'applied' }>;

/** Writes a batch of the holder: answers, cursor, submit, score, and what the session copies of them. */
export async function applyBatch(db: Db, upload: Upload, plan: AppliedPlan, ctx: SessionContext): Promise<SyncAnswer> {
  const { workspaceId, sync, rows, standing, exam } = upload;
  const { run } = rows;
  const wasComplete = run.maturity === 'COMPLETE';
  const changed = plan.put.length > 0;

  await writeAnswers(
    db,
    workspaceId,
    { run: run.run_id, standing, now: ctx.now },
    {
      put: plan.put.map((entry) => fromDevice(entry, upload, plan, ctx.now)),
      replaced: plan.replaced,
      lost: plan.lost.map((entry) => fromDevice(entry, upload, plan, ctx.now)),
    },
  );
  await addQuarantined(db, quarantinedRows(upload, ctx.now));
  await noteWriter(db, upload, plan, ctx.now);

  if (changed && wasComplete) {
    await flag(db, upload, { reason: 'late-answers', answers: plan.put.length }, ctx);
  }
  const target = { run, standing, receipts: upload.receipts, writer: sync.writer, through: plan.ackedThrough };
  const anew = changed && wasComplete ? await receiptAnew(db, workspaceId, target, ctx) : undefined;
  const submitted: SubmitOutcome = sync.submit ? await settleSubmit(db, upload, sync.submit, ctx) : {};

  const change = submitted.change ?? {};
  if (changed && change.maturity === undefined) Object.assign(change, startedBy(run.maturity, ctx.now));
  noteUpload(change, upload, plan);
  const isComplete = (change.maturity ?? run.maturity) === 'COMPLETE';
  if (isComplete && exam && (changed || !wasComplete)) {
    const scored = scoreRun(exam, standing, run);
    change.results_json = scored.results_json;
    change.score_actual = scored.score_actual;
  }
  await updateRun(db, workspaceId, run.run_id, change);
  const examSession = await refreshSession(
    db,
    workspaceId,
    { session: rows.session, run: runAfter(run, change), settingsJson: rows.settingsJson },
    // Answers that came past the device's disk: it has to fetch them, should this be all that is left of them.
    { revise: changed && sync.order?.after !== undefined, contactAt: ctx.now },
  );
  const { ackedThrough, differs } = plan;
  const outcome = submitted.holds ? 'incomplete' : 'applied';
  const answer = await syncAnswerOf(db, workspaceId, { outcome, ackedThrough, examSession, differs }, ctx);
  const receipt = submitted.receipt ?? anew;
  if (receipt !== undefined) answer.receipt = receipt;
  if (submitted.holds) answer.holds = submitted.holds;
  return answer;
}

function fromDevice(entry: BatchEntry, { sync }: Upload, { epoch }: AppliedPlan, now: number): StandingAnswer {
  const { itemId, questionId, seq, json, response } = entry;
  return { itemId, questionId, seq, json, response, epoch, writer: sync.writer, source: 'device', receivedAt: now };
}

/** Adds to a run's change what the upload itself says, whatever becomes of its submit. */
function noteUpload(change: RunChange, { sync, rows: { run } }: Upload, { hold, pin }: AppliedPlan): void {
  if (hold) {
    change.holder = hold.holder;
    change.epoch = hold.epoch;
    change.held_from_epoch = hold.heldFromEpoch;
    if (run.released === 1) change.released = 0;
  }
  if (pin !== null) change.exam_version = pin;
  if (run.package_hash === null) change.package_hash = sync.package;
  if (sync.view) change.view_json = JSON.stringify(viewAfter(run.view_json, sync.view));
}

async function noteWriter(db: Db, upload: Upload, { ackedThrough }: AppliedPlan, now: number): Promise<void> {
  const { workspaceId, deviceId, sync, rows, writer } = upload;
  await putWriter(db, {
    workspace_id: workspaceId,
    run_id: rows.run.run_id,
    writer: sync.writer,
    device_id: deviceId,
    acked_through: ackedThrough,
    journaled_through: writer.journaledThrough,
    last_heard_at: now,
    order_json: orderJson(sync),
  });
  if (writer.journaledThrough > writer.ackedThrough) {
    await settleStranded(db, workspaceId, { run: rows.run.run_id, writer: sync.writer, through: ackedThrough });
  }
}

async function flag(db: Db, { rows }: Upload, detail: object, ctx: SessionContext): Promise<void> {
  await recordEvent(db, rows.run, { kind: 'flag', detail }, ctx);
}
