import { createHash } from 'node:crypto';
import { type AuthoredExam, type AuthoredItem, authoredItem, type Objective } from '../../../shared/contract/exam.ts';
import type { ImportLine } from '../../../shared/contract/import-report.ts';
import { freeId } from '../free-id.ts';
import { ImportRefused } from '../qti/import-refused.ts';
import { safeId } from '../qti/safe-id.ts';
import { cellHtml } from './cell-html.ts';
import { type Columns, OPTION_LETTERS, readColumns } from './columns.ts';
import type { QuestionCells } from './question-cells.ts';
import { readQuestion } from './read-question.ts';
import { readTable, type TableRow } from './read-table.ts';
import { RowProblem } from './row-problem.ts';

/** What an import says of a table; `line` is a row as a spreadsheet counts, the header being 1. */
export type CsvLine = Omit<ImportLine, 'file'>;

export interface CsvExam {
  /** As PUT would take it; null when there is no row that could be read. */
  exam: AuthoredExam | null;
  lines: CsvLine[];
}

/** As `authoredExam` has it. */
const MAX_ITEMS = 1000;
/** That are read, the bad ones and those beyond the end of an exam too. */
const MAX_ROWS = 5000;
/** Columns without a meaning that are told one by one. */
const MAX_UNKNOWN = 20;

/**
 * Makes an exam of a table of questions, one a row (docs/questions-from-a-spreadsheet.md). A row that cannot be read is told
 * with its column, in words for the teacher who wrote it, and the others come all the same.
 * @param name of the exam
 */
export function readCsvExam(text: string, name: string): CsvExam {
  const [header, ...rows] = readTable(text, MAX_ROWS + 2);
  if (!header) return { exam: null, lines: [{ line: null, outcome: 'refused', reason: 'the file is empty' }] };
  const lines: CsvLine[] = [];
  const refuse = (line: number | null, reason: string) => void lines.push({ line, outcome: 'refused', reason });
  const columns = columnsOf(header, refuse);
  if (!columns) return { exam: null, lines };
  for (const column of columns.unknown.slice(0, MAX_UNKNOWN)) {
    const reason = `the column "${column.slice(0, 60)}" is not known, and is left out`;
    lines.push({ line: header.row, outcome: 'simplified', reason });
  }
  const [beyond] = rows.splice(MAX_ROWS);
  const objectives = new Map<string, Objective>();
  const items: AuthoredItem[] = [];
  const rowOf = new Map<string, number>();
  for (const row of rows) {
    try {
      if (items.length >= MAX_ITEMS) throw new RowProblem(null, `is beyond the ${MAX_ITEMS} questions of an exam`);
      const read = readRow(row, columns);
      const id = freeId(read.item.id, rowOf);
      const known = rowOf.get(read.item.id);
      if (known !== undefined) {
        lines.push({
          line: row.row,
          outcome: 'simplified',
          reason: `row ${row.row} has the same id or the same question as row ${known}`,
        });
      }
      rowOf.set(id, row.row);
      items.push({ ...read.item, id });
      for (const objective of read.objectives) objectives.set(objective.id, objectives.get(objective.id) ?? objective);
      const questions = read.item.questions.map(({ interactionType }) => interactionType);
      lines.push({ line: row.row, outcome: 'imported', id, title: read.item.name, questions });
    } catch (error) {
      if (!(error instanceof RowProblem)) throw error;
      refuse(row.row, `row ${row.row}${error.column === null ? '' : `, column "${error.column}",`} ${error.message}`);
    }
  }
  if (beyond) {
    refuse(beyond.row, `row ${beyond.row} and all below it are not read: a table may have ${MAX_ROWS} rows`);
  }
  if (items.length === 0) {
    if (rows.length === 0) refuse(null, 'there is no row below the names of the columns');
    return { exam: null, lines };
  }
  return { exam: { name, objectives: [...objectives.values()], items }, lines };
}

function columnsOf(header: TableRow, refuse: (line: number, reason: string) => void): Columns | null {
  try {
    if (header.unclosed) throw new ImportRefused(UNCLOSED, header.row);
    return readColumns(header);
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    refuse(header.row, `row ${header.row} ${error.message}`);
    return null;
  }
}

const UNCLOSED = 'has a quotation mark that opens a text and none that closes it: everything behind it is left out';

function readRow(
  { cells, unclosed }: TableRow,
  { at, count }: Columns,
): { item: AuthoredItem; objectives: Objective[] } {
  if (unclosed) throw new RowProblem(null, UNCLOSED);
  if (cells.slice(count).some((cell) => cell.trim() !== '')) {
    throw new RowProblem(
      null,
      'has more cells than there are columns: a text with the separator in it needs quotation marks around it',
    );
  }
  const cell = (column: string) => (cells[at.get(column) ?? -1] ?? '').trim();
  const said: QuestionCells = {
    question: cell('question'),
    type: cell('type'),
    correct: cell('correct'),
    points: cell('points'),
    options: OPTION_LETTERS.flatMap((letter) => (cell(letter) === '' ? [] : [{ letter, text: cell(letter) }])),
  };
  const { question, rubric } = readQuestion(said);
  const objectives = objectivesOf(cell('objective'));
  const passage = cellHtml(cell('passage'));
  const item = authoredItem.safeParse({
    id: cell('id') === '' ? `question-${digestOf(JSON.stringify([said.question, said.options]))}` : safeId(cell('id')),
    name: said.question.replace(/\s+/g, ' ').slice(0, 200),
    ...(passage !== '' && { stimulus: { id: `passage-${digestOf(passage)}`, body: passage } }),
    alignmentIds: objectives.map(({ id }) => id),
    questions: [question],
    ...(rubric && { rubric }),
  });
  if (!item.success) throw new RowProblem(null, `cannot be taken: ${item.error.issues[0]?.message ?? ''}`);
  if (/\0/.test(cells.join(''))) throw new RowProblem(null, 'holds a character that is no text (U+0000)');
  return { item: item.data, objectives };
}

/** Stays the same when rows are put in another order, so that a corrected table is the same exam. */
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** `2.11.B: explain that saving …`; several have a `|` or a line end between them. */
const objectivesOf = (cell: string): Objective[] => {
  const said = cell.split(/[|\n\r]+/).map((one) => one.trim());
  const objectives = said
    .filter((one) => one !== '')
    .map((one) => {
      const [, abbreviation = one, text = ''] = /^([^:]+):\s+(.+)$/s.exec(one) ?? [];
      return { id: safeId(abbreviation.trim()), abbreviation: abbreviation.trim(), text };
    });
  const byId = new Map<string, Objective>();
  for (const one of objectives) if (!byId.has(one.id)) byId.set(one.id, one);
  return [...byId.values()];
};
