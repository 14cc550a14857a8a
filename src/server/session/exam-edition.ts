import { authoredExam } from '../../shared/contract/exam.ts';
import { preparedItems } from '../import/prepared-item.ts';
import { examVersion } from '../store/exams.ts';
import { perDatabase } from '../store/per-database.ts';
import type { Db } from '../store/store.ts';
import { questionKey } from './plan-batch.ts';
import { type QuestionWords, questionWords } from './question-words.ts';

/** One version of an exam, in words, by `questionKey`. */
export type ExamEdition = ReadonlyMap<string, QuestionWords>;

const KEPT_EDITIONS = 20;
// A version never changes, so what was read once stays true.
const keptEditions = perDatabase(() => new Map<string, ExamEdition>());

/** @throws Error when there is no such version: one that a package was made of is never deleted */
export async function loadExamEdition(
  db: Db,
  workspaceId: string,
  examId: string,
  version: number,
): Promise<ExamEdition> {
  const kept = keptEditions(db);
  const name = JSON.stringify([workspaceId, examId, version]);
  const edition = kept.get(name) ?? (await readEdition(db, workspaceId, examId, version));
  // Set anew, the one used last stands last.
  kept.delete(name);
  kept.set(name, edition);
  const [oldest] = kept.keys();
  if (kept.size > KEPT_EDITIONS && oldest !== undefined) kept.delete(oldest);
  return edition;
}

async function readEdition(db: Db, workspaceId: string, examId: string, version: number): Promise<ExamEdition> {
  const row = await examVersion(db, workspaceId, examId, version);
  const { items } = authoredExam.parse(JSON.parse(row.content_json));
  const edition = new Map<string, QuestionWords>();
  preparedItems.parse(JSON.parse(row.prepared_json)).forEach(({ student }, at) => {
    student.questions.forEach((shown, index) => {
      const authored = items[at]?.questions[index];
      if (!authored) throw new Error(`version ${version} of exam ${examId} is not what it was prepared from`);
      const key = questionKey({ itemId: student.id, questionId: shown.id });
      edition.set(key, questionWords(edition.size + 1, { shown, authored, body: student.body }));
    });
  });
  return edition;
}
