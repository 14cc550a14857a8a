import { changeRun } from './change-run.ts';
import type { SatchelDatabase } from './database.ts';
import type { RunRow } from './rows.ts';
import { type Received, receiveAnswer } from './run-transition.ts';
import { noteStore } from './store-change.ts';

/**
 * Applies the server's answer to a batch in one transaction.
 *
 * @param deviceNow milliseconds since 1970, device clock, when the answer came
 * @returns the run as committed; null when this device no longer has it
 */
export const applyAnswer = (
  db: SatchelDatabase,
  partition: string,
  received: Received,
  deviceNow: number,
): Promise<RunRow | null> =>
  changeRun(db, received.sent.sync.run, {
    prepare: () => noteStore(db, partition, received.answer, deviceNow),
    change: (run, answers) => receiveAnswer(run, answers, received),
  });
