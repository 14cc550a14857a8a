import { authoredExam } from '../../shared/contract/exam.ts';
import { preparedItems } from '../import/prepared-item.ts';
import { examVersion } from '../store/exams.ts';
import type { Db } from '../store/store.ts';
import { keepVersions } from './kept-version.ts';
import { questionKey } from './plan-batch.ts';
import { type QuestionWords, questionWords } from './question-words.ts';

/** One version of an exam, in words, by `questionKey`. */
export type ExamEdition = ReadonlyMap<string, QuestionWords>;

/** @throws Error when there is no such version: one that a package was made of is never deleted */
export const loadExamEdition = keepVersions(20, readEdition);

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
