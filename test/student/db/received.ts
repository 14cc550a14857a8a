import { expect } from 'vitest';
import type { SyncAnswer } from '../../../src/shared/contract/set-responses.ts';
import { pendingBatch } from '../../../src/student/db/pending-batch.ts';
import type { AnswerRow, RunRow } from '../../../src/student/db/rows.ts';
import type { Received } from '../../../src/student/db/run-transition.ts';
import { RUN } from './rows.ts';

export const answerOf = (part: Partial<SyncAnswer> = {}): SyncAnswer => ({
  outcome: 'applied',
  storeId: 'store-1',
  now: 0,
  ackedThrough: 0,
  examSession: { maturity: 'IN_PROGRESS', attempt: 1, run: RUN, epoch: 1, opening: 1, revision: 0 },
  ...part,
});

/** The answer to the batch that is due of these rows. */
export const received = (run: RunRow, answers: AnswerRow[], part: Partial<Received> = {}): Received => ({
  sent: pendingBatch(run, answers) ?? expect.fail('nothing to send'),
  answer: answerOf({ ackedThrough: run.seq }),
  receipt: null,
  held: null,
  newSubmitId: 'submit-bbbbbbbbbbbbb',
  newWriter: 'writer-bbbbbbbbbbbbb',
  ...part,
});
