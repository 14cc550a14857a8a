import { readFile } from 'node:fs/promises';
import type { ImportLine, PackageAnswer, SkippedItem } from '../../../shared/contract/import-report.ts';
import { examIdOf } from '../package/exam-id.ts';
import { PackageRefused } from '../package/package-refused.ts';
import type { ImportContext } from '../package/store-package.ts';
import { putExam, readyExam } from '../put-exam.ts';
import { type CsvLine, readCsvExam } from './csv-exam.ts';
import { decodeCsv } from './decode-csv.ts';

/** A thousand questions, each with a page of text. */
export const MAX_CSV_BYTES = 8 * 1024 * 1024;

const hrefOf = (line: number | null) => `row ${line ?? 1}`;

/**
 * Imports a table of questions as an exam, as a new version when it differs from the newest.
 * @param file on disk, at most `MAX_CSV_BYTES`
 * @param name of the exam, and what tells it from others: a table of the same name is the same exam. Without one it is told
 * by its questions
 * @throws PackageRefused when not one row can be taken
 */
export async function importCsv(
  file: string,
  name: string | undefined,
  context: ImportContext,
): Promise<PackageAnswer> {
  const { store, workspaceId, now } = context;
  const { exam, lines } = readCsvExam(decodeCsv(await readFile(file)), name ?? 'Imported questions');
  const report: ImportLine[] = lines.map((line) => ({ file: '', ...line }));
  const skipped: SkippedItem[] = lines.flatMap(skippedOf);
  if (!exam) {
    const [first] = lines.filter(({ outcome }) => outcome === 'refused');
    throw new PackageRefused(`no question of the table can be taken: ${first?.reason ?? ''}`, { report, skipped });
  }
  const ids = exam.items.map(({ id }) => id);
  const examId = examIdOf({ manifest: 'csv', test: name ?? '', items: name === undefined ? ids : [] });
  const ready = readyExam(exam);
  const version = await store.write((db) => putExam(db, workspaceId, examId, ready, now()));
  const items = lines.flatMap(({ outcome, line, id, title = '' }) =>
    outcome === 'imported' && id !== undefined ? [{ id, href: hrefOf(line), title }] : [],
  );
  return { examId, version, name: exam.name, items, skipped, report };
}

const skippedOf = ({ outcome, line, reason = '' }: CsvLine): SkippedItem[] =>
  outcome === 'refused' && line !== null ? [{ href: hrefOf(line), reason }] : [];
