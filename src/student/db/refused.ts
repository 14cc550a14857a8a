import type { AnswerRow, RunRow } from './rows.ts';

export const REFUSED = 'The server could not take this answer. It is kept for your teacher.';

/**
 * The answer as it is when the server has signed that it refused `refused` by name: it needs attention, as one does that was
 * refused in an upload. One that was changed since, or is marked already, stays as it is.
 */
export function markRefused(row: AnswerRow, refused: RunRow['refused'] = []): AnswerRow {
  const isRefused = refused.some(([from, through]) => from <= row.seq && row.seq <= through);
  return isRefused && !row.foreign && row.problem === null ? { ...row, problem: REFUSED } : row;
}
