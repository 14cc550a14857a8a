import type { z } from 'zod/mini';
import type { authoredQuestion } from '../../../shared/contract/authored/question.ts';
import { cellHtml } from './cell-html.ts';
import { type Kind, kindOf } from './kind.ts';
import type { QuestionCells } from './question-cells.ts';
import { keysOf } from './read-keys.ts';
import { numberOf } from './read-number.ts';
import { RowProblem, short } from './row-problem.ts';

const QUESTION_ID = 'q';

type AuthoredQuestionInput = z.input<typeof authoredQuestion>;

/** @throws RowProblem */
export function readQuestion(cells: QuestionCells): { question: AuthoredQuestionInput; rubric?: string } {
  if (cells.question === '') throw new RowProblem('question', 'is empty');
  const kind = kindOf(cells);
  const common = { id: QUESTION_ID, prompt: cellHtml(cells.question), ...pointsOf(cells.points) };
  switch (kind) {
    case 'choice':
    case 'multiple':
      return { question: { ...common, ...choiceOf(cells, kind), interactionType: 'choice' } };
    case 'true/false':
      return { question: { ...common, ...choiceOf(asTrueFalse(cells), 'choice'), interactionType: 'choice' } };
    case 'short':
      return { question: { ...common, interactionType: 'textEntry', correct: answersOf(cells.correct) } };
    case 'number':
      return {
        question: { ...common, interactionType: 'textEntry', baseType: 'float', correct: numbersOf(cells.correct) },
      };
    case 'essay':
      return {
        question: { ...common, interactionType: 'extendedText', expectedLines: 8 },
        ...(cells.correct !== '' && { rubric: cellHtml(cells.correct) }),
      };
    default:
      return kind satisfies never;
  }
}

function pointsOf(cell: string): { maxScore?: number } {
  if (cell === '') return {};
  const points = numberOf(cell);
  if (points === undefined) throw new RowProblem('points', `is "${short(cell)}", which is not a number`);
  if (points < 0 || points > 10_000) throw new RowProblem('points', `is ${points}: points go from 0 to 10000`);
  return { maxScore: points };
}

/** Several right answers have a `|` between them. */
function answersOf(cell: string): string[] {
  const answers = cell
    .split('|')
    .map((answer) => answer.trim())
    .filter((answer) => answer !== '');
  if (answers.length === 0)
    throw new RowProblem('correct', 'is empty: write the right answer, or several with | between');
  return answers;
}

const numbersOf = (cell: string): string[] =>
  answersOf(cell).map((answer) => {
    const value = numberOf(answer);
    if (value === undefined) throw new RowProblem('correct', `is "${short(answer)}", which is not a number`);
    return String(value);
  });

function asTrueFalse(cells: QuestionCells): QuestionCells {
  const said = cells.correct.toLowerCase();
  const letter = /^(t|true|yes|y)$/.test(said) ? 'A' : /^(f|false|no|n)$/.test(said) ? 'B' : undefined;
  if (cells.options.length > 0)
    return letter && cells.options.length === 2 && !hasText(cells, said) ? { ...cells, correct: letter } : cells;
  if (letter === undefined) throw new RowProblem('correct', `is "${short(cells.correct)}": write true or false`);
  const options = ['True', 'False'].map((text, at) => ({ letter: 'AB'.charAt(at), text }));
  return { ...cells, correct: letter, options };
}

const hasText = ({ options }: QuestionCells, text: string) =>
  options.some((option) => option.text.toLowerCase() === text);

function choiceOf(cells: QuestionCells, kind: Extract<Kind, 'choice' | 'multiple'>) {
  const { options } = cells;
  if (options.length < 2)
    throw new RowProblem(null, 'has fewer than two options: fill in the columns A and B at least');
  for (const [at, { letter, text }] of options.entries()) {
    const same = options.slice(0, at).find((other) => other.text === text);
    if (same) throw new RowProblem(`option ${letter}`, `says the same as option ${same.letter}`);
  }
  const keys = keysOf(cells);
  if (kind === 'choice' && keys.length > 1) {
    throw new RowProblem(
      'correct',
      `names ${keys.length} options, and a question of type "choice" has one: its type is "multiple"`,
    );
  }
  return {
    maxChoices: kind === 'choice' ? 1 : 0,
    options: options.map(({ letter, text }) => ({ id: letter, content: cellHtml(text), isKey: keys.includes(letter) })),
  };
}
