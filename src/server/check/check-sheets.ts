import { type AnswerRow, rowsOf, sheetsOfRuns } from '../store/answer-sheet.ts';
import { questionsInRows, type WrittenBy } from '../store/check-rows.ts';
import type { Db } from '../store/store.ts';
import type { AnswerSheetTable } from '../store/tables.ts';
import type { Report } from './report.ts';

/**
 * Holds the sheets of some runs against what is said of them, and names those that cannot be read.
 * @returns what each of the others has of its writer
 */
export async function checkSheets(
  db: Db,
  workspaceId: string,
  runIds: readonly string[],
  report: Report,
): Promise<WrittenBy[]> {
  const sheets = await sheetsOfRuns(db, workspaceId, runIds);
  const withSheet = sheets.map((sheet) => sheet.run_id);
  const inRows = new Set((await questionsInRows(db, workspaceId, withSheet)).map(questionOf));
  return sheets.flatMap((sheet) => {
    const problem = (sentence: string) => report.problem(workspaceId, `run ${sheet.run_id}: ${sentence}`);
    const rows = readSheet(sheet, problem);
    if (!rows) return [];
    const answered = rows.filter((row) => row.response_json !== null).length;
    if (answered !== sheet.answered) problem(`its sheet says ${sheet.answered} answers and has ${answered}`);
    if (new Set(rows.map(questionOf)).size < rows.length) problem('a question is on its sheet twice');
    const twice = rows.filter((row) => inRows.has(questionOf(row))).length;
    if (twice > 0) problem(`${twice} of the questions on its sheet have another answer beside it`);
    const lastSeq = Math.max(...rows.map(({ seq }) => seq));
    return [{ runId: sheet.run_id, writer: sheet.writer, lastSeq, rows: rows.length }];
  });
}

function readSheet(sheet: AnswerSheetTable, problem: (sentence: string) => void): AnswerRow[] | undefined {
  try {
    const rows = rowsOf(sheet);
    if (rows.length > 0) return rows;
    problem('its sheet is empty');
  } catch {
    // Why would be said with a part of the answers.
    problem('its sheet cannot be read');
  }
  return undefined;
}

const questionOf = (row: Pick<AnswerRow, 'run_id' | 'item_id' | 'question_id'>): string =>
  JSON.stringify([row.run_id, row.item_id, row.question_id]);
