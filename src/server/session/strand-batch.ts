import { createHash } from 'node:crypto';
import type { SyncAnswer } from '../../shared/contract/set-responses.ts';
import type { SubmitClaim } from '../../shared/contract/submit-claim.ts';
import { addQuarantined, addToJournal, countStranded } from '../store/journal.ts';
import { type RunChange, updateRun } from '../store/runs.ts';
import { eventsOfSession } from '../store/session-events.ts';
import { updateSession } from '../store/session-rows.ts';
import type { Db } from '../store/store.ts';
import { putWriter } from '../store/writers.ts';
import type { SessionContext } from './context.ts';
import { type BatchEntry, type BatchPlan, heldThrough } from './plan-batch.ts';
import { recordEvent } from './record-event.ts';
import { refreshSession, runAfter } from './refresh-session.ts';
import { scoreRun } from './score-run.ts';
import { signHeld } from './sign.ts';
import { writeAnswers } from './standing-answers.ts';
import { startedBy } from './start-run.ts';
import { STRAND_REASONS } from './strand-reasons.ts';
import { syncAnswerOf, todaysState } from './sync-answer.ts';
import { journalRow, orderJson, quarantinedRows, type Upload } from './upload.ts';

type StrandedPlan = Extract<BatchPlan, { kind: 'stranded' }>;

/** Keeps a batch that may not count: whole, once, and signed for. What nobody answered it fills in at once. */
export async function strandBatch(
  db: Db,
  upload: Upload,
  plan: StrandedPlan,
  ctx: SessionContext,
): Promise<SyncAnswer> {
  const { workspaceId, deviceId, sync, rows, writer, receipts } = upload;
  const { run, session } = rows;
  const reason = STRAND_REASONS[plan.reason];
  await addToJournal(db, [
    ...plan.journal.map(({ entry, state }) =>
      journalRow(
        upload,
        {
          writer: journalWriter(upload, entry),
          seq: entry.seq,
          item_id: entry.itemId,
          question_id: entry.questionId,
          response_json: entry.json,
          kind: 'stranded',
          state,
          reason,
          raw: null,
        },
        ctx.now,
      ),
    ),
  ]);
  await addQuarantined(db, quarantinedRows(upload, ctx.now));
  await putWriter(db, {
    workspace_id: workspaceId,
    run_id: run.run_id,
    writer: sync.writer,
    device_id: deviceId,
    acked_through: writer.ackedThrough,
    journaled_through: plan.heldThrough > writer.ackedThrough ? plan.heldThrough : writer.journaledThrough,
    last_heard_at: ctx.now,
    order_json: orderJson(sync),
  });
  if (plan.pin !== null) await updateRun(db, workspaceId, run.run_id, { exam_version: plan.pin });
  const known = receipts.find(({ submit_id }) => submit_id === sync.submit?.submitId);
  if (sync.submit && !known) await keepSubmit(db, upload, sync.submit, ctx);

  await updateSession(db, workspaceId, session.session_id, { last_contact_at: ctx.now });
  const examSession = plan.fill.length > 0 ? await fillIn(db, upload, plan, ctx) : await todaysState(db, upload);
  const held = await signHeld(db, workspaceId, {
    session: session.session_id,
    run: run.run_id,
    writer: sync.writer,
    through: plan.heldThrough,
    count: await countStranded(db, workspaceId, run.run_id, sync.writer),
    receivedAt: new Date(ctx.now).toISOString(),
    standing: 'journal',
  });
  const { heldThrough: ackedThrough, differs } = plan;
  const answer = await syncAnswerOf(db, workspaceId, { outcome: 'stranded', ackedThrough, examSession, differs }, ctx);
  return { ...answer, held, ...(known && { receipt: known.jws }) };
}

/**
 * Under the number of an acknowledged change the journal may have the question with another value, and keeps it: what a file
 * says otherwise stands beside it, as of a writer that is the same however often the file comes.
 */
function journalWriter({ sync, writer }: Upload, { seq, key, json }: BatchEntry): string {
  if (seq > heldThrough(writer)) return sync.writer;
  return createHash('sha256')
    .update(JSON.stringify([sync.writer, seq, key, json]))
    .digest('base64url');
}

/** The questions that the holder has not answered get this writer's answers; the record says so. */
async function fillIn(db: Db, upload: Upload, plan: StrandedPlan, ctx: SessionContext) {
  const { workspaceId, sync, rows, standing, exam } = upload;
  const { run, session, settingsJson } = rows;
  await writeAnswers(
    db,
    workspaceId,
    { run: run.run_id, standing, now: ctx.now },
    {
      put: plan.fill.map(({ itemId, questionId, seq, json, response }) => ({
        itemId,
        questionId,
        seq,
        json,
        response,
        epoch: Math.min(sync.epoch, run.epoch),
        writer: sync.writer,
        source: 'filled',
        receivedAt: ctx.now,
      })),
      replaced: plan.replaced,
    },
  );
  await recordEvent(db, run, { kind: 'filled', detail: { writer: sync.writer, answers: plan.fill.length } }, ctx);
  const change: RunChange = startedBy(run.maturity, ctx.now);
  if (run.maturity === 'COMPLETE' && exam) Object.assign(change, scoreRun(exam, standing, run));
  await updateRun(db, workspaceId, run.run_id, change);
  return refreshSession(db, workspaceId, { session, run: runAfter(run, change), settingsJson }, { revise: true });
}

/** A submit of a run that is not current: should staff restore the run, it counts then. Once, however often it comes. */
async function keepSubmit(db: Db, upload: Upload, submit: SubmitClaim, ctx: SessionContext): Promise<void> {
  const { workspaceId, deviceId, sync, rows } = upload;
  const { run, session } = rows;
  const kept = await eventsOfSession(db, workspaceId, session.session_id, 'stranded-submit');
  const detail = { writer: sync.writer, deviceId, submit };
  const json = JSON.stringify(detail);
  if (kept.some((event) => event.run_id === run.run_id && event.detail_json === json)) return;
  await recordEvent(db, run, { kind: 'stranded-submit', detail }, ctx);
}
