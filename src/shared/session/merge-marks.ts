import type { StudentMarks } from '../contract/student-marks.ts';
import { readMarks, writeMarks } from '../contract/student-marks.ts';

/**
 * Marks that were made on two devices at once, as JSON text: nothing that was made on either is lost, and of what is set in one
 * place only, `own` stands. Where both together are more than travels, `own` alone does.
 */
export function mergeMarks(own: string, theirs: string): string {
  const [mine, other] = [readMarks(own), readMarks(theirs)];
  const merged: StudentMarks = {
    ...other,
    ...mine,
    crossedOut: mergeCrossedOut(mine.crossedOut, other.crossedOut),
    highlights: [
      ...mine.highlights,
      ...other.highlights.filter(({ id }) => !mine.highlights.some((known) => known.id === id)),
    ],
  };
  return writeMarks(merged) ?? own;
}

type CrossedOut = StudentMarks['crossedOut'];

function mergeCrossedOut(mine: CrossedOut, other: CrossedOut): CrossedOut {
  const merged = new Map<string, CrossedOut[number]>();
  for (const [itemId, questionId, indexes] of [...mine, ...other]) {
    const key = JSON.stringify([itemId, questionId]);
    const known = merged.get(key)?.[2] ?? [];
    merged.set(key, [itemId, questionId, [...new Set([...known, ...indexes])].sort((a, b) => a - b)]);
  }
  return [...merged.values()];
}
