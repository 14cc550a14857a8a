import { rowsOf, sheetsOfRuns } from '../store/answer-sheet.ts';
import { answersOfRuns } from '../store/answers.ts';
import type { WrittenBy } from '../store/check-rows.ts';
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
  const written: WrittenBy[] = [];
  for (const sheet of await sheetsOfRuns(db, workspaceId, runIds)) {
    const problem = (sentence: string) => report.problem(workspaceId, `run ${sheet.run_id}: ${sentence}`);
    const seqs = numbersOn(sheet, problem);
    if (!seqs) continue;
    written.push({ runId: sheet.run_id, writer: sheet.writer, lastSeq: Math.max(...seqs), rows: seqs.length });
    const twice = await questionsTwice(db, workspaceId, sheet.run_id);
    if (twice > 0) problem(`${twice} of the questions on its sheet have another answer beside it`);
  }
  return written;
}

function numbersOn(sheet: AnswerSheetTable, problem: (sentence: string) => void): number[] | undefined {
  try {
    const rows = rowsOf(sheet);
    const answered = rows.filter((row) => row.response_json !== null).length;
    if (answered !== sheet.answered) problem(`its sheet says ${sheet.answered} answers and has ${answered}`);
    return rows.map(({ seq }) => seq);
  } catch (error) {
    problem(`its sheet cannot be read: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

async function questionsTwice(db: Db, workspaceId: string, runId: string): Promise<number> {
  const answers = await answersOfRuns(db, workspaceId, [runId]);
  return answers.length - new Set(answers.map((row) => JSON.stringify([row.item_id, row.question_id]))).size;
}
