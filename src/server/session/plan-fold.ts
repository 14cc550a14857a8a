/*
 * What a restored run takes back from the journal: a pure function.
 *
 *  1. Only what stranded because the run had been put away, only from the device that held it then, and not what is known to
 *     have been given to another version of the exam: the rest waits for staff as before.
 *  2. Every change ends in the answers or in the history, in the order in which the writer made them.
 *  3. Taking the same rows again changes nothing.
 */
import type { JournalRow } from '../store/journal.ts';
import {
  type BatchEntry,
  type BatchFacts,
  isNewer,
  questionKey,
  type RunFacts,
  type StandingAnswer,
} from './plan-batch.ts';
import { STRAND_REASONS } from './strand-reasons.ts';

export interface FoldPlan {
  /** Null when nobody ever held the run. */
  holder: string | null;
  put: StandingAnswer[];
  replaced: StandingAnswer[];
  lost: StandingAnswer[];
  /** The rows that are in the answers or the history now. */
  taken: JournalRow[];
}

/** @param stranded the stranded rows of the run in the order of arrival */
export function planFold(
  run: Pick<RunFacts, 'epoch' | 'holder' | 'heldFromEpoch' | 'examVersion'>,
  standing: ReadonlyMap<string, StandingAnswer>,
  stranded: JournalRow[],
  check: (entry: Pick<BatchEntry, 'itemId' | 'questionId' | 'json'>) => string | null,
  orders: BatchFacts['orders'] = new Map(),
): FoldPlan {
  const waiting = stranded.filter(({ state, reason }) => state === 'waiting' && reason === STRAND_REASONS.archived);
  const holder = run.holder ?? waiting[0]?.device_id ?? null;
  const put = new Map<string, StandingAnswer>();
  const replaced: StandingAnswer[] = [];
  const lost: StandingAnswer[] = [];
  const taken: JournalRow[] = [];

  for (const row of waiting) {
    const change = fromJournal(row, run.epoch);
    if (row.device_id !== holder || row.epoch < run.heldFromEpoch) continue;
    if ((row.exam_version ?? run.examVersion) !== run.examVersion || check(change) !== null) continue;
    taken.push(row);
    const key = questionKey(change);
    const earlier = put.get(key);
    const current = earlier ?? standing.get(key);
    if (current === undefined) put.set(key, change);
    else if (isNewer({ ...change, order: orders.get(change.writer) }, current, orders)) {
      put.set(key, change);
      if (earlier) lost.push(earlier);
      else replaced.push(current);
    } else lost.push(change);
  }
  return { holder, put: [...put.values()], replaced, lost, taken };
}

/** @param epoch the run's: the holder may still have named the one before */
function fromJournal(row: JournalRow, epoch: number): StandingAnswer {
  return {
    itemId: row.item_id,
    questionId: row.question_id,
    json: row.response_json,
    epoch,
    writer: row.writer,
    seq: row.seq,
    source: 'restored',
    receivedAt: row.received_at,
  };
}
