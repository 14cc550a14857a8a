import { type Response, response } from '../../shared/contract/response.ts';
import { insertMany } from './insert-many.ts';
import type { Db } from './store.ts';
import type { AnswerTable } from './tables.ts';

export type AnswerRow = AnswerTable;

export async function answersOfRun(db: Db, workspaceId: string, runId: string): Promise<AnswerRow[]> {
  return db
    .selectFrom('answer')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('run_id', '=', runId)
    .execute();
}

/** The answers of several runs, such as those of a page of sessions. */
export async function answersOfRuns(db: Db, workspaceId: string, runIds: string[]): Promise<AnswerRow[]> {
  if (runIds.length === 0) return [];
  return db
    .selectFrom('answer')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('run_id', 'in', runIds)
    .execute();
}

/** Inserts answers, or replaces what stands for their questions: whether they may was decided before. */
export const putAnswers = insertMany<AnswerRow>({
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
  ],
  build: (db, rows) =>
    db
      .insertInto('answer')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['workspace_id', 'run_id', 'item_id', 'question_id']).doUpdateSet(({ ref }) => ({
          response_json: ref('excluded.response_json'),
          epoch: ref('excluded.epoch'),
          writer: ref('excluded.writer'),
          seq: ref('excluded.seq'),
          source: ref('excluded.source'),
          received_at: ref('excluded.received_at'),
        })),
      ),
});

/** @throws Error when the row holds something that is no response: the store wrote it, so the store is broken */
export function parseResponse(json: string): Response {
  return response.parse(JSON.parse(json));
}
