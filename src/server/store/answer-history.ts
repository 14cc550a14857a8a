import type { Insertable, Selectable } from 'kysely';
import { insertMany } from './insert-many.ts';
import type { Db } from './store.ts';
import type { AnswerHistoryTable, AnswerTable } from './tables.ts';

export type HistoryRow = Omit<Insertable<AnswerHistoryTable>, 'history_id'>;

/** Keeps values that were replaced, or that came too late to count. */
export const addHistory = insertMany<HistoryRow>({
  columns: [
    'workspace_id',
    'run_id',
    'item_id',
    'question_id',
    'response_json',
    'epoch',
    'writer',
    'seq',
    'source',
    'received_at',
    'replaced_at',
  ],
  build: (db, rows) => db.insertInto('answer_history').values(rows),
});

/**
 * What a writer wrote to a run that no longer stands, or never did.
 * @param seqs the changes that are asked for; all of them without
 */
export async function historyOfWriter(
  db: Db,
  workspaceId: string,
  runId: string,
  writer: string,
  seqs?: readonly number[],
): Promise<Omit<AnswerTable, 'source'>[]> {
  let query = db
    .selectFrom('answer_history')
    .select([
      'workspace_id',
      'run_id',
      'item_id',
      'question_id',
      'response_json',
      'epoch',
      'writer',
      'seq',
      'received_at',
    ])
    .where('workspace_id', '=', workspaceId)
    .where('run_id', '=', runId)
    .where('writer', '=', writer);
  if (seqs) query = query.where('seq', 'in', seqs);
  return query.execute();
}

/** What stopped to count in a run at one of these times, in the order in which it did. */
export async function replacedAt(
  db: Db,
  workspaceId: string,
  runId: string,
  times: number[],
): Promise<Selectable<AnswerHistoryTable>[]> {
  if (times.length === 0) return [];
  return db
    .selectFrom('answer_history')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('run_id', '=', runId)
    .where('replaced_at', 'in', times)
    .orderBy('history_id')
    .execute();
}
