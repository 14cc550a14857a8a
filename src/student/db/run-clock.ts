import { z } from 'zod/mini';
import { type RunClock, startClock } from '../../shared/session/run-clock.ts';
import type { SatchelDatabase } from './database.ts';
import { readRun } from './read-row.ts';
import type { RunRow } from './rows.ts';

const ms = z.number();
const jumps = z.array(z.object({ at: ms, byMs: ms }));
const runClock = z.object({
  wallAt: ms,
  serverAt: z.nullable(ms),
  settledMs: ms,
  startedAtServer: z.optional(ms),
  witnessedMs: ms,
  unseenMs: z.nullable(ms),
  behindMs: ms,
  jumps,
  doubtful: jumps,
  restingSince: z.nullable(ms),
  rests: z.array(z.tuple([ms, ms])),
  told: ms,
});

/** The clock of a run; one that never had any, or that this version cannot read, began when the run did. */
export function readClock({ clock, startedAt }: Pick<RunRow, 'clock' | 'startedAt'>): RunClock {
  const read = runClock.safeParse(clock);
  return read.success ? read.data : startClock(startedAt);
}

/**
 * Writes down how long a run has been going on.
 *
 * @param from when the clock was looked at that the new one goes on from
 * @returns false when somebody else wrote it meanwhile, or the run is not open any more
 */
export const writeClock = (
  db: SatchelDatabase,
  run: string,
  { from, clock, dueAt }: { from: number; clock: RunClock; dueAt: number | undefined },
): Promise<boolean> =>
  db.transaction('rw', db.runs, async () => {
    const stored = await db.runs.get(run);
    if (stored === undefined) return false;
    const row = readRun(stored);
    const known = readClock(row);
    if (row.state !== 'open' || row.sealed !== null || known.wallAt !== from || known.told !== clock.told) return false;
    await db.runs.update(run, { clock, dueAt });
    return true;
  });
