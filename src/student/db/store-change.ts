import type { SatchelDatabase } from './database.ts';
import { readable, readRun } from './read-row.ts';
import type { RunRow } from './rows.ts';

/**
 * Notes which store answered and what its clock says; part of the transaction that applies the answer. A store that
 * this device does not know was restored from a backup: what it acknowledged before may be gone, so every kept run of
 * the student counts as unsent from its first change, and receipts are asked for again.
 */
export async function noteStore(
  db: SatchelDatabase,
  partition: string,
  said: { storeId: string; now: number },
  deviceNow: number,
): Promise<void> {
  const row = await db.partitions.get(partition);
  if (row === undefined) return;
  if (row.storeId === null) await sendRescuedAgain(db, partition);
  else if (row.storeId !== said.storeId) await forgetAcknowledgements(db, partition);
  const measured = Math.round(said.now - deviceNow);
  const isMoved = row.storeId !== said.storeId || Math.abs(row.clockOffsetMs - measured) > 1000;
  const clockOffsetMs = isMoved ? measured : row.clockOffsetMs;
  const heard = { server: said.now, device: deviceNow };
  const isOther = row.storeId !== null && row.storeId !== said.storeId;
  const since = isOther ? { storeSince: said.now } : {};
  await db.partitions.update(partition, { storeId: said.storeId, clockOffsetMs, heard, ...since });
}

async function forgetAcknowledgements(db: SatchelDatabase, partition: string): Promise<void> {
  const runs = readable(await db.runs.toArray(), readRun).filter((run) => run.partition === partition);
  await db.runs.bulkPut(runs.map(forgotten));
  await db.outbox.where('partition').equals(partition).modify({ sent: false, problem: null });
}

/** Which store they were sent to is not known: nobody of their student was on this device then. */
async function sendRescuedAgain(db: SatchelDatabase, partition: string): Promise<void> {
  const rescued = db.outbox
    .where('partition')
    .equals(partition)
    .filter((row) => row.rescued !== undefined);
  await rescued.modify({ sent: false, problem: null });
}

const forgotten = (run: RunRow): RunRow => ({
  ...run,
  ackedSeq: 0,
  aside: undefined,
  unsentMarks: run.view.marks !== undefined,
  // Its count of changes starts from an earlier time again: what others answered is fetched anew.
  revision: -1,
  state: run.state === 'received' ? 'submitted' : run.state,
  receipt: null,
  receivedAt: null,
  held: null,
});
