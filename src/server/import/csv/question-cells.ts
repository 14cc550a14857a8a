/** What a row says of its question, trimmed; empty for a cell that is not there. */
export interface QuestionCells {
  question: string;
  type: string;
  correct: string;
  points: string;
  /** Letters of the options that are filled in, with their text. */
  options: Array<{ letter: string; text: string }>;
}
