import { z } from 'zod/mini';
import type { SatchelDatabase } from './database.ts';
import { readable, readPartition, readRun, readSession } from './read-row.ts';
import type { RunRow, SessionRow } from './rows.ts';

/** When a server was last heard: its clock, and this device's wall clock. */
export interface Heard {
  server: number;
  device: number;
}
const heardAt = z.object({ server: z.number(), device: z.number() });

/** An open attempt with a time limit. */
export interface TimedRun {
  run: RunRow;
  listed: SessionRow['listed'];
  timeLimitSeconds: number;
  /** Server clock minus wall clock, as last measured. */
  offsetMs: number;
  heard: Heard | null;
}

/** The attempts of the student who is signed in whose time is limited, and runs, as of one moment. */
export const readTimed = (db: SatchelDatabase, signedIn: string): Promise<TimedRun[]> =>
  db.transaction('r', [db.partitions, db.sessions, db.runs], async () => {
    const stored = await db.partitions.get(signedIn);
    if (stored === undefined) return [];
    const { clockOffsetMs } = readPartition(stored);
    const heard = heardAt.safeParse(stored.heard);
    const runs = readable(await db.runs.toArray(), readRun);
    const open = runs.filter((run) => run.partition === signedIn && run.state === 'open' && run.sealed === null);
    const sessions = await db.sessions.bulkGet(open.map((run): [string, string] => [signedIn, run.sessionId]));
    return open.flatMap((run, at) => {
      const session = readable([sessions[at]], readSession)[0];
      const timeLimitSeconds = session?.listed.config.timeLimitSeconds;
      if (session?.listed.run !== run.run || timeLimitSeconds === undefined) return [];
      const { listed } = session;
      return [{ run, listed, timeLimitSeconds, offsetMs: clockOffsetMs, heard: heard.success ? heard.data : null }];
    });
  });
