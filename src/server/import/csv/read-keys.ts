import type { QuestionCells } from './question-cells.ts';
import { RowProblem, short } from './row-problem.ts';

/** Letters of the right options, from letters with something or nothing between them, or from the whole text of one option. @throws RowProblem */
export function keysOf({ correct, options }: Pick<QuestionCells, 'correct' | 'options'>): string[] {
  if (correct === '') throw new RowProblem('correct', 'is empty: write the letter of the right option');
  const whole =
    options.find(({ text }) => text === correct) ??
    options.find(({ text }) => text.toLowerCase() === correct.toLowerCase());
  if (whole && !/^[a-j]$/i.test(correct)) return [whole.letter];
  const letters = correct
    .toUpperCase()
    .replace(/\bAND\b/g, ',')
    .split(/[\s,;|&+/]+/)
    .filter((word) => word !== '')
    .flatMap((word) => (/^[A-J]{1,10}$/.test(word) ? word.split('') : [word]));
  for (const letter of letters) {
    if (!/^[A-J]$/.test(letter)) {
      if (whole) return [whole.letter];
      throw new RowProblem(
        'correct',
        `is "${short(correct)}", which is neither the letter of an option nor the text of one`,
      );
    }
    if (!options.some((option) => option.letter === letter)) {
      throw new RowProblem('correct', `names option ${letter}, which is empty`);
    }
  }
  return [...new Set(letters)];
}
