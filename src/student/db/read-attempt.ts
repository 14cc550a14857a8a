import { answersOfRun, type SatchelDatabase } from './database.ts';
import { readAnswer, readPackage, readPartition, readRun, readSession } from './read-row.ts';
import type { AnswerRow, PackageRow, PartitionRow, RunRow, SessionRow } from './rows.ts';

export interface AttemptRows {
  partition: PartitionRow;
  session: SessionRow;
  run: RunRow;
  answers: AnswerRow[];
  package: PackageRow;
}

/** Everything that the screen of an attempt shows, as of one moment; null when the run is not on this device. */
export const readAttempt = (db: SatchelDatabase, partition: string, run: string): Promise<AttemptRows | null> =>
  db.transaction('r', [db.partitions, db.sessions, db.runs, db.answers, db.packages], async () => {
    const stored = await db.runs.get(run);
    if (stored === undefined || stored.partition !== partition) return null;
    const row = readRun(stored);
    const [partitionRow, session, answers, package_] = await Promise.all([
      db.partitions.get(partition),
      db.sessions.get([partition, row.sessionId]),
      answersOfRun(db, run).toArray(),
      db.packages.get(row.package),
    ]);
    return {
      partition: readPartition(partitionRow),
      session: readSession(session),
      run: row,
      answers: answers.map(readAnswer),
      package: readPackage(package_),
    };
  });
