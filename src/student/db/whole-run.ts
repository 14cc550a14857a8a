import type { SyncBody } from '../../shared/contract/set-responses.ts';
import { pendingBatch } from './pending-batch.ts';
import type { AnswerRow, RunRow } from './rows.ts';

/**
 * Everything that this device ever answered in a run, as the uploads that would carry it from the first change on. A pure
 * function of the rows; empty when nothing was.
 */
export function wholeRun(run: RunRow, answers: readonly AnswerRow[]): SyncBody[] {
  const uploads: SyncBody[] = [];
  for (let ackedSeq = 0; ; ) {
    const batch = pendingBatch({ ...run, ackedSeq }, answers);
    if (batch === null) return uploads;
    uploads.push(batch);
    ackedSeq = batch.sync.lastSeq;
    if (ackedSeq >= run.seq) return uploads;
  }
}
