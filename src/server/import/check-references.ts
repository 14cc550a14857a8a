import type { AuthoredExam, AuthoredItem, AuthoredQuestion } from '../../shared/contract/exam.ts';
import type { ProblemIssue } from '../../shared/contract/problem.ts';

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
    ...twice(item.media, 'name', [...path, 'media']),
    ...twice(item.questions, 'id', [...path, 'questions']),
    ...item.questions.flatMap((question, at) => checkQuestion(question, [...path, 'questions', at])),
  ];
}

function checkQuestion(question: AuthoredQuestion, path: Path): ProblemIssue[] {
  const { options, mapping, minChoices, maxChoices } = question;
  const most = maxChoices === 0 ? options.length : Math.min(maxChoices, options.length);
  return [
    ...twice(options, 'id', [...path, 'options']),
    ...(minChoices > most
      ? [{ path: [...path, 'minChoices'], message: `asks for ${minChoices} where ${most} can be chosen` }]
      : []),
    ...(mapping ? checkMapping(mapping, options, [...path, 'mapping']) : checkKeys(question, most, path)),
  ];
}

function checkKeys({ options, maxChoices, maxScore }: AuthoredQuestion, most: number, path: Path): ProblemIssue[] {
  const keys = options.filter(({ isKey }) => isKey).length;
  if (keys === 0 && maxScore !== 0) {
    const message =
      'has no key (isKey) and no mapping, so that nothing is right; a maxScore of 0 says that this is meant';
    return [{ path: [...path, 'options'], message }];
  }
  // With one choice any key is right; with several, all of them have to be chosen.
  if (maxChoices !== 1 && keys > most) {
    const message = `lets ${most} be chosen of ${keys} keys, so that nothing is right`;
    return [{ path: [...path, 'maxChoices'], message }];
  }
  return [];
}

function checkMapping(
  { entries, lowerBound, upperBound }: NonNullable<AuthoredQuestion['mapping']>,
  options: AuthoredQuestion['options'],
  path: Path,
): ProblemIssue[] {
  const ids = new Set(options.map(({ id }) => id));
  return [
    ...entries.flatMap(({ mapKey }, at) =>
      ids.has(mapKey)
        ? []
        : [{ path: [...path, 'entries', at, 'mapKey'], message: `there is no option ${mapKey} in this question` }],
    ),
    ...twice(entries, 'mapKey', [...path, 'entries']),
    ...(lowerBound !== undefined && upperBound !== undefined && lowerBound > upperBound
      ? [{ path: [...path, 'lowerBound'], message: 'must not be above upperBound' }]
      : []),
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
