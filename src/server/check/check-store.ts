import { rowsWithoutRun, sessionsToCheck, workspaceIds } from '../store/check-rows.ts';
import { isDamage } from '../store/storage-failure.ts';
import { type Db, StoreUnavailable } from '../store/store.ts';
import { checkFiles } from './check-files.ts';
import { checkRun } from './check-run.ts';
import { checkSession } from './check-session.ts';
import { checkTotals } from './check-totals.ts';
import { checkWriters } from './check-writers.ts';
import { Report } from './report.ts';

const AT_ONCE = 200;

/**
 * Reckons anew what a store says of itself, over one snapshot of it: copies against what they are copied from, scores and
 * receipts against answers, acknowledgements against rows, files against their hashes. Changes nothing.
 */
export async function checkStore(db: Db): Promise<Report> {
  const report = new Report();
  for (const workspaceId of await workspaceIds(db)) {
    report.count('workspace');
    await checkSessions(db, workspaceId, report);
    for (const { table, rows } of await rowsWithoutRun(db, workspaceId)) {
      report.problem(workspaceId, `${rows} rows of ${table} belong to a run that is not there`);
    }
    await checkTotals(db, workspaceId, report);
    await checkFiles(db, workspaceId, report);
  }
  return report;
}

async function checkSessions(db: Db, workspaceId: string, report: Report): Promise<void> {
  for (let after = ''; ; ) {
    const page = await sessionsToCheck(db, workspaceId, { after, take: AT_ONCE });
    const runIds = page.flatMap(({ runs }) => runs.map((run) => run.run_id));
    await checkWriters(db, workspaceId, runIds, report);
    for (const checked of page) {
      report.count('session');
      checkSession(checked, report);
      for (const run of checked.runs) {
        report.count('run');
        await checkRun(db, workspaceId, { run, examId: checked.session.exam_id }, report).catch((error: unknown) => {
          if (error instanceof StoreUnavailable || isDamage(error)) throw error;
          report.problem(
            workspaceId,
            `run ${run.run_id} cannot be read: ${error instanceof Error ? error.message : error}`,
          );
        });
      }
    }
    const last = page.at(-1);
    if (!last || page.length < AT_ONCE) return;
    after = last.session.session_id;
  }
}
