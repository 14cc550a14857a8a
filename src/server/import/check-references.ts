import type { AuthoredExam, AuthoredItem } from '../../shared/contract/exam.ts';
import type { ProblemIssue } from '../../shared/contract/problem.ts';
import { checkProcessing } from './processing/check-processing.ts';
import { checkQuestion } from './questions/check-question.ts';

type Path = ProblemIssue['path'];

/**
 * What is wrong with an exam although each of its parts has the right shape: ids that are there twice or name nothing,
 * and questions that nobody could answer or get right.
 */
export function checkReferences({ items, objectives }: AuthoredExam): ProblemIssue[] {
  const known = new Set(objectives.map(({ id }) => id));
  return [
    ...twice(objectives, 'id', ['objectives']),
    ...twice(items, 'id', ['items']),
    ...differingStimuli(items),
    ...items.flatMap((item, at) => checkItem(item, known, ['items', at])),
  ];
}

function checkItem(item: AuthoredItem, objectives: ReadonlySet<string>, path: Path): ProblemIssue[] {
  return [
    ...item.alignmentIds.flatMap((id, at) =>
      objectives.has(id)
        ? []
        : [{ path: [...path, 'alignmentIds', at], message: `there is no objective ${id} in this exam` }],
    ),
    ...(item.processing ? checkProcessing(item.processing, item.questions, [...path, 'processing']) : []),
    ...twice(item.media, 'name', [...path, 'media']),
    ...twice(item.questions, 'id', [...path, 'questions']),
    ...item.questions.flatMap((question, at) =>
      checkQuestion(question, item.processing !== undefined, [...path, 'questions', at]),
    ),
  ];
}

/** The student keeps their place in a stimulus from item to item, so one id has to mean one text. */
function differingStimuli(items: readonly AuthoredItem[]): ProblemIssue[] {
  const first = new Map<string, string>();
  return items.flatMap(({ stimulus }, at) => {
    if (!stimulus) return [];
    const text = JSON.stringify([stimulus.title, stimulus.body]);
    const known = first.get(stimulus.id) ?? text;
    first.set(stimulus.id, known);
    return known === text
      ? []
      : [{ path: ['items', at, 'stimulus'], message: `differs from the stimulus ${stimulus.id} of an earlier item` }];
  });
}

function twice<F extends string>(things: readonly Record<F, string>[], field: F, path: Path): ProblemIssue[] {
  const seen = new Set<string>();
  return things.flatMap((thing, at) => {
    const name = thing[field];
    if (seen.has(name)) return [{ path: [...path, at, field], message: `${name} is there twice` }];
    seen.add(name);
    return [];
  });
}
