import { z } from 'zod/mini';
import { type ItemKey, itemKey, type QuestionKey } from '../../shared/contract/item-key.ts';
import { preparedJson } from '../store/exams.ts';
import { perDatabase } from '../store/per-database.ts';
import type { Db } from '../store/store.ts';

/** A version of an exam as answers are checked and scored against it. */
export interface ExamKeys {
  items: ItemKey[];
  /** By item id, then by question id. */
  questions: ReadonlyMap<string, ReadonlyMap<string, QuestionKey>>;
}

/** The part of `PreparedItem` that scoring needs. */
const preparedKeys = z.array(z.object({ key: itemKey }));

const KEPT_EXAMS = 100;
// A version never changes, so what was read once stays true.
const keptExams = perDatabase(() => new Map<string, ExamKeys>());

/** @throws Error when there is no such version: one that a run is pinned to is never deleted */
export async function loadExamKeys(db: Db, workspaceId: string, examId: string, version: number): Promise<ExamKeys> {
  const kept = keptExams(db);
  const name = JSON.stringify([workspaceId, examId, version]);
  const exam = kept.get(name) ?? (await readExamKeys(db, workspaceId, examId, version));
  // Set anew, the one used last stands last.
  kept.delete(name);
  kept.set(name, exam);
  const [oldest] = kept.keys();
  if (kept.size > KEPT_EXAMS && oldest !== undefined) kept.delete(oldest);
  return exam;
}

async function readExamKeys(db: Db, workspaceId: string, examId: string, version: number): Promise<ExamKeys> {
  const prepared = await preparedJson(db, workspaceId, examId, version);
  const items = preparedKeys.parse(JSON.parse(prepared)).map(({ key }) => key);
  return {
    items,
    questions: new Map(
      items.map((item) => [item.id, new Map(item.questions.map((question) => [question.id, question]))]),
    ),
  };
}
