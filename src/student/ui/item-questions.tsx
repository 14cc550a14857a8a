import { lazyPart } from './lazy-part.tsx';
import { QuestionList, type QuestionListProps } from './question-list.tsx';
import { standsInBody } from './stands-in-body.ts';

const MixedItem = lazyPart<QuestionListProps>(async () => (await import('./interactions/parts.ts')).parts.MixedItem);

/** All that is asked of an item, below its text or in the midst of it. */
export function ItemQuestions(props: QuestionListProps) {
  const Questions = standsInBody(props.item.body) ? MixedItem : QuestionList;
  return <Questions {...props} />;
}
