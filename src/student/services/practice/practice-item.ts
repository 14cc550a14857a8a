import type { ItemKey, QuestionKey } from '../../../shared/contract/item-key.ts';
import type { StudentItem } from '../../../shared/contract/student/item.ts';
import type { StudentQuestion } from '../../../shared/contract/student/question.ts';

export interface PracticeItem {
  item: StudentItem;
  key: ItemKey;
}

/** One page of the practice test: its questions, each with what is right. */
export function practiceItem(
  item: Pick<StudentItem, 'id'> & Partial<StudentItem>,
  ...asked: Array<[question: StudentQuestion, key: Partial<QuestionKey>]>
): PracticeItem {
  return {
    item: { body: [], media: [], ...item, questions: asked.map(([question]) => question) },
    key: {
      id: item.id,
      alignmentIds: [],
      questions: asked.map(([{ id, interactionType }, key]) => ({ ...key, id, interactionType }) as QuestionKey),
    },
  };
}
