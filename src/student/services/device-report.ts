import type { DeviceReport } from '../../shared/contract/device.ts';
import type { RunRows } from '../db/read-tests.ts';
import { awaitsReceipt, unsentAnswers } from '../db/runs.ts';

/** What staff are told of the device: all of its students together. */
export function deviceReport(
  runs: readonly RunRows[],
  device: { deviceId: string; storage: DeviceReport['storage'] | null },
): DeviceReport {
  const needsAttention = runs.filter(
    ({ run, answers }) =>
      (run.state === 'stranded' && run.seq > 0) ||
      run.problem !== null ||
      answers.some((answer) => answer.problem !== null),
  );
  return {
    deviceId: device.deviceId,
    unsentAnswers: runs.reduce((sum, { run, answers }) => sum + unsentAnswers(run, answers).length, 0),
    waitingSubmits: runs.filter(({ run }) => awaitsReceipt(run)).length,
    needsAttention: needsAttention.length,
    ...(device.storage && { storage: device.storage }),
  };
}
