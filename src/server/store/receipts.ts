import { z } from 'zod/mini';
import { submitClaim } from '../../shared/contract/submit-claim.ts';
import { insertMany } from './insert-many.ts';
import type { Db } from './store.ts';
import type { ReceiptTable } from './tables.ts';

export type ReceiptRow = ReceiptTable;

/** The submit that a receipt is for, with the writer whose answers it covers: what `submit_json` holds. */
export const receiptedSubmit = z.extend(submitClaim, { writer: z.string() });
export type ReceiptedSubmit = z.infer<typeof receiptedSubmit>;

/** Every receipt of a run, the latest first. */
export async function receiptsOfRun(db: Db, workspaceId: string, runId: string): Promise<ReceiptRow[]> {
  return db
    .selectFrom('receipt')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('run_id', '=', runId)
    .orderBy('opening', 'desc')
    .orderBy('received_at', 'desc')
    .orderBy('submit_id')
    .execute();
}

const put = insertMany<ReceiptRow>({
  columns: ['workspace_id', 'run_id', 'submit_id', 'opening', 'jws', 'submit_json', 'received_at'],
  build: (db, rows) =>
    db
      .insertInto('receipt')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['workspace_id', 'run_id', 'submit_id']).doUpdateSet(({ ref }) => ({
          jws: ref('excluded.jws'),
          submit_json: ref('excluded.submit_json'),
          received_at: ref('excluded.received_at'),
        })),
      ),
});

/** Stores a receipt, in place of an earlier one for the same submit. */
export const putReceipt = (db: Db, row: ReceiptRow): Promise<void> => put(db, [row]);
