import type { DeviceReport } from '../../shared/contract/device.ts';
import type { RunRows } from '../db/read-tests.ts';
import type { OutboxRow } from '../db/rows.ts';
import { awaitsReceipt, unsentAnswers } from '../db/runs.ts';

/** What staff are told of the device: all of its students together. */
export function deviceReport(
  { runs, outbox }: { runs: readonly RunRows[]; outbox: readonly OutboxRow[] },
  device: {
    deviceId: string;
    life: number;
    storage: DeviceReport['storage'] | null;
    preflight?: DeviceReport['preflight'] | null;
  },
): DeviceReport {
  const needsAttention = runs.filter(
    ({ run, answers }) =>
      (run.state === 'stranded' && run.seq > 0) ||
      run.problem !== null ||
      answers.some((answer) => answer.problem !== null),
  );
  const waiting = outbox.filter(({ sent }) => !sent);
  const unsent = runs.reduce((sum, { run, answers }) => sum + unsentAnswers(run, answers).length, 0);
  return {
    deviceId: device.deviceId,
    unsentAnswers: unsent + waiting.reduce((sum, row) => sum + row.unsent, 0),
    waitingSubmits: runs.filter(({ run }) => awaitsReceipt(run)).length,
    needsAttention: needsAttention.length + waiting.filter(({ problem }) => problem !== null).length,
    answers: runs.reduce((sum, { answers }) => sum + answers.filter(({ response }) => response !== null).length, 0),
    ...(device.life > 0 && {
      lost: { times: device.life, rescued: outbox.filter(({ rescued }) => rescued !== undefined).length },
    }),
    ...(device.storage && { storage: device.storage }),
    ...(device.preflight && { preflight: device.preflight }),
  };
}
