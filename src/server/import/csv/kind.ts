import type { QuestionCells } from './question-cells.ts';
import { keysOf } from './read-keys.ts';
import { numberOf } from './read-number.ts';
import { RowProblem, short } from './row-problem.ts';

export type Kind = 'choice' | 'multiple' | 'true/false' | 'short' | 'number' | 'essay';

const NAMES: Record<Kind, readonly string[]> = {
  choice: ['choice', 'single', 'single choice', 'multiple choice', 'mc'],
  multiple: [
    'multiple',
    'multiple response',
    'multiple answer',
    'multiple answers',
    'multi',
    'checkbox',
    'checkboxes',
    'select all',
  ],
  'true/false': ['true/false', 'true false', 'true or false', 'tf', 't/f', 'boolean', 'yes/no'],
  short: ['short', 'short answer', 'text', 'text entry', 'fill in', 'fill in the blank', 'word'],
  number: ['number', 'numeric', 'numerical'],
  essay: ['essay', 'long', 'long answer', 'extended', 'extended text', 'paragraph', 'open'],
};
const KINDS = new Map(
  Object.entries(NAMES).flatMap(([kind, names]) => names.map((name) => [name, kind as Kind] as const)),
);

/** What a row says its question is, or what follows from the cells that it fills in. @throws RowProblem */
export function kindOf(cells: QuestionCells): Kind {
  const said = cells.type.toLowerCase().replace(/[\s_-]+/g, ' ');
  if (said !== '') {
    const kind = KINDS.get(said);
    if (kind === undefined) {
      throw new RowProblem(
        'type',
        `is "${short(cells.type)}": it is one of ${Object.keys(NAMES).join(', ')}, or empty`,
      );
    }
    return kind;
  }
  if (cells.options.length > 0) return keysOf(cells).length > 1 ? 'multiple' : 'choice';
  if (/^(t|f|true|false)$/i.test(cells.correct)) return 'true/false';
  if (cells.correct === '') return 'essay';
  return numberOf(cells.correct) === undefined ? 'short' : 'number';
}
