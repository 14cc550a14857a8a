import { PROTOCOL_VERSION } from '../../shared/contract/protocol.ts';
import type { SessionView } from '../../shared/contract/session-view.ts';
import type { SeqsByItem, SyncBlock, SyncBody } from '../../shared/contract/set-responses.ts';
import { startOf } from '../../shared/session/run-clock.ts';
import type { AnswerRow, RunRow } from './rows.ts';
import { readClock } from './run-clock.ts';
import { isUploadable, unsentAnswers } from './runs.ts';

export interface BatchLimits {
  /** 0 makes a batch without answers, which asks whether the server works at all. */
  answers: number;
  /** Characters of JSON before compression. */
  size: number;
}
export const BATCH_LIMITS: BatchLimits = { answers: 200, size: 256 * 1024 };

/** Longest raw text that the journal takes (`contract/set-responses.ts`). */
const RAW_LIMIT = 500_000;

/**
 * What to send next of a run, or null when the server has all of it. A pure function of the rows:
 *
 * 1. It holds exactly the changes in (baseSeq, lastSeq], where baseSeq is what the server acknowledged.
 * 2. They are the lowest ones, each with the latest response of its question; a superseded change has no row.
 * 3. lastSeq is the greatest seq in the batch; in the last batch it is the counter, which covers superseded changes.
 * 4. Only the last batch carries the submit, and the marks when the server has not taken them yet.
 *
 * `run` and `answers` must have been read in one transaction.
 */
export function pendingBatch(
  run: RunRow,
  answers: readonly AnswerRow[],
  limits: BatchLimits = BATCH_LIMITS,
): SyncBody | null {
  if (!isUploadable(run)) return null;
  const unsent = unsentAnswers(run, answers);
  const batch = unsent.slice(0, howMany(unsent, limits));
  const isLast = batch.length === unsent.length && limits.answers > 0;
  // Of a run that was left behind too: should staff restore it, its submit counts then.
  const submit = isLast && run.state !== 'received' ? run.submit : null;
  const sync: SyncBlock = {
    protocol: PROTOCOL_VERSION,
    run: run.run,
    epoch: run.epoch,
    writer: run.writer,
    ...(run.order && { order: run.order }),
    package: run.package,
    baseSeq: run.ackedSeq,
    lastSeq: isLast ? run.seq : (batch.at(-1)?.seq ?? run.ackedSeq),
    seqs: seqsOf(batch.filter((answer) => answer.problem === null)),
  };
  const quarantined = batch.filter((answer) => answer.problem !== null);
  if (quarantined.length > 0) sync.quarantined = quarantined.map(asQuarantined);
  const view = viewOf(run, isLast);
  if (Object.keys(view).length > 0) sync.view = view;
  if (submit !== null) sync.submit = submit;
  return {
    submitForScoring: submit !== null,
    responses: byItem(batch.filter((answer) => answer.problem === null)),
    sync,
  };
}

function viewOf(run: RunRow, isLast: boolean): SessionView {
  const { itemId, flagged = [], marks } = run.view;
  const { unsentMarks } = run;
  const startedAt = startedAtServer(run);
  return {
    ...(itemId && { itemId }),
    ...(flagged.length > 0 && { flagged }),
    ...(startedAt !== null && { startedAt }),
    ...(isLast && unsentMarks && marks !== undefined && { marks }),
  };
}

/** For a device that takes over. Rests count as if it had been started later. */
function startedAtServer(run: RunRow): number | null {
  if (run.clock === undefined) return null;
  const clock = readClock(run);
  // While it rests, the server knows what was used until then.
  if (clock.serverAt === null || clock.restingSince !== null) return null;
  const restMs = clock.rests.reduce((sum, [from, to]) => sum + to - from, 0);
  return Math.max(0, Math.round(startOf(clock, 0) + restMs));
}

/** How many of the lowest changes fit; at least one, because one that is too large alone must still be tried. */
function howMany(unsent: readonly AnswerRow[], limits: BatchLimits): number {
  let size = 0;
  let count = 0;
  for (const answer of unsent) {
    size += JSON.stringify(answer.response).length + (answer.raw?.length ?? 0) + answer.itemId.length * 2 + 80;
    if (count >= limits.answers || (count > 0 && size > limits.size)) break;
    count++;
  }
  return count;
}

function byItem(answers: readonly AnswerRow[]): SyncBody['responses'] {
  const items = new Map<string, SyncBody['responses'][number]>();
  for (const { itemId, questionId, response } of answers) {
    const item = items.get(itemId) ?? { itemId, questions: [] };
    item.questions.push({ id: questionId, response });
    items.set(itemId, item);
  }
  return [...items.values()];
}

function seqsOf(answers: readonly AnswerRow[]): SeqsByItem {
  const seqs: SeqsByItem = {};
  for (const { itemId, questionId, seq } of answers) seqs[itemId] = { ...seqs[itemId], [questionId]: seq };
  return seqs;
}

const asQuarantined = ({ itemId, questionId, seq, response, raw, problem }: AnswerRow) => ({
  itemId,
  questionId,
  seq,
  raw: (raw ?? JSON.stringify(response)).slice(0, RAW_LIMIT),
  reason: (problem ?? '').slice(0, 1000),
});
