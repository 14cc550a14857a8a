import { HELD_TYPE, heldPayload, RECEIPT_TYPE, receiptPayload } from '../../shared/contract/receipt.ts';
import { type SyncAnswer, type SyncBody, syncAnswer } from '../../shared/contract/set-responses.ts';
import { applyAnswer } from '../db/apply-answer.ts';
import { answersOfRun, type SatchelDatabase } from '../db/database.ts';
import { BATCH_LIMITS, pendingBatch } from '../db/pending-batch.ts';
import { markRun, quarantineAnswers, type Refused } from '../db/quarantine.ts';
import { randomId } from '../db/random-id.ts';
import { readAnswer, readPartition, readRun } from '../db/read-row.ts';
import { REFUSED } from '../db/refused.ts';
import type { RunRow } from '../db/rows.ts';
import type { Received } from '../db/run-transition.ts';
import { classify, type NamedQuestion, type Verdict } from './classify.ts';
import type { Http } from './http.ts';
import type { UploadMemory } from './upload-memory.ts';
import { verifyJws } from './verify-jws.ts';

export interface UploadOptions {
  db: SatchelDatabase;
  http: Http;
  /** Milliseconds since 1970, device clock. */
  now: () => number;
  memory: UploadMemory;
}

export interface UploadNews {
  /** The list of sessions says more: another run is current, a receipt came, a key is not known. */
  refresh: boolean;
  /** The server has answers that this device has not. */
  fetch: boolean;
}

/** How the upload of one run ended. */
export type RunUpload = { news: UploadNews } & (
  | { end: 'done' | 'put-off' | 'sign-in' | 'update' }
  | { end: 'retry'; scope: 'network' | 'request'; retryAfterMs: number | null }
);

const TIRED_AFTER = 3;

const UNKNOWN_TEST = 'The server does not know this test. Your answers are kept on this device. Tell your teacher.';
const NOT_TAKEN = 'The server does not take these answers yet. They are kept on this device. Tell your teacher.';

/** Sends a run batch by batch until the server has all of it, or something is in the way. */
export async function uploadRun(options: UploadOptions, run: string): Promise<RunUpload> {
  const news: UploadNews = { refresh: false, fetch: false };
  for (;;) {
    const next = await nextBatch(options, run);
    if (next === null) return { end: 'done', news };
    // Read and let go before the upload starts: a transaction held through a request would block every save for as
    // long as the school's uplink takes to time out.
    const verdict = await send(options, next);
    if (verdict.action === 'ok') {
      const after = await receive(options, next, verdict.answer, news);
      if (after === null) return { end: 'done', news };
      // The server took it and nothing moved: asking again at once would only spin.
      if (!hasMoved(next.row, after)) return { end: 'retry', scope: 'request', retryAfterMs: null, news };
      options.memory.succeeded(run);
      continue;
    }
    const end = await settle(options, next, verdict);
    if (end !== null) return { ...end, news };
  }
}

interface Next {
  row: RunRow;
  batch: SyncBody;
}

const nextBatch = ({ db, memory }: UploadOptions, run: string, limit = memory.limit(run)): Promise<Next | null> =>
  db.transaction('r', [db.runs, db.answers], async () => {
    const stored = await db.runs.get(run);
    if (stored === undefined) return null;
    const row = readRun(stored);
    const answers = (await answersOfRun(db, run).toArray()).map(readAnswer);
    const batch = pendingBatch(row, answers, { ...BATCH_LIMITS, answers: limit });
    return batch && { row, batch };
  });

async function send({ http }: UploadOptions, { row, batch }: Next): Promise<Verdict<SyncAnswer>> {
  const path = `/api/exam-session/${encodeURIComponent(row.sessionId)}/responses`;
  const { submitForScoring, ...rest } = batch;
  // False is what it is taken for when it is left out, as it can be with every answer but the last.
  const body = submitForScoring ? batch : rest;
  const request = { method: 'POST', token: row.uploadToken, body, isUrgent: submitForScoring } as const;
  return classify(await http.request(path, request), syncAnswer);
}

async function receive(options: UploadOptions, { row, batch }: Next, answer: SyncAnswer, news: UploadNews) {
  const received = await checkSignatures(options, row, batch, answer);
  const after = await applyAnswer(options.db, row.partition, received, options.now());
  const { examSession } = answer;
  const isReceiptUnknown = answer.receipt !== undefined && received.receipt === null;
  news.refresh ||= examSession.run !== row.run || isReceiptUnknown || after?.state !== row.state;
  const isAhead = examSession.revision > row.revision || examSession.epoch > row.epoch;
  news.fetch ||= answer.outcome === 'applied' && examSession.run === row.run && isAhead;
  news.fetch ||= after !== null && after.writer !== row.writer;
  return after;
}

