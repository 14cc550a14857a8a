/* Invariants 5 to 7: what a device says of its runs. */
import type { RunRow } from '../../src/student/db/rows.ts';
import { describeNow, type OnDevice, type OnServer } from './rows.ts';

/** 5 */
export function counters(
  { writers, storeId }: OnServer,
  name: number,
  rows: OnDevice,
  rewound?: ReadonlySet<string>,
): string[] {
  return rows.runs.flatMap(({ run, writer, seq, ackedSeq }) => {
    const known = writers.find((row) => row.run_id === run && row.writer === writer)?.acked_through ?? 0;
    const found: string[] = [];
    const beyond = rows.answers.filter((row) => row.run === run && row.seq > seq).length;
    if (beyond > 0) found.push(`5: ${beyond} answers of ${run} on device ${name} are numbered beyond its counter`);
    if (ackedSeq > seq) found.push(`5: device ${name} counts ${ackedSeq} of ${seq} as sent in ${run}`);
    if (known > seq && rows.storeId === storeId && !rewound?.has(writer)) {
      found.push(`5: the server acknowledged ${known} of ${seq} to device ${name} in ${run}`);
    }
    return found;
  });
}

/** 6 */
export async function unproven(server: OnServer, name: number, rows: OnDevice, run: RunRow): Promise<string[]> {
  if (run.state !== 'received' || run.submit === null || rows.storeId !== server.storeId) return [];
  const { submitId } = run.submit;
  if (!server.receipts.some((receipt) => receipt.submit_id === submitId && receipt.run_id === run.run)) {
    return [`6: device ${name} calls ${run.run} received, and the server has no receipt for it`];
  }
  if (run.sealed !== null || run.problem !== null) return [];
  const { digest } = await describeNow(rows, run.run);
  return digest === run.submit.digest ? [] : [`6: the submit of ${run.run} is not what device ${name} holds`];
}

/** 7 */
export function open(name: number, { runs, answers, unlocked, snapshots, outbox }: OnDevice): string[] {
  const found: string[] = [];
  for (const { run, partition, sealed, seq } of runs) {
    const isOpen = answers.some((answer) => answer.run === run);
    const isUnlocked = unlocked.has(partition);
    if (sealed === 'snapshot' && isOpen) found.push(`7: answers of ${run} lie open on device ${name}`);
    if (sealed === 'snapshot' && isUnlocked) found.push(`7: the key of device ${name} lies beside what it seals`);
    if (sealed === 'snapshot' && !snapshots.has(partition)) found.push(`7: what device ${name} sealed is gone`);
    if (sealed !== null && seq > 0 && !outbox.some((row) => row.run === run)) {
      found.push(`7: nothing of the sealed ${run} is in the outbox of device ${name}`);
    }
    if (sealed === null && isOpen && !isUnlocked) found.push(`7: device ${name} is locked, and ${run} lies open`);
  }
  return found;
}
