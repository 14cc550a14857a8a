import type { SyncBlock } from '../../shared/contract/set-responses.ts';
import type { WriterOrder } from '../../shared/contract/writer-order.ts';
import type { JournalRow } from '../store/journal.ts';
import type { ReceiptRow } from '../store/receipts.ts';
import type { UploadRows } from '../store/upload-rows.ts';
import type { ExamKeys } from './exam-keys.ts';
import type { BatchEntry, WriterFacts } from './plan-batch.ts';
import type { StandingAnswers } from './standing-answers.ts';

/** A batch with the rows that it is judged by. */
export interface Upload {
  workspaceId: string;
  deviceId: string;
  sync: SyncBlock;
  rows: UploadRows;
  writer: WriterFacts;
  standing: StandingAnswers;
  /** Of the entries whose seq is acknowledged: those whose very value is known under it. */
  known: ReadonlySet<BatchEntry>;
  /** Of the writers of the run; empty where the batch meets no answer of another one. */
  orders: ReadonlyMap<string, WriterOrder>;
  /** The exam version that the run is, or is about to be, pinned to; null when neither it nor the package names one. */
  exam: ExamKeys | null;
  /** Receipts of the run, the latest first. */
  receipts: ReceiptRow[];
  /** Came in a file: no device hears of an `incomplete` and repairs it, so that the submit counts as it stands. */
  byFile: boolean;
}

/** What the writer says of its place among those of its device, as it is stored. */
export const orderJson = ({ order }: SyncBlock): string | null => (order === undefined ? null : JSON.stringify(order));

/** A row of the journal for something that came with this batch. */
export function journalRow(
  { workspaceId, deviceId, sync, rows }: Upload,
  row: Pick<JournalRow, 'seq' | 'item_id' | 'question_id' | 'response_json' | 'kind' | 'state' | 'reason' | 'raw'> &
    Partial<Pick<JournalRow, 'writer'>>,
  now: number,
): JournalRow {
  return {
    workspace_id: workspaceId,
    run_id: rows.run.run_id,
    writer: sync.writer,
    session_id: rows.session.session_id,
    device_id: deviceId,
    epoch: sync.epoch,
    received_at: now,
    exam_version: rows.packageVersion,
    decided_by: null,
    decided_at: null,
    ...row,
  };
}

/** What the device sets aside because the server refused it by name. It is kept whole, whatever it is. */
export function quarantinedRows(upload: Upload, now: number): JournalRow[] {
  return (upload.sync.quarantined ?? []).map(({ itemId, questionId, seq, raw, reason }) =>
    journalRow(
      upload,
      {
        seq,
        item_id: storable(itemId),
        question_id: storable(questionId),
        response_json: null,
        kind: 'quarantined',
        state: 'waiting',
        reason: storable(reason),
        raw: storable(raw),
      },
      now,
    ),
  );
}

/** Not every engine can hold U+0000 in a text; in JSON its escape says the same. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '\\u0000');
}