async function checkSignatures(
  { db }: UploadOptions,
  row: RunRow,
  sent: SyncBody,
  answer: SyncAnswer,
): Promise<Received> {
  const partition = await db.partitions.get(row.partition);
  const publicKeys = partition === undefined ? [] : readPartition(partition).publicKeys;
  const { receipt, held } = answer;
  const receiptSays =
    receipt === undefined
      ? null
      : await verifyJws({ jws: receipt, type: RECEIPT_TYPE, payload: receiptPayload, publicKeys });
  const heldSays =
    held === undefined ? null : await verifyJws({ jws: held, type: HELD_TYPE, payload: heldPayload, publicKeys });
  const isHeld = heldSays?.session === row.sessionId && heldSays.run === row.run && heldSays.writer === row.writer;
  return {
    sent,
    answer,
    receipt: receiptSays !== null && receipt !== undefined ? { jws: receipt, payload: receiptSays } : null,
    held: isHeld && held !== undefined ? held : null,
    newSubmitId: randomId(),
    newWriter: randomId(),
  };
}

const hasMoved = (before: RunRow, after: RunRow) =>
  before.ackedSeq !== after.ackedSeq ||
  before.state !== after.state ||
  before.writer !== after.writer ||
  before.seq !== after.seq ||
  before.unsentMarks !== after.unsentMarks ||
  before.view.marks !== after.view.marks ||
  before.submit?.submitId !== after.submit?.submitId;

type End = RunUpload extends infer U ? (U extends unknown ? Omit<U, 'news'> : never) : never;

/** Does what the verdict asks for. @returns null when the next batch can go at once */
async function settle(
  options: UploadOptions,
  next: Next,
  verdict: Exclude<Verdict<SyncAnswer>, { action: 'ok' }>,
): Promise<End | null> {
  const { db, memory, now } = options;
  const { row, batch } = next;
  switch (verdict.action) {
    case 'retry': {
      const { scope, retryAfterMs } = verdict;
      const isTired = scope === 'request' && memory.failed(row.run, batch.sync.baseSeq) >= TIRED_AFTER;
      if (isTired && (await makeSmaller(options, next, true))) return null;
      return { end: 'retry', scope, retryAfterMs };
    }
    case 'halve':
      return (await makeSmaller(options, next, false)) ? null : await putOff(options, row, NOT_TAKEN);
    case 'quarantine': {
      const refused = verdict.named.flatMap((named) => refusedBy(batch, named));
      if (refused.length === 0) return await putOff(options, row, NOT_TAKEN);
      await quarantineAnswers(db, row.run, refused);
      return null;
    }
    case 'strand':
      return await putOff(options, row, verdict.problem === 'not-found' ? UNKNOWN_TEST : NOT_TAKEN);
    case 'sign-in':
      // Its upload token comes anew with the next list.
      memory.putOff(row.run, row.uploadToken, now());
      return { end: 'sign-in' };
    case 'update':
      return { end: 'update' };
  }
}

async function putOff({ db, memory, now }: UploadOptions, row: RunRow, problem: string): Promise<End> {
  await markRun(db, row.run, problem);
  memory.putOff(row.run, row.uploadToken, now());
  return { end: 'put-off' };
}

/**
 * Halves the batch. One answer that still fails goes on as quarantined, but when the server is what fails, only after
 * it took a batch without any answer: a server that is down for all must not cost a single answer its place.
 *
 * @returns false when there is nothing left to make smaller
 */
async function makeSmaller(options: UploadOptions, { row, batch }: Next, mayBeServer: boolean): Promise<boolean> {
  const single = singleAnswer(batch);
  const size = sizeOf(batch);
  if (size > 1) {
    options.memory.halve(row.run, size);
    return true;
  }
  if (single === null) return false;
  if (mayBeServer) {
    const probe = await nextBatch(options, row.run, 0);
    if (probe === null || (await send(options, probe)).action !== 'ok') return false;
  }
  await quarantineAnswers(options.db, row.run, [single]);
  return true;
}

const sizeOf = ({ responses, sync }: SyncBody) =>
  responses.reduce((sum, item) => sum + item.questions.length, 0) + (sync.quarantined?.length ?? 0);

/** The only answer of a batch, unless it is quarantined already. */
function singleAnswer(batch: SyncBody): Refused | null {
  if (sizeOf(batch) !== 1 || batch.responses.length === 0) return null;
  return refusedBy(batch, { item: 0, question: 0, reason: REFUSED })[0] ?? null;
}

function refusedBy(batch: SyncBody, { item, question, reason }: NamedQuestion): Refused[] {
  const itemId = batch.responses[item]?.itemId;
  const questionId = batch.responses[item]?.questions[question]?.id;
  if (itemId === undefined || questionId === undefined) return [];
  const seq = batch.sync.seqs[itemId]?.[questionId];
  return seq === undefined ? [] : [{ itemId, questionId, seq, reason }];
}
