import type { z } from 'zod/mini';
import type { AuthoredQuestion } from '../../shared/contract/authored/question.ts';
import type { resultsAnswer } from '../../shared/contract/exam-session.ts';

type Results = NonNullable<z.infer<typeof resultsAnswer>['results']>;
type Described = Omit<Results['items'][number]['questions'][number], 'response'>;

/** A question as results show it: its options, and what is right of them, or else the right values. */
export function describeQuestion(question: AuthoredQuestion): Described {
  const options = optionsOf(question).map((option, index) => ({ ...option, index }));
  const marked = options.filter(({ isKey }) => isKey).map(({ id: value, index }) => ({ value, index }));
  return {
    id: question.id,
    interactionType: question.interactionType,
    keys: 'correct' in question ? correctOf(question.correct) : marked,
    options,
    ...('targets' in question && { targets: indexed(question.targets) }),
    ...('gaps' in question && { targets: indexed(question.gaps) }),
    ...(question.interactionType === 'graphicGapMatch' && { targets: indexed(question.areas) }),
  };
}

interface Named {
  id: string;
  content?: string;
  label?: string;
  isKey?: boolean;
}

function optionsOf(question: AuthoredQuestion) {
  const list: readonly Named[] =
    'options' in question
      ? question.options
      : 'sources' in question
        ? question.sources
        : 'areas' in question
          ? question.areas
          : [];
  return list.map(({ id, content, label, isKey = false }) => ({ id, content: content ?? label ?? '', isKey }));
}

const indexed = (list: readonly Named[]) =>
  list.map(({ id, content, label }, index) => ({ id, content: content ?? label ?? '', index }));

const correctOf = (values: readonly (string | number)[] = []) =>
  values.map((value, index) => ({ value: String(value), index }));
