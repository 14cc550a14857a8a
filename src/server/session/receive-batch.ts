import { PROTOCOL_VERSION } from '../../shared/contract/protocol.ts';
import type { SyncAnswer, SyncBody } from '../../shared/contract/set-responses.ts';
import { FIRST_ORDER } from '../../shared/contract/writer-order.ts';
import { invalid } from '../http/parse-input.ts';
import { ProblemError } from '../http/problem.ts';
import { type AskAnswers, answersAhead } from '../store/answers-ahead.ts';
import { receiptsOfRun } from '../store/receipts.ts';
import type { Db } from '../store/store.ts';
import { loadUploadRows, type UploadRows } from '../store/upload-rows.ts';
import { ordersOfRun } from '../store/writers.ts';
import { applyBatch } from './apply-batch.ts';
import { checkResponse } from './check-response.ts';
import type { SessionContext } from './context.ts';
import { loadExamKeys } from './exam-keys.ts';
import { loadKnown } from './known-changes.ts';
import { noSuchRun } from './not-found.ts';
import { type BatchEntry, heldThrough, planBatch, type RunFacts, type WriterFacts } from './plan-batch.ts';
import { pathOf, readBatch } from './read-batch.ts';
import { type StandingAnswers, standingIn } from './standing-answers.ts';
import { strandBatch } from './strand-batch.ts';
import { syncAnswerOf, todaysState } from './sync-answer.ts';
import type { Upload } from './upload.ts';

export interface ReceivedBatch {
  sessionId: string;
  /** The run and the device that the upload token is for. */
  run: string;
  deviceId: string;
  body: SyncBody;
  /** Sealed in a file, and brought by somebody. */
  byFile?: boolean;
}

/**
 * Takes one batch of a device: the receiving half of sync. Repeats, reorders and strangers change nothing that stands; whatever
 * is acknowledged is in the answers, their history or the journal when the caller's transaction commits.
 * @throws ProblemError `protocol` when device and server speak different versions, `not-found` for an unknown run, `invalid`
 * when an answer does not fit the exam that the run is pinned to (nothing of the batch is taken then)
 */
export async function receiveBatch(
  db: Db,
  workspaceId: string,
  { sessionId, run, deviceId, body, byFile = false }: ReceivedBatch,
  ctx: SessionContext,
): Promise<SyncAnswer> {
  const { sync } = body;
  if (sync.protocol !== PROTOCOL_VERSION) {
    throw new ProblemError('protocol', `This server speaks sync protocol ${PROTOCOL_VERSION}, not ${sync.protocol}.`);
  }
  if (sync.run !== run) throw noSuchRun();
  const entries = readBatch(body);
  const { writer, package: packageHash } = sync;
  const answers = answersAhead(db, workspaceId, run, sync.submit ? [] : entries);
  const rows = await loadUploadRows(db, workspaceId, { sessionId, run, writer, package: packageHash });
  if (!rows) throw noSuchRun();
  const upload = await readUpload(db, { workspaceId, deviceId, sync, rows, byFile }, entries, answers);
  const plan = planBatch({
    run: runFacts(upload),
    writer: upload.writer,
    batch: {
      deviceId,
      writer,
      order: sync.order ?? FIRST_ORDER,
      epoch: sync.epoch,
      baseSeq: sync.baseSeq,
      lastSeq: sync.lastSeq,
      packageVersion: rows.packageVersion,
      entries,
      bringsSubmit: bringsSubmit(upload),
    },
    standing: upload.standing,
    known: upload.known,
    byFile,
    orders: upload.orders,
    check: (entry) => (upload.exam ? checkResponse(upload.exam, entry) : 'the version of the exam is not known here'),
  });

  switch (plan.kind) {
    case 'gap': {
      const examSession = await todaysState(db, upload);
      return syncAnswerOf(db, workspaceId, { outcome: 'gap', ackedThrough: plan.ackedThrough, examSession }, ctx);
    }
    case 'refused':
      throw invalid(plan.misfits.map(({ entry, message }) => ({ path: pathOf(entry.at), message })));
    case 'stranded':
      return strandBatch(db, upload, plan, ctx);
    case 'applied':
      return applyBatch(db, upload, plan, ctx);
    default:
      return plan satisfies never;
  }
}

/** Reads what the batch is judged by, and nothing that an empty or an archived run cannot need. */
async function readUpload(
  db: Db,
  { workspaceId, deviceId, sync, rows, byFile }: Pick<Upload, 'workspaceId' | 'deviceId' | 'sync' | 'rows' | 'byFile'>,
  entries: readonly BatchEntry[],
  answers: AskAnswers,
): Promise<Upload> {
  const { run, session } = rows;
  const isCurrent = run.run_id === session.current_run;
  const version = run.exam_version ?? rows.packageVersion;
  const wasComplete = run.maturity === 'COMPLETE' || run.opening > 1;
  // A submit is judged, and a complete run scored, by all that stands.
  const all = sync.submit !== undefined || run.maturity === 'COMPLETE';
  const isRead = isCurrent && run.maturity !== 'NOT_STARTED';
  const standing: StandingAnswers = isRead ? standingIn(await answers({ all })) : new Map();
  const held = writerFacts(rows);
  const known = await loadKnown(db, workspaceId, {
    run: run.run_id,
    writer: sync.writer,
    entries: entries.filter(({ seq }) => seq <= heldThrough(held)),
    standing: isCurrent ? standing : null,
  });
  const meetsOther = entries.some(({ key }) => (standing.get(key)?.writer ?? sync.writer) !== sync.writer);
  return {
    workspaceId,
    deviceId,
    sync,
    rows,
    writer: held,
    standing,
    known,
    orders: meetsOther ? await ordersOfRun(db, workspaceId, run.run_id) : new Map(),
    exam: isCurrent && version !== null ? await loadExamKeys(db, workspaceId, session.exam_id, version) : null,
    receipts: wasComplete ? await receiptsOfRun(db, workspaceId, run.run_id) : [],
    byFile,
  };
}

const writerFacts = ({ writer }: UploadRows): WriterFacts => ({
  ackedThrough: writer?.acked_through ?? 0,
  journaledThrough: writer?.journaled_through ?? 0,
});

function runFacts({ rows: { run, session } }: Upload): RunFacts {
  return {
    archived: run.run_id !== session.current_run,
    epoch: run.epoch,
    holder: run.holder,
    released: run.released === 1,
    heldFromEpoch: run.held_from_epoch,
    examVersion: run.exam_version,
  };
}

function bringsSubmit({ sync: { submit }, rows, receipts }: Upload): boolean {
  if (!submit || submit.opening < rows.run.opening) return false;
  return receipts.every((receipt) => receipt.submit_id !== submit.submitId);
}
