import { z } from 'zod/mini';
import { type ItemKey, itemKey, type QuestionKey } from '../../shared/contract/item-key.ts';
import { entryHead, inContentOrder } from '../../shared/session/submit-content.ts';
import { preparedJson } from '../store/exams.ts';
import type { Db } from '../store/store.ts';
import { keepVersions } from './kept-version.ts';
import { questionKey } from './plan-batch.ts';

/** A version of an exam as answers are checked and scored against it. */
export interface ExamKeys {
  items: ItemKey[];
  /** By item id, then by question id. */
  questions: ReadonlyMap<string, ReadonlyMap<string, QuestionKey>>;
  /** Every question, in the order of a submit's content: sorted once for a version, and not for every submit. */
  contentOrder: readonly ContentQuestion[];
}

interface ContentQuestion {
  /** Its `questionKey`. */
  key: string;
  /** Its `entryHead`. */
  head: string;
}

/** The part of `PreparedItem` that scoring needs. */
const preparedKeys = z.array(z.object({ key: itemKey }));

/** @throws Error when there is no such version: one that a run is pinned to is never deleted */
export const loadExamKeys = keepVersions(100, readExamKeys);

async function readExamKeys(db: Db, workspaceId: string, examId: string, version: number): Promise<ExamKeys> {
  const prepared = await preparedJson(db, workspaceId, examId, version);
  const items = preparedKeys.parse(JSON.parse(prepared)).map(({ key }) => key);
  return {
    items,
    questions: new Map(
      items.map((item) => [item.id, new Map(item.questions.map((question) => [question.id, question]))]),
    ),
    contentOrder: contentOrderOf(items),
  };
}

/** The questions of an exam's items, as `contentOrder` has them. */
export const contentOrderOf = (
  items: ReadonlyArray<{ id: string; questions: ReadonlyArray<{ id: string }> }>,
): ContentQuestion[] =>
  items
    .flatMap(({ id: itemId, questions }) => questions.map(({ id: questionId }) => ({ itemId, questionId })))
    .sort(inContentOrder)
    .map((question) => ({ key: questionKey(question), head: entryHead(question) }));
