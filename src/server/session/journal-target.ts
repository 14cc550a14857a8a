import { latestExamVersion } from '../store/exams.ts';
import type { JournalRow } from '../store/journal.ts';
import type { RunRow } from '../store/runs.ts';
import type { Db } from '../store/store.ts';
import { type ExamEdition, loadExamEdition } from './exam-edition.ts';
import { loadExamKeys } from './exam-keys.ts';
import type { Target } from './kept-answer.ts';

/** What the kept answers in `rows` are judged for: the current run, and the versions of its exam that they name. */
export async function loadTarget(
  db: Db,
  workspaceId: string,
  { examId, run }: { examId: string; run: RunRow },
  rows: readonly JournalRow[],
): Promise<Target> {
  const version = run.exam_version ?? (await latestExamVersion(db, workspaceId, examId));
  const editions = new Map<number, ExamEdition>();
  for (const named of new Set([version, ...rows.map((row) => row.exam_version ?? version)])) {
    editions.set(named, await loadExamEdition(db, workspaceId, examId, named));
  }
  return { run: run.run_id, version, keys: await loadExamKeys(db, workspaceId, examId, version), editions };
}
