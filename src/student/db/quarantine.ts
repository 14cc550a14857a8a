import { changeRun } from './change-run.ts';
import type { SatchelDatabase } from './database.ts';
import { randomId } from './random-id.ts';
import { awaitsReceipt, isUploadable } from './runs.ts';

export interface Refused {
  itemId: string;
  questionId: string;
  /** The change that the server refused; a later one of the same question is not meant. */
  seq: number;
  reason: string;
}

/**
 * Marks answers that the server refused by name. From now on they travel as raw text to the server's journal, and a
 * submit that waits is made anew without them. The student sees Needs attention; the value stays. What another pass (the
 * page's, the service worker's) got across meanwhile is the server's, and nothing is wrong with it.
 */
export async function quarantineAnswers(db: SatchelDatabase, run: string, refused: readonly Refused[]): Promise<void> {
  const submitId = randomId();
  await changeRun(db, run, {
    change: (row, answers) => ({
      run: row,
      answers: answers.map((answer) => {
        if (answer.seq <= row.ackedSeq) return answer;
        const why = refused.find(({ itemId, questionId, seq }) => {
          return answer.itemId === itemId && answer.questionId === questionId && answer.seq === seq;
        });
        return why === undefined ? answer : { ...answer, problem: why.reason };
      }),
      resubmit: awaitsReceipt(row) ? submitId : null,
    }),
  });
}

/** Says on the run itself why it needs attention, while it has something to send. Nothing is given up: it is tried again. */
export async function markRun(db: SatchelDatabase, run: string, problem: string | null): Promise<void> {
  await changeRun(db, run, {
    change: (row, answers) =>
      row.problem === problem || !isUploadable(row) ? null : { run: { ...row, problem }, answers, resubmit: null },
  });
}
