import { writtenInRuns } from '../store/check-rows.ts';
import type { Db } from '../store/store.ts';
import { type WriterRow, writersOfRuns } from '../store/writers.ts';
import { checkSheets } from './check-sheets.ts';
import type { Report } from './report.ts';

/** The writer of another value under an acknowledged number, which a file brought (`strandBatch`): SHA-256 in base64url. */
const OTHER_VALUE = /^[\w-]{43}$/;

/**
 * Holds how far each writer is said to be acknowledged against the rows: a change beyond that was never promised to anybody,
 * and its device would number the next one the same.
 */
export async function checkWriters(
  db: Db,
  workspaceId: string,
  runIds: readonly string[],
  report: Report,
): Promise<void> {
  const writers = new Map<string, WriterRow>();
  for (const row of await writersOfRuns(db, workspaceId, [...runIds])) writers.set(`${row.run_id} ${row.writer}`, row);
  for (const table of ['answer', 'answer_history', 'journal'] as const) {
    const written = await writtenInRuns(db, workspaceId, table, runIds);
    if (table === 'answer') written.push(...(await checkSheets(db, workspaceId, runIds, report)));
    for (const { runId, writer, lastSeq, rows } of written) {
      report.count(table, rows);
      // Staff and integrators write without numbers.
      if (lastSeq === 0) continue;
      const known = writers.get(`${runId} ${writer}`);
      if (!known && table === 'journal' && OTHER_VALUE.test(writer)) continue;
      if (!known) {
        report.problem(workspaceId, `run ${runId}: ${table} has changes of writer ${writer}, who is not known`);
        continue;
      }
      // What stranded is acknowledged too, and may have filled a question since.
      const through = Math.max(known.acked_through, known.journaled_through);
      if (lastSeq > through) {
        report.problem(
          workspaceId,
          `run ${runId}: ${table} has change ${lastSeq} of writer ${writer}, who is acknowledged through ${through}`,
        );
      }
    }
  }
}
