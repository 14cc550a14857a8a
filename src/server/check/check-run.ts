import { isDeepStrictEqual } from 'node:util';
import { loadExamKeys } from '../session/exam-keys.ts';
import { coverAll } from '../session/receipt.ts';
import { scoreRun } from '../session/score-run.ts';
import { readReceipt } from '../session/sign.ts';
import { loadStanding, type StandingAnswers } from '../session/standing-answers.ts';
import { readResults } from '../session/stored-results.ts';
import { type ReceiptRow, receiptedSubmit, receiptsOfRun } from '../store/receipts.ts';
import type { RunRow } from '../store/runs.ts';
import type { Db } from '../store/store.ts';
import { writersOfRuns } from '../store/writers.ts';
import type { Report } from './report.ts';

/** Holds the score and the receipts of a run against its answers. */
export async function checkRun(
  db: Db,
  workspaceId: string,
  { run, examId }: { run: RunRow; examId: string },
  report: Report,
): Promise<void> {
  const problem = (sentence: string) => report.problem(workspaceId, `run ${run.run_id}: ${sentence}`);
  const receipts = await receiptsOfRun(db, workspaceId, run.run_id);
  for (const row of receipts) {
    report.count('receipt');
    const said = await readReceipt(db, workspaceId, row.jws);
    if (!said) problem(`the receipt of submit ${row.submit_id} is not signed by this workspace`);
    else if (said.run !== run.run_id || said.submitId !== row.submit_id) {
      problem(`the receipt of submit ${row.submit_id} is one of run ${said.run} and submit ${said.submitId}`);
    }
  }
  if (run.maturity !== 'COMPLETE') return;
  const standing = await loadStanding(db, workspaceId, run.run_id);
  if (!(await hasItsScore(db, workspaceId, { run, examId, standing }))) {
    problem('its score is not that of its answers');
  }
  const [latest] = receipts;
  if (
    latest?.opening === run.opening &&
    !(await holdsWhatItSays(db, workspaceId, { run, standing, receipt: latest }))
  ) {
    problem(`its receipt for submit ${latest.submit_id} says other answers than its rows do`);
  }
}

interface Complete {
  run: RunRow;
  standing: StandingAnswers;
}

async function hasItsScore(
  db: Db,
  workspaceId: string,
  { run, examId, standing }: Complete & { examId: string },
): Promise<boolean> {
  if (run.results_json === null || run.exam_version === null) return false;
  const exam = await loadExamKeys(db, workspaceId, examId, run.exam_version);
  const scored = scoreRun(exam, standing, run);
  return (
    scored.score_actual === run.score_actual &&
    isDeepStrictEqual(readResults(scored.results_json), readResults(run.results_json))
  );
}

/** Counts and digests anew what the server holds of the writer that submitted. */
async function holdsWhatItSays(
  db: Db,
  workspaceId: string,
  { run, standing, receipt }: Complete & { receipt: ReceiptRow },
): Promise<boolean> {
  const said = await readReceipt(db, workspaceId, receipt.jws);
  const { writer, through } = receiptedSubmit.parse(JSON.parse(receipt.submit_json));
  const known = (await writersOfRuns(db, workspaceId, [run.run_id])).find((row) => row.writer === writer);
  // What came after the submit is receipted anew under it.
  for (const upTo of new Set([known?.acked_through ?? through, through])) {
    const held = await coverAll(db, workspaceId, { run: run.run_id, standing, writer, through: upTo });
    if (held.count === said?.count && held.digest === said.digest) return true;
  }
  return false;
}
