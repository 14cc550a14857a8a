/* Invariant 8: which runs take answers, of whom, and under which epoch. */
import type { OnServer } from './rows.ts';

type Run = OnServer['runs'][number];
type Value = OnServer['values'][number];

/** @param wasClaimed a device asked for the run between the two looks */
export function fenced(before: OnServer, now: OnServer, wasClaimed: boolean): string[] {
  // Another past: the store was put back from a backup.
  if (before.storeId !== now.storeId) return [];
  const old = new Set(before.values.map(placed));
  const fresh = now.values.filter((value) => value.place !== 'journal' && !old.has(placed(value)));
  return now.runs.flatMap((run) => {
    const was = before.runs.find(({ run_id }) => run_id === run.run_id);
    const own = fresh.filter((value) => value.run === run.run_id);
    if (was?.archived_at && run.archived_at) return [...takenInto(run, own), ...changed(before, now, was, run)];
    return [
      ...(was ? handedOver(was, run, wasClaimed) : []),
      ...own.flatMap((value) => strange(before, now, run, value)),
    ];
  });
}

const takenInto = (run: Run, fresh: Value[]) =>
  fresh.map(({ itemId, place }) => `8: ${run.run_id} is archived and took ${itemId} (${place})`);

function handedOver(was: Run, run: Run, wasClaimed: boolean): string[] {
  if (was.holder === null || was.holder === run.holder) return [];
  const found = [];
  if (!was.released && !wasClaimed) found.push(`8: ${run.run_id} went to another device by itself`);
  if (run.epoch <= was.epoch) found.push(`8: ${run.run_id} went to another device, and its epoch stays ${was.epoch}`);
  return found;
}

/** What only batches that count can change. */
function changed(before: OnServer, now: OnServer, was: Run, run: Run): string[] {
  const [one, other] = [before, now].map((server) => ({
    receipts: server.receipts.filter(({ run_id }) => run_id === run.run_id).length,
    acked: server.writers
      .filter(({ run_id }) => run_id === run.run_id)
      .reduce((sum, row) => sum + row.acked_through, 0),
  }));
  const facts = ({ maturity, opening, holder, epoch }: Run) => ({ maturity, opening, holder, epoch });
  const [from, to] = [JSON.stringify([facts(was), one]), JSON.stringify([facts(run), other])];
  return from === to ? [] : [`8: ${run.run_id} is archived and changed from ${from} to ${to}`];
}

/** An answer that may not stand where it does now. */
function strange(before: OnServer, now: OnServer, run: Run, { place, itemId, writer, epoch, source }: Value): string[] {
  if (place !== 'answer') return [];
  if (source === 'filled') {
    const stood = before.values.find(
      (row) => row.place === 'answer' && row.run === run.run_id && row.itemId === itemId,
    );
    const isTaken = stood !== undefined && stood.writer !== writer;
    return isTaken ? [`8: ${itemId} of ${run.run_id} was filled, and ${stood.writer} had answered or cleared it`] : [];
  }
  if (source !== 'device') return [];
  const found: string[] = [];
  const giver = now.writers.find((row) => row.run_id === run.run_id && row.writer === writer)?.device_id;
  if (giver !== run.holder) found.push(`8: ${run.run_id} took ${itemId} of a device that does not hold it`);
  if (epoch !== run.epoch) found.push(`8: ${run.run_id} took ${itemId} under epoch ${epoch}, and is at ${run.epoch}`);
  return found;
}

const placed = ({ place, run, itemId, writer, seq, source }: Value) =>
  `${place} ${run} ${itemId} ${writer} ${seq} ${source}`;
