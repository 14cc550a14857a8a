import { z } from 'zod/mini';
import { keepStatements, keepWrites } from './kept-statement.ts';
import type { Db } from './store.ts';
import type { AnswerSheetTable, AnswerTable } from './tables.ts';

/*
 * The answers of a run that came together, in one row (docs/decisions/0043). A question's answer is on the sheet of its run or in a
 * row of `answer`; in both only where a server that knows no sheets ran beside this one, and then the row counts.
 */

/** An answer wherever it lies. */
export interface AnswerRow extends AnswerTable {
  /** Said only of those that lie on the sheet. */
  onSheet?: boolean;
}

/** Item, question, number and response. A response stays the text that it was: digests are made of it. */
const sheetAnswer = z.tuple([z.string(), z.string(), z.int(), z.nullable(z.string())]);
const sheetAnswers = z.array(sheetAnswer);
export type SheetAnswer = z.infer<typeof sheetAnswer>;

/** @throws SyntaxError or ZodError for what is no sheet: the store wrote it, so the store is broken */
export function rowsOf(sheet: AnswerSheetTable): AnswerRow[] {
  const { workspace_id, run_id, epoch, writer, source, received_at } = sheet;
  return sheetAnswers.parse(JSON.parse(sheet.answers_json)).map(([item_id, question_id, seq, response_json]) => ({
    workspace_id,
    run_id,
    item_id,
    question_id,
    response_json,
    epoch,
    writer,
    seq,
    source,
    received_at,
    onSheet: true,
  }));
}

const ofRun = keepStatements();

export async function answersOnSheet(db: Db, workspaceId: string, runId: string): Promise<AnswerRow[]> {
  const { rows } = await ofRun(db, 'run', [workspaceId, runId], () =>
    db.selectFrom('answer_sheet').selectAll().where('workspace_id', '=', workspaceId).where('run_id', '=', runId),
  );
  return rows.flatMap(rowsOf);
}

export async function sheetsOfRuns(
  db: Db,
  workspaceId: string,
  runIds: readonly string[],
): Promise<AnswerSheetTable[]> {
  if (runIds.length === 0) return [];
  return db
    .selectFrom('answer_sheet')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('run_id', 'in', runIds)
    .execute();
}

const put = keepWrites();

/**
 * Writes the sheet of a run that has none.
 * @param answers of questions that have no answer yet
 * @throws when there is a sheet, whose answers are not replaced; over PostgreSQL where the job next waits
 */
export async function putSheet(
  db: Db,
  common: Omit<AnswerSheetTable, 'answered' | 'answers_json'>,
  answers: readonly SheetAnswer[],
): Promise<void> {
  const { workspace_id, run_id, epoch, writer, source, received_at } = common;
  const answered = answers.reduce((sum, [, , , response]) => (response === null ? sum : sum + 1), 0);
  const answers_json = JSON.stringify(answers);
  const sheet: AnswerSheetTable = { workspace_id, run_id, epoch, writer, source, received_at, answered, answers_json };
  await put(db, 'one', Object.values(sheet), () => db.insertInto('answer_sheet').values(sheet));
}

const drop = keepWrites();

export async function dropSheet(db: Db, workspaceId: string, runId: string): Promise<void> {
  await drop(db, 'one', [workspaceId, runId], () =>
    db.deleteFrom('answer_sheet').where('workspace_id', '=', workspaceId).where('run_id', '=', runId),
  );
}
