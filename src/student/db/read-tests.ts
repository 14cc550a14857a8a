import type { SatchelDatabase } from './database.ts';
import { answersOfRun } from './database.ts';
import { readOutboxRow } from './read-outbox-row.ts';
import { readAnswer, readable, readPackage, readPartition, readSession } from './read-row.ts';
import type { AnswerRow, OutboxRow, PackageRow, PartitionRow, RunRow, SessionRow } from './rows.ts';
import { readRuns } from './runs.ts';

export interface RunRows {
  run: RunRow;
  answers: AnswerRow[];
}

export interface TestRows {
  session: SessionRow;
  /** The run that is current on the server, if this device has it. */
  current: RunRows | null;
  /** Runs of the same session that a reset or retake left behind. */
  others: RunRows[];
  /** What the current run, or a new one, is answered on; null when it is not on this device. */
  package: PackageRow | null;
}

export interface DeviceRows {
  /** The student who is signed in. */
  partition: PartitionRow | null;
  tests: TestRows[];
  /** Every run of the device, of every student. */
  runs: RunRows[];
  /** What students who left have unsent, and what they had sent. */
  outbox: OutboxRow[];
}

/** What My tests shows, and what staff are told of the device, as of one moment. */
export const readDevice = (db: SatchelDatabase, signedIn: string | null): Promise<DeviceRows> =>
  db.transaction('r', [db.partitions, db.sessions, db.runs, db.answers, db.packages, db.outbox], async () => {
    const outbox = readable(await db.outbox.toArray(), readOutboxRow);
    const runs: RunRows[] = [];
    for (const run of await readRuns(db)) {
      runs.push({ run, answers: readable(await answersOfRun(db, run.run).toArray(), readAnswer) });
    }
    const stored = signedIn === null ? undefined : await db.partitions.get(signedIn);
    const partition = readable(stored === undefined ? [] : [stored], readPartition)[0] ?? null;
    if (partition === null) return { partition, tests: [], runs, outbox };
    const packages = new Map(readable(await db.packages.toArray(), readPackage).map((row) => [row.hash, row]));
    const sessions = await db.sessions
      .where('[partition+id]')
      .between([partition.partition], [partition.partition, []])
      .toArray();
    const tests = readable(sessions, readSession).map((session): TestRows => {
      const own = runs.filter(({ run }) => run.partition === session.partition && run.sessionId === session.id);
      const current = own.find(({ run }) => run.run === session.listed.run) ?? null;
      const answeredOn = current?.run.package ?? session.readyPackage;
      return {
        session,
        current,
        others: own.filter((rows) => rows !== current),
        package: answeredOn === null ? null : (packages.get(answeredOn) ?? null),
      };
    });
    return { partition, tests, runs, outbox };
  });
