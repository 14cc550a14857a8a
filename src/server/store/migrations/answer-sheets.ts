import type { Kysely } from 'kysely';
import type { Ddl } from '../ddl.ts';
import { createTable } from './create-table.ts';

/** What came together lies in one row (docs/decisions/0043). Answers of before stay where they are. */
export async function answerSheets(db: Kysely<unknown>, ddl: Ddl): Promise<void> {
  await createTable(db, ddl)(
    'answer_sheet',
    {
      workspace_id: 'text',
      run_id: 'text',
      epoch: 'integer',
      writer: 'text',
      source: 'text',
      received_at: 'integer',
      answered: 'integer',
      answers_json: 'text',
    },
    { key: ['workspace_id', 'run_id'] },
  );
}
