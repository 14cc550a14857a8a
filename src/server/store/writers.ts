import { FIRST_ORDER, type WriterOrder, writerOrder } from '../../shared/contract/writer-order.ts';
import { insertMany } from './insert-many.ts';
import { keepStatements } from './kept-statement.ts';
import type { Db } from './store.ts';
import type { WriterTable } from './tables.ts';

export type WriterRow = WriterTable;

const put = insertMany<WriterRow>({
  columns: [
    'workspace_id',
    'run_id',
    'writer',
    'device_id',
    'acked_through',
    'journaled_through',
    'last_heard_at',
    'order_json',
  ],
  build: (db, rows) =>
    db
      .insertInto('writer')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['workspace_id', 'run_id', 'writer']).doUpdateSet(({ ref, fn }) => ({
          acked_through: ref('excluded.acked_through'),
          journaled_through: ref('excluded.journaled_through'),
          last_heard_at: ref('excluded.last_heard_at'),
          // A claim does not say it.
          order_json: fn.coalesce(ref('excluded.order_json'), ref('writer.order_json')),
        })),
      ),
});

/** Notes how far a writer's changes are on this server's disk. */
export const putWriter = (db: Db, row: WriterRow): Promise<void> => put(db, [row]);

const ofRuns = keepStatements();

/** The writers of several runs: what a device is told that it need not send again. */
export async function writersOfRuns(db: Db, workspaceId: string, runIds: string[]): Promise<WriterRow[]> {
  if (runIds.length === 0) return [];
  const { rows } = await ofRuns(db, runIds.length, [workspaceId, ...runIds], () =>
    db.selectFrom('writer').selectAll().where('workspace_id', '=', workspaceId).where('run_id', 'in', runIds),
  );
  return rows;
}

/** What the writers of a run have said of their order; two devices are never in one epoch, so it is one device's. */
export async function ordersOfRun(db: Db, workspaceId: string, runId: string): Promise<Map<string, WriterOrder>> {
  const rows = await writersOfRuns(db, workspaceId, [runId]);
  return new Map(rows.map((row) => [row.writer, orderIn(row)]));
}

const orderIn = ({ order_json }: WriterRow): WriterOrder =>
  order_json === null ? FIRST_ORDER : writerOrder.parse(JSON.parse(order_json));
