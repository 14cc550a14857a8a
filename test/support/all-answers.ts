import { rowsOf } from '../../src/server/store/answer-sheet.ts';
import type { Db } from '../../src/server/store/store.ts';
import type { AnswerTable } from '../../src/server/store/tables.ts';

/** Every answer that stands in a store, wherever it lies. */
export async function allAnswers(db: Db): Promise<AnswerTable[]> {
  const alone = await db.selectFrom('answer').selectAll().execute();
  const sheets = await db.selectFrom('answer_sheet').selectAll().execute();
  return [...alone, ...sheets.flatMap(rowsOf).map(({ onSheet: _, ...row }) => row)];
}
