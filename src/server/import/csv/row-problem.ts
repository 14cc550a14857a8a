/** Thrown for a row that no question can be made of, in words for the teacher who wrote it. */
export class RowProblem extends Error {
  override name = 'RowProblem';
  /** As the documentation calls it; null for the row as a whole. */
  readonly column: string | null;

  constructor(column: string | null, reason: string) {
    super(reason);
    this.column = column;
  }
}

export const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
