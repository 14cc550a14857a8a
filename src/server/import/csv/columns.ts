import { ImportRefused } from '../qti/import-refused.ts';
import type { TableRow } from './read-table.ts';

export const OPTION_LETTERS = 'ABCDEFGHIJ'.split('');

/** Names of columns, and what teachers call them too; case, spaces and a colon behind do not matter. */
const NAMES: Record<string, readonly string[]> = {
  question: ['question', 'question text', 'prompt', 'stem'],
  type: ['type', 'question type'],
  correct: ['correct', 'correct answer', 'correct answers', 'answer', 'key', 'answer key'],
  points: ['points', 'point', 'score', 'max score'],
  objective: ['objective', 'objectives', 'standard', 'standards'],
  passage: ['passage', 'text', 'stimulus', 'reading passage'],
  id: ['id'],
};
const KNOWN = new Map(Object.entries(NAMES).flatMap(([column, names]) => names.map((name) => [name, column] as const)));
const OPTION = /^(?:(?:option|choice|answer) ?)?([a-j])$/;

/** Where each known column stands, by `question`, `A`, `correct`…; each with the name that its header has. */
export interface Columns {
  at: ReadonlyMap<string, number>;
  count: number;
  /** Headers that say nothing to an import. */
  unknown: string[];
}

/** @throws ImportRefused, for a teacher to read, when the header is none */
export function readColumns({ row, cells }: TableRow): Columns {
  const at = new Map<string, number>();
  const unknown: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const name = cell
      .trim()
      .toLowerCase()
      .replace(/[\s_-]+/g, ' ')
      .replace(/ ?:$/, '');
    const column = KNOWN.get(name) ?? OPTION.exec(name)?.[1]?.toUpperCase();
    if (column === undefined) {
      if (name !== '') unknown.push(cell.trim());
    } else if (at.has(column)) throw new ImportRefused(`has two columns for "${column}"`, row);
    else at.set(column, index);
  }
  if (!at.has('question')) {
    throw new ImportRefused(
      'has no column "question": the first row names the columns, and one of them is "question"',
      row,
    );
  }
  return { at, count: cells.length, unknown };
}
